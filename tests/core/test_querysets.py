"""What readers of a language may open: its pages, and the French ones that it has none for."""

import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction

from core.querysets import attach_facts, own_language_first, readable_in
from home.models import ContentPage
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


def locale(code):
    return Locale.objects.get(language_code=code)


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def readable(code):
    """Titles of the pages of text that readers of a language may open."""
    return sorted(ContentPage.objects.readable_in(locale(code)).values_list("title", flat=True))


@pytest.fixture(scope="module")
def shared_page(shared_home):
    return ContentPageFactory(title="Mentions", slug="mentions")


@pytest.fixture
def page(shared_page, db):
    return copy.deepcopy(shared_page)


def test_readers_open_the_page_of_their_language_or_the_french_one(page):
    ContentPageFactory(title="Outils")
    translate(page, title="Impressum")
    assert [readable(code) for code in ("fr", "de", "en")] == [
        ["Mentions", "Outils"],
        ["Impressum", "Outils"],
        ["Mentions", "Outils"],
    ]


def test_readers_open_a_page_that_only_their_language_has(page):
    translate(page, title="Impressum")
    page.delete()
    assert [readable(code) for code in ("fr", "de", "en")] == [[], ["Impressum"], []]


def test_draft_translation_does_not_count(page):
    translate(page, title="Impressum", live=False)
    assert readable("de") == ["Mentions"]


def test_private_translation_does_not_count(page):
    restrict(translate(page, title="Impressum"))
    assert readable("de") == ["Mentions"]


def test_translation_below_a_private_page_does_not_count(page):
    child = ContentPageFactory(title="Dessous", parent=page)
    translate(child, title="Darunter")
    restrict(page.get_translation(locale("de")))
    assert readable("de") == ["Dessous", "Mentions"]


def test_untranslated_copy_is_never_readable_in_its_language(page):
    translate(page.get_parent(), slug="start")
    copy = page.copy_for_translation(locale("de"), alias=True)
    assert (copy.live, copy.locale.language_code) == (True, "de")
    assert list(ContentPage.objects.readable_in(locale("de"))) == [page]


def test_copy_at_another_place_of_the_french_tree_is_readable_in_french(page):
    copy = page.create_alias(parent=page.get_parent(), update_slug="mentions-bis")
    assert set(ContentPage.objects.readable_in(locale("fr"))) == {page, copy}


@pytest.mark.parametrize("code", ["fr", "de"])
def test_drafts_and_private_pages_are_readable_in_no_language(page, code):
    ContentPageFactory(title="Brouillon", live=False)
    restrict(page)
    assert readable(code) == []


def test_pages_of_any_type_are_asked_alike(page):
    german = translate(page)
    assert list(readable_in(Page.objects.filter(translation_key=page.translation_key), locale("de"))) == [
        german.page_ptr
    ]


def test_pages_of_the_language_come_before_the_french_ones(page):
    ContentPageFactory(title="Aide")
    translate(page, title="Zuletzt")
    pages = ContentPage.objects.readable_in(locale("de")).order_by(own_language_first(locale("de")), "title")
    assert [page.title for page in pages] == ["Zuletzt", "Aide"]


def test_question_is_one_query(page):
    translate(page)
    with CaptureQueriesContext(connection) as captured:
        list(ContentPage.objects.readable_in(locale("de")))
    assert len([query for query in captured.captured_queries if "contentpage" in query["sql"]]) == 1


def test_facts_are_attached_in_one_query_and_are_those_of_french(page):
    others = [ContentPageFactory() for _ in range(2)]
    pages = [translate(each) for each in (page, *others)]
    with CaptureQueriesContext(connection) as captured:
        attach_facts([*pages, page])
    assert len(captured) == 1
    assert [each.facts for each in pages] == [page, *others]


def test_facts_of_french_pages_among_them_are_not_looked_up(page):
    german = translate(page)
    with CaptureQueriesContext(connection) as captured:
        attach_facts([german, page])
    assert (captured.captured_queries, german.facts is page) == ([], True)


def test_no_pages_have_no_facts(db):
    with CaptureQueriesContext(connection) as captured:
        attach_facts([])
    assert captured.captured_queries == []
