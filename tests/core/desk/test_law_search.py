"""The command that names every content that relies on articles that changed, in three languages."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import CharField, TextField

from core.articles import Span
from core.blocks.texts import is_no_text
from core.desk.law_list import Change, read_changes
from core.desk.law_search import NO_CONTENT, content_models, contents_with, places_of
from core.models import GlossaryTerm, MailText, ProgrammeSettings, User
from core.retention.declarations import declarations
from tests.core.models.test_law import ARTICLE, SPAN, reference
from tests.factories.core import GlossaryTermFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translated
from training.models import SignUp

pytestmark = pytest.mark.django_db


def lines(*arguments, **options):
    """What the command says, line by line."""
    out = StringIO()
    call_command("find_law", *arguments, stdout=out, **options)
    return out.getvalue().replace("\u00a0", " ").splitlines()


@pytest.mark.parametrize(
    ("written", "changes"),
    [
        (["L2112-2"], [Change(SPAN)]),
        (["L. 2112-2 # depuis mars"], [Change(SPAN)]),
        (["ccp:L2112-2"], [Change(SPAN, "ccp")]),
        (["L3, R2111-12 à R2111-17"], [Change(Span("L3", "L3")), Change(Span("R2111-12", "R2111-17"))]),
        (["2024-134", "n° 2024-134"], [Change(Span("2024-134", "2024-134"))]),
        (["", "  # rien", "L2112-2", "L2112-2"], [Change(SPAN)]),
    ],
)
def test_list_of_articles_is_read_as_people_write_it(written, changes):
    assert read_changes(written) == changes


@pytest.mark.parametrize("written", ["le code", "xyz:L2112-2", "ccp:", "ccp: rien"])
def test_what_names_no_article_is_refused_with_its_line(site_root, written):
    with pytest.raises(CommandError, match=written):
        lines(written)


def test_command_wants_an_article(site_root):
    with pytest.raises(CommandError, match="Name an article"):
        lines()


def test_page_is_named_in_each_language_with_its_title_its_clause_and_its_address(site_root):
    page = ContentPageFactory(title="Clauses", slug="clauses")
    clause = {"title": "Insertion", "text": f"Selon l’article {ARTICLE}."}
    page.body = page._meta.get_field("body").stream_block.to_python([{"type": "clause", "value": clause, "id": "a"}])
    page.legal_references = reference(page)
    page.save_revision().publish()
    translated(site_root)
    german = translated(page)
    found = lines(ARTICLE)
    french = (page, "fr", "Clauses", "Insertion")
    for copy, language, title, block in (french, (german, "de", "Clauses DE", "Insertion DE")):
        address = f"http://localhost:8000/admin/pages/{copy.pk}/edit/"
        place = f"Corps de la page, Clause à copier « {block} »"
        assert f"Page de contenu | {language} | {title} | {place} | L2112-2 | {address}" in found
        assert f"Page de contenu | {language} | {title} | Références juridiques | L2112-2 | {address}" in found
    assert found[-1] == "4 places."


def test_draft_of_a_page_is_looked_at_too_and_named_as_such(site_root):
    page = ContentPageFactory(title="Clauses")
    page.summary = f"Selon {ARTICLE}."
    page.save_revision()
    [line] = lines(ARTICLE)[:-1]
    assert "| Résumé (brouillon) |" in line
    page.save_revision(clean=False)
    type(page).objects.filter(pk=page.pk).update(summary=f"Selon {ARTICLE}.", has_unpublished_changes=True)
    [line] = lines(ARTICLE)[:-1]
    assert "| Résumé |" in line


def test_term_setting_and_mail_are_named(site_root):
    GlossaryTermFactory(term_fr="lot", definition_en=f"A lot (Article {ARTICLE}).")
    ProgrammeSettings.objects.create(site=site_root.sites_rooted_here.get(), address=f"Voir {ARTICLE}")
    MailText.objects.create(mail="reminder", language="de", subject="Bald", body=f"Nach Artikel {ARTICLE}.")
    found = lines(ARTICLE)
    assert [line.split(" | ")[:4] for line in found[:-1]] == [
        ["Terme du glossaire", "-", "lot", "Définition en anglais"],
        ["Programme et contact", "-", str(ProgrammeSettings.objects.get()), "Adresse postale"],
        ["Courriel", "de", found[2].split(" | ")[2], "Texte"],
    ]
    assert "/admin/mail-texts/reminder/de/" in found[2]
    assert all("http://localhost:8000/admin/" in line for line in found[:-1])


def test_article_of_another_code_is_left_alone_where_a_reference_says_its_code(site_root):
    page = ContentPageFactory(title="Clauses")
    page.legal_references = reference(page)
    page.save_revision().publish()
    assert [len(lines(f"{code}:{ARTICLE}")) - 1 for code in ("ccp", "crpm")] == [1, 0]


def test_list_comes_from_a_file_too(site_root, tmp_path):
    ContentPageFactory(title="Clauses", summary="")
    type(ContentPageFactory()).objects.update(summary=f"Selon {ARTICLE}.")
    file = tmp_path / "articles.txt"
    file.write_text("# Au 1er avril\nL2112-2\n", "utf-8")
    assert lines(file=file)[-1] == "2 places."


def test_every_table_of_the_site_is_a_content_or_said_to_be_none():
    tells_of_people = {f"{one.app_label}.{name}" for one in declarations() for name in (*one.private, *one.harmless)}
    labels = {model._meta.label for model in content_models()}
    assert labels.isdisjoint(tells_of_people | NO_CONTENT)
    assert {User._meta.label, SignUp._meta.label}.isdisjoint(labels)
    assert {GlossaryTerm._meta.label, ProgrammeSettings._meta.label} < labels


@pytest.mark.parametrize("model", content_models(), ids=lambda model: model._meta.label)
def test_article_is_found_in_every_text_of_every_table(site_root, model):
    texts = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not is_no_text(field) and not field.primary_key
    ]
    for field in texts:
        assert len(places_of(model(**{field.name: f"Selon {ARTICLE}."}), [Change(SPAN)])) == 1, field.name


def test_nothing_is_found_where_nothing_names_it(site_root):
    assert list(contents_with([Change(SPAN)])) == []
