"""Law in the texts of pages and terms: whatever block names an article needs a reference, shows a date, is found."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from core.articles import Span
from core.blocks import BodyBlock
from core.blocks.texts import NO_WORDS, texts_of_row
from core.demo import stream
from core.desk.law_list import Change
from core.desk.law_search import places_of
from core.models import GlossaryTerm, ProgrammeSettings
from home.blocks import SectionsBlock
from tests.block_previews import TEXTS, filled, leaves, stored_preview
from tests.factories.core import DocumentFactory, GlossaryTermFactory, ImageFactory
from tests.factories.home import ContentPageFactory, GlossaryPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.factories.pages import PAGE_TYPES, make_one_of_each
from tests.factories.training import TrainingIndexPageFactory, make_course
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

ARTICLE = "L2112-2"
SPAN = Span(ARTICLE, ARTICLE)
DAY = date(2026, 11, 23)


def reference(page, article=ARTICLE, **changes):
    """The references of a page: one, checked on a day."""
    value = {"code": "ccp", "article": article, "checked_on": DAY.isoformat()} | changes
    return stream(page._meta.get_field("legal_references").stream_block, [{"type": "reference", "value": value}], page)


def law_shown(client, page):
    """What readers are told of the law on a page, in one line."""
    section = BeautifulSoup(client.get(page.url).content, "html.parser").find(id="law")
    return " ".join(section.get_text(" ").split()).replace("\u00a0", " ") if section else ""


def naming(block, value):
    """The same stored value in every form that names the article in one of its texts."""
    texts = [path for path, leaf, _value in leaves(block, value) if isinstance(leaf, TEXTS)]
    return [named_at(block, value, path, "") for path in texts]


def named_at(block, value, wanted, path):
    """A stored value that names the article in one text.

    :param wanted: which, as :func:`tests.block_previews.leaves` calls it.
    """
    if isinstance(block, blocks.StructBlock):
        return {
            name: named_at(child, (value or {}).get(name), wanted, f"{path}-{name}")
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            item | {"value": named_at(block.child_block, item["value"], wanted, f"{path}-{rank}-value")}
            for rank, item in enumerate(value or [])
        ]
    if isinstance(value, dict) and "columns" in value:
        return named_in_table(value, wanted, path)
    if path != wanted:
        return value
    return f"<p>{ARTICLE}</p>" if isinstance(block, blocks.RichTextBlock) else ARTICLE


def named_in_table(table, wanted, path):
    """The same for a table: its caption, a heading or a cell."""
    columns = [
        column | ({"heading": ARTICLE} if wanted == f"{path}-column-{rank}-heading" else {})
        for rank, column in enumerate(table["columns"])
    ]
    rows = [
        {
            "values": [
                ARTICLE if wanted == f"{path}-cell-{row}-{rank}" else text for rank, text in enumerate(line["values"])
            ]
        }
        for row, line in enumerate(table["rows"])
    ]
    caption = ARTICLE if wanted == f"{path}-caption" else table["caption"]
    return table | {"columns": columns, "rows": rows, "caption": caption}


@pytest.fixture
def rows(site_root):
    """What choosers of previews choose."""
    ImageFactory(), DocumentFactory(), TrainingIndexPageFactory(), make_course(), DirectoryIndexPageFactory()


@pytest.mark.parametrize(
    ("stream_block", "name"),
    [(made, name) for made in (BodyBlock(), SectionsBlock()) for name in made.child_blocks],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_article_is_found_in_every_text_of_every_block(rows, stream_block, name):
    block = stream_block.child_blocks[name]
    value = filled(block, stored_preview(block))
    page = ContentPageFactory.build(title="Marchés")
    forms = naming(block, value)
    assert forms
    for form in forms:
        page.body = stream_block.to_python([{"type": name, "value": form}])
        assert page.articles_named() == [SPAN], form
        assert list(places_of(page, [Change(SPAN)])) != []


def columns_of_text(model):
    """The columns of a page that hold words."""
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, StreamField)
        and field.get_internal_type() in ("CharField", "TextField")
        and not field.choices
        and field.name not in NO_WORDS
        and "url" not in field.name
    ]


def test_article_in_any_column_of_any_page_is_refused_without_reference_shown_and_found(client, site_root):
    for model, page in make_one_of_each().items():
        for field in columns_of_text(model):
            before = getattr(page, field.name)
            words = f"<p>{ARTICLE}</p>" if isinstance(field, RichTextField) else ARTICLE
            setattr(page, field.name, words)
            expected = [SPAN] if field.name in {column for column, _words in texts_of_row(page)} else []
            assert (page.articles_named(), bool(page.flaws_of_law())) == (expected, bool(expected)), field
            setattr(page, field.name, before)
        page.summary = f"Selon l’article {ARTICLE}."
        assert list(places_of(page, [Change(SPAN)])) != []
        page.legal_references = reference(page)
        assert page.flaws_of_law() == []


@pytest.mark.parametrize("is_cited", [True, False])
def test_every_page_type_says_when_its_law_was_checked_by_whom_and_when_again(
    client, site_root, time_machine, is_cited
):
    time_machine.move_to("2026-12-01T10:00Z", tick=False)
    shown = {}
    for model, page in make_one_of_each().items():
        page.legal_references = reference(page) if is_cited else []
        page.save_revision(clean=False).publish()
        shown[model] = law_shown(client, page)
    sentence = (
        "Droit vérifié le 23 novembre 2026 par la cellule juridique du programme ; "
        "prochaine vérification le 23 mai 2027 au plus tard."
    )
    assert {model for model, words in shown.items() if sentence in words} == (set(PAGE_TYPES) if is_cited else set())
    assert {model for model, words in shown.items() if words} == (set(PAGE_TYPES) if is_cited else set())


def cited(**reference_changes):
    page = ContentPageFactory(title="Marchés")
    page.legal_references = reference(page, **reference_changes)
    page.save_revision(clean=False).publish()
    return page


def test_law_that_should_have_been_checked_again_says_so_plainly(client, site_root, time_machine):
    page = cited()
    time_machine.move_to("2027-05-23T10:00Z", tick=False)
    words = law_shown(client, page)
    assert "Le droit de cette page est à vérifier à nouveau" in words
    assert "Il a été vérifié le 23 novembre 2026 par la cellule juridique du programme, et devait l’être" in words


def test_page_online_that_names_an_article_without_reference_says_that_it_was_not_checked(client, site_root):
    page = ContentPageFactory(title="Marchés")
    type(page).objects.filter(pk=page.pk).update(summary=f"Selon l’article {ARTICLE}.")
    assert "Cette page ne dit pas quand tout son droit a été vérifié" in law_shown(client, page)


def test_who_checks_and_how_often_is_the_teams_to_say(client, site_root, time_machine):
    time_machine.move_to("2026-12-01T10:00Z", tick=False)
    site = site_root.sites_rooted_here.get()
    ProgrammeSettings.objects.update_or_create(
        site=site, defaults={"law_checked_by_fr": "le service des marchés", "law_check_every_months": 12}
    )
    words = law_shown(client, cited())
    assert "par le service des marchés ; prochaine vérification le 23 novembre 2027" in words


def test_reference_names_where_it_was_read_and_leads_to_the_official_text(client, site_root):
    page = cited(subject="conditions d’exécution", read_in="La Vie communale", read_at="https://vie.example/")
    section = BeautifulSoup(client.get(page.url).content, "html.parser").find(id="law")
    official = "https://www.legifrance.gouv.fr/search/code?tab_selection=code&searchField=NUM_ARTICLE&query=L2112-2"
    assert [(link.get_text(), link["href"]) for link in section.find_all("a")] == [
        ("Code de la commande publique, article L2112-2", official),
        ("La Vie communale", "https://vie.example/"),
    ]
    assert "lu dans La Vie communale" in law_shown(client, page)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "de",
            "Recht geprüft am 23. November 2026 durch die Rechtsabteilung des Programms; "
            "nächste Prüfung bis 23. Mai 2027.",
        ),
        ("en", "Law checked on 23 November 2026 by the programme’s legal unit; next check by 23 May 2027."),
    ],
)
def test_translation_tells_the_same_check_and_takes_a_later_one_from_the_french_page(
    client, site_root, time_machine, code, words
):
    time_machine.move_to("2026-12-01T10:00Z", tick=False)
    page = cited(subject="conditions d’exécution", read_in="La Vie communale")
    translated(site_root, code)
    other = translated(page, code)
    shown = law_shown(client, other)
    assert (words in shown, f"conditions d’exécution {code.upper()}" in shown, "La Vie communale" in shown) == (
        True,
    ) * 3
    for block in page.legal_references:
        block.value["checked_on"] = date(2026, 11, 30)
    page.save_revision().publish()
    assert ("30. November 2026" if code == "de" else "30 November 2026") in law_shown(client, other)


def test_term_needs_a_reference_too_and_the_glossary_tells_its_check(client, site_root):
    page, term = GlossaryPageFactory(), GlossaryTermFactory()
    term.definition_de = f"Bedingung (Artikel {ARTICLE})."
    with pytest.raises(ValidationError):
        term.full_clean()
    term.legal_references = reference(term)
    term.full_clean()
    term.save()
    assert GlossaryTerm.objects.get(pk=term.pk).references == term.references
    assert "Vérifiée le 23 novembre 2026" in law_shown(client, page)
    assert page.flaws_of_law() == []
