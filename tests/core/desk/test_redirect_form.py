"""A redirect that would serve nobody is refused where it is written, with the reason at its field."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.desk.redirect_form import refuse_wrong_redirects
from core.desk.redirect_import import CSV
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db

ITSELF = "Cette redirection mène à sa propre adresse."
ROUND = "Avec les autres redirections, celle-ci tourne en rond."
NOWHERE = "Les lecteurs n’y trouveraient rien\u00a0: aucune page n’est en ligne à cette adresse."
HIDDEN = "Une page est en ligne à cette adresse\u00a0: personne ne suivrait la redirection."
HERE = "http://localhost"


@pytest.fixture
def site(site_root):
    """A site with a page online, one offline, and two redirects that follow each other."""
    ContentPageFactory(slug="page")
    ContentPageFactory(slug="hors-ligne", live=False)
    Redirect.objects.create(old_path="/un", redirect_link=f"{HERE}/deux/")
    Redirect.objects.create(old_path="/deux", redirect_link=f"{HERE}/trois/")
    return Site.objects.get()


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


#: Address, where it leads, the field that is refused and why.
REFUSED = [
    ("/ancien/", f"{HERE}/ancien", "redirect_link", ITSELF),
    ("/ancien?p=1", f"{HERE}/ancien/?p=1", "redirect_link", ITSELF),
    ("/idée", f"{HERE}/id%C3%A9e/", "redirect_link", ITSELF),
    ("ancien", f"{HERE}/ancien/", "redirect_link", ITSELF),
    ("/trois", f"{HERE}/un/", "redirect_link", ROUND),
    ("/ancien", f"{HERE}/hors-ligne/", "redirect_link", NOWHERE),
    ("/ancien", f"{HERE}/jamais-vu/", "redirect_link", NOWHERE),
    ("/ancien", f"{HERE}/un/", "redirect_link", NOWHERE),
    ("/ancien", "", "redirect_link", NOWHERE),
    ("/page/", f"{HERE}/", "old_path", HIDDEN),
    ("/", f"{HERE}/page/", "old_path", HIDDEN),
]
TAKEN = [
    ("/ancien", f"{HERE}/page/"),
    ("/trois", f"{HERE}/page/"),
    ("/hors-ligne", f"{HERE}/page/"),
    ("/ancien", "https://ailleurs.example/ancien/"),
    ("/Page", f"{HERE}/page/"),
]


@pytest.mark.parametrize(("old_path", "link", "field", "reason"), REFUSED)
@pytest.mark.parametrize("of_one_site", [True, False])
def test_redirect_that_serves_nobody_is_refused(editor, site, old_path, link, field, reason, of_one_site):
    fields = {"old_path": old_path, "redirect_link": link, "site": site.pk if of_one_site else ""}
    form = editor.post(reverse("wagtailredirects:add"), fields).context["form"]
    assert form.errors == {field: [reason]}


@pytest.mark.parametrize(("old_path", "link"), TAKEN)
def test_redirect_that_serves_is_taken(editor, site, old_path, link):
    response = editor.post(reverse("wagtailredirects:add"), {"old_path": old_path, "redirect_link": link})
    assert response.status_code == 302
    assert Redirect.objects.get(redirect_link=link).old_path == old_path


def test_redirect_to_a_page_offline_is_refused_at_the_field_of_the_page(editor, site):
    page = site.root_page.get_children().get(slug="hors-ligne")
    fields = {"old_path": "/ancien", "redirect_page": page.pk}
    form = editor.post(reverse("wagtailredirects:add"), fields).context["form"]
    assert form.errors == {"redirect_page": [NOWHERE]}


def test_redirect_is_looked_at_as_it_will_be_and_not_as_it_was(editor, site):
    row = Redirect.objects.get(old_path="/deux")
    address = reverse("wagtailredirects:edit", args=[row.pk])
    form = editor.post(address, {"old_path": "/deux", "redirect_link": f"{HERE}/un/"}).context["form"]
    assert form.errors == {"redirect_link": [ROUND]}
    assert editor.post(address, {"old_path": "/deux", "redirect_link": f"{HERE}/page/"}).status_code == 302


def test_form_that_lacks_its_address_says_that_alone(editor, site):
    form = editor.post(reverse("wagtailredirects:add"), {"old_path": "", "redirect_link": HERE}).context["form"]
    assert list(form.errors) == ["old_path"]


def test_form_is_mended_once():
    mended = RedirectForm.clean
    refuse_wrong_redirects()
    assert RedirectForm.clean is mended


# --- Files -------------------------------------------------------------------------------------------------------


LINES = [("Ancienne adresse", "Nouvelle adresse"), *[row[:2] for row in REFUSED if row[1]], *TAKEN]


def written(separator, encoding, end="\r\n"):
    lines = [separator.join(line) for line in LINES]
    return (end.join([*lines, "", separator]) + end).encode(encoding)


FILES = {
    "semicolons with a mark": written(";", "utf-8-sig"),
    "semicolons of Windows": written(";", "cp1252"),
    "commas": written(",", "utf-8", "\n"),
    "tabs": written("\t", "utf-8"),
}
KEPT = {"/trois", "/hors-ligne", "/Page", "/ancien"}


def send(editor, name, data):
    """Import a file as an editor does: send it, say which column is which."""
    file = SimpleUploadedFile(name, data)
    shown = editor.post(reverse("wagtailredirects:start_import"), {"import_file": file}).context["form"]
    answers = {name: shown.initial[name] for name in ("import_file_name", "input_format")}
    return editor.post(
        reverse("wagtailredirects:process_import"), answers | {"from_index": 0, "to_index": 1, "permanent": "on"}
    )


@pytest.mark.parametrize("name", FILES)
def test_import_of_a_file_takes_what_the_form_takes(editor, site, name):
    before = set(Redirect.objects.values_list("pk", flat=True))
    summary = send(editor, "redirections.csv", FILES[name]).context["import_summary"]
    made = Redirect.objects.exclude(pk__in=before)
    assert set(made.values_list("old_path", flat=True)) == KEPT
    # The second redirect of one address is one too many.
    refused = {(line[0], line[1]) for line in summary["errors"]}
    assert refused == {row[:2] for row in REFUSED if row[1]} | {("/ancien", "https://ailleurs.example/ancien/")}
    reasons = {line[2] for line in summary["errors"]}
    assert {ITSELF, ROUND, NOWHERE, HIDDEN} - reasons == set()


@pytest.mark.parametrize("name", FILES)
def test_command_takes_what_the_form_takes(site, tmp_path, name):
    file = tmp_path / "redirections.tsv"
    file.write_bytes(FILES[name].decode("cp1252" if "Windows" in name else "utf-8").encode())
    before = set(Redirect.objects.values_list("pk", flat=True))
    call_command("import_redirects", src=str(file), stdout=io.StringIO())
    assert set(Redirect.objects.exclude(pk__in=before).values_list("old_path", flat=True)) == KEPT


def test_empty_file_has_no_rows(editor, site):
    assert (CSV().create_dataset(b""), CSV().create_dataset(b"").headers) == ([], [])


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        ("Ancienne adresse;Nouvelle adresse", ("0", "1")),
        ("Vers;De", ("1", "0")),
        ("Commentaire;Ancien chemin;Cible", ("1", "2")),
        ("De;À", ("0", "1")),
        ("old_path,new_path", ("0", "1")),
        ("Von;Nach", ("0", "1")),
        ("Une;Deux", (None, None)),
    ],
)
def test_import_knows_its_columns_by_their_names(editor, site, headings, found):
    separator = "," if "," in headings else ";"
    data = f"{headings}\r\n{separator}\r\n/un{separator}/deux\r\n".encode("cp1252")
    form = sent(editor, "REDIRECTIONS.CSV", data)
    assert tuple(form.fields[name].initial for name in ("from_index", "to_index")) == found


def test_import_knows_the_columns_of_our_own_export(editor, site):
    Redirect.objects.create(old_path="/ancien-lien", redirect_link="https://ailleurs.example/")
    file = editor.get(reverse("wagtailredirects:index"), {"export": "csv"}).content
    form = sent(editor, "redirections.csv", file)
    assert (form.fields["from_index"].initial, form.fields["to_index"].initial) == ("0", "1")


def sent(editor, name, data):
    """The form that asks which column is which."""
    return editor.post(
        reverse("wagtailredirects:start_import"), {"import_file": SimpleUploadedFile(name, data)}
    ).context["form"]
