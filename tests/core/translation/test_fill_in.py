"""What is missing is filled in: by memory first, then by a machine; what people wrote is left alone."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from core.models import GlossaryTerm
from core.translation import fill_in as fill_in_module
from core.translation.doubts import Doubt, doubtful_passages
from core.translation.fill_in import Filled, fill_in
from core.translation.machine import ask
from tests.core.translation.bodies import body_of, keys
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill
from tests.machine_server import MachineServer, Reply

pytestmark = pytest.mark.django_db

MEMORY = "la mémoire et le glossaire"

ADDRESS_MADE = "La fin de l’adresse web a été faite à partir du titre traduit :"


@pytest.fixture
def server(settings, monkeypatch):
    """The site asks LibreTranslate, which puts DE behind each passage."""
    with MachineServer() as server:
        server.use(settings, monkeypatch, "libretranslate")
        yield server


@pytest.fixture
def translation(page):
    """A page with a title, an address and a summary, none of them translated."""
    return begin(page)


def rows(translation):
    """What is written in the desk, by the place of the passage: words, kind, tool."""
    found = StringTranslation.objects.filter(context__object_id=translation.source.object_id)
    return {row.context.path: (row.data, row.translation_type, row.tool_name) for row in found.order_by("pk")}


def press(client, translation, user=None):
    """Press the button of the editor; what is said."""
    client.force_login(user or member_of("traduction"))
    response = client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    return [str(message).replace("\u00a0", " ") for message in get_messages(response.wsgi_request)]


def write(translation, path, words):
    """Somebody types a passage."""
    segment = translation.source.stringsegment_set.get(context__path=path)
    row, _created = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": words, "translation_type": "manual", "tool_name": ""},
    )
    return row


def test_without_a_machine_memory_alone_is_asked(client, home):
    fill(begin(ContentPageFactory(title="À propos", slug="a", summary="Qui nous sommes.")))
    translation = begin(ContentPageFactory(title="Nouveau", slug="nouveau", summary="Qui nous sommes."))
    assert press(client, translation) == [
        "1 passage rempli avec la mémoire et le glossaire.",
        "1 passage reste à traduire.",
    ]
    assert rows(translation) == {"summary": ("Qui nous sommes. DE", "manual", MEMORY)}


def test_machine_is_asked_what_memory_does_not_know_and_never_the_address(client, server, home):
    GlossaryTerm.objects.create(
        slug="mentions", term_fr="mentions", term_de="Impressum", term_en="notices",
        definition_fr="…", definition_de="…", definition_en="…",
    )  # fmt: skip
    (key,) = keys(1)
    body = body_of(("heading", "2026", key))
    translation = begin(ContentPageFactory(title="Mentions", slug="mentions-2", summary="Qui publie.", body=body))
    assert press(client, translation) == [
        "2 passages remplis avec la mémoire et le glossaire.",
        "1 passage traduit par LibreTranslate : confirmez-le ou corrigez-le, les lecteurs ne le voient pas avant.",
        f"{ADDRESS_MADE} impressum",
    ]
    assert server.asked == [["Qui publie."]]
    assert rows(translation) == {
        "title": ("Impressum", "manual", MEMORY),
        f"body.{key}": ("2026", "manual", MEMORY),
        "summary": ("Qui publie. (DE)", "machine", "LibreTranslate"),
        "slug": ("impressum", "manual", MEMORY),
    }
    assert {row.last_translated_by.groups.get().name for row in StringTranslation.objects.filter(data="Impressum")} == {
        "Traduction"
    }


def test_address_is_as_sure_as_the_title_it_is_made_of(server, translation):
    filled = fill_in(translation=translation, user=None)
    assert filled == Filled(from_machine=2, machine="LibreTranslate", address="mentions-de")
    assert rows(translation)["slug"] == ("mentions-de", "machine", "LibreTranslate")
    assert [(doubtful.row.data, doubtful.doubts) for doubtful in doubtful_passages(translation)] == [
        ("Mentions (DE)", [Doubt.MACHINE]),
        ("mentions-de", [Doubt.MACHINE]),
        ("Qui publie ce site. (DE)", [Doubt.MACHINE]),
    ]


def test_address_that_somebody_chose_stays(server, translation):
    write(translation, "slug", "impressum")
    fill_in(translation=translation, user=None)
    assert rows(translation)["slug"] == ("impressum", "manual", "")


def test_title_without_letters_of_an_address_makes_none(server, translation):
    write(translation, "title", "…")
    fill_in(translation=translation, user=None)
    assert "slug" not in rows(translation)


def test_nothing_is_left_where_every_passage_has_words(client, server, translation):
    fill(translation)
    assert press(client, translation) == ["Il ne reste rien à remplir."]


def test_what_somebody_wrote_is_left_alone_a_mistake_included(client, server, translation):
    write(translation, "title", "Impressum")
    write(translation, "summary", "<table>Wer</table>")
    assert press(client, translation) == [
        f"{ADDRESS_MADE} impressum",
        "1 passage ne peut pas être utilisé tel quel : la raison est écrite dessous.",
    ]
    assert server.asked == []
    assert rows(translation)["summary"] == ("<table>Wer</table>", "manual", "")


def test_passage_that_somebody_emptied_is_filled_again(server, translation):
    write(translation, "summary", "")
    fill_in(translation=translation, user=None)
    assert rows(translation)["summary"] == ("Qui publie ce site. (DE)", "machine", "LibreTranslate")


def test_passage_that_somebody_writes_meanwhile_is_theirs(server, translation, monkeypatch):
    def ask_for_long(machine, source, target, strings):
        write(translation, "summary", "Wer das ist.")
        return ask(machine, source, target, strings)

    monkeypatch.setattr(fill_in_module, "ask", ask_for_long)
    assert fill_in(translation=translation, user=None).from_machine == 1
    assert rows(translation)["summary"] == ("Wer das ist.", "manual", "")


def test_same_words_are_asked_once_and_written_everywhere(server, home):
    first, second = keys(2)
    body = body_of(("heading", "Un titre", first), ("heading", "Un titre", second))
    translation = begin(ContentPageFactory(title="Page", slug="page", summary="Un titre", body=body))
    filled = fill_in(translation=translation, user=None)
    assert (server.asked, filled.from_machine) == ([["Page", "Un titre"]], 4)


@pytest.mark.parametrize(
    ("words", "stored", "has_error"),
    [
        ("Wer <b>das ist", "Wer <b>das ist</b>", False),
        ("Wer &eacute;&nbsp;das", "Wer é\u00a0das", False),
        ("Wer <script>alert(1)</script>", "Wer <script>alert(1)</script>", True),
        ('Wer <a href="javascript:x">das</a>', 'Wer <a href="javascript:x">das</a>', True),
        ('Wer <a id="a1">das</a>', 'Wer <a id="a1">das</a>', True),
        ("Wer <!-- das", "Wer <!-- das", True),
    ],
)
def test_machine_is_checked_as_who_types(server, translation, words, stored, has_error):
    write(translation, "title", "Impressum")
    server.words = lambda text: words
    fill_in(translation=translation, user=None)
    row = StringTranslation.objects.get(context__path="summary", context__object_id=translation.source.object_id)
    assert (row.data, row.has_error) == (stored, has_error)


def test_lost_links_and_numbers_are_told_beside_the_machine(server, home):
    page = ContentPageFactory(title="Page", slug="page", summary="Avant 2027.")
    translation = begin(page)
    write(translation, "title", "Seite")
    server.words = lambda text: "Vor 2072 und 2073."
    fill_in(translation=translation, user=None)
    found = {doubtful.row.data: doubtful.doubts for doubtful in doubtful_passages(translation)}
    assert found == {"Vor 2072 und 2073.": [Doubt.NUMBER, Doubt.MACHINE]}


# Faults


def test_fault_leaves_what_memory_knew(client, server, home):
    fill(begin(ContentPageFactory(title="À propos", slug="a", summary="Qui nous sommes.")))
    translation = begin(ContentPageFactory(title="Nouveau", slug="nouveau", summary="Qui nous sommes."))
    server.answer = lambda texts: Reply(500)
    assert press(client, translation) == [
        "1 passage rempli avec la mémoire et le glossaire.",
        "LibreTranslate a répondu par une erreur (500). Rien n’est perdu : réessayez plus tard.",
    ]
    assert rows(translation) == {"summary": ("Qui nous sommes. DE", "manual", MEMORY)}


def long_page(passages):
    """A page of many different passages, its title translated."""
    blocks = [("heading", f"Titre numéro {number}", key) for number, key in enumerate(keys(passages))]
    translation = begin(ContentPageFactory(title="Longue", slug="longue", summary="", body=body_of(*blocks)))
    write(translation, "title", "Lang")
    return translation


def test_fault_in_the_middle_keeps_what_came_before_and_asks_no_more(server, home):
    translation = long_page(50)
    server.answer = lambda texts: [f"{text} (DE)" for text in texts] if len(server.asked) < 2 else Reply(500)
    filled = fill_in(translation=translation, user=None)
    assert (filled.from_machine, filled.left, len(server.asked)) == (20, 30, 2)


def test_machine_that_is_slow_is_asked_no_more_and_the_rest_is_told(client, server, home, monkeypatch):
    translation = long_page(50)
    monkeypatch.setattr(fill_in_module, "PATIENCE_SECONDS", -1)
    assert press(client, translation) == [f"{ADDRESS_MADE} lang", "50 passages restent à traduire."]
    assert server.asked == []


# Rights


@pytest.mark.parametrize("method", ["get", "post"])
def test_button_is_for_those_who_may_edit_the_page(client, server, translation, method):
    client.force_login(member_of("formations") if method == "post" else UserFactory(is_superuser=True))
    response = getattr(client, method)(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    assert (response.status_code, rows(translation), server.asked) == ({"get": 405, "post": 302}[method], {}, [])
