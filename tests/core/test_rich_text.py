"""Links inside texts lead to the reader's language where it has the page, and say so where it has not."""

import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.rich_text import expand_db_html

from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_home):
    return ContentPageFactory(slug="mentions")


@pytest.fixture
def page(shared_page, db):
    return copy.deepcopy(shared_page)


@pytest.fixture
def german(page):
    return translate(page, slug="impressum")


def shown(*pages, language):
    """Rich text that leads to some pages, as readers of a language get it."""
    with translation.override(language):
        return expand_db_html("".join(f'<a linktype="page" id="{page.pk}">Lire</a>' for page in pages))


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("fr", '<a href="/mentions/">'),
        ("de", '<a href="/de/impressum/">'),
        ("en", '<a href="/mentions/" hreflang="fr">'),
    ],
)
def test_link_leads_to_the_reader_s_language_or_to_marked_french(page, german, language, tag):
    assert shown(page, language=language) == f"{tag}Lire</a>"


def test_link_to_a_german_page_leads_french_readers_to_french(page, german):
    assert shown(german, language="fr") == '<a href="/mentions/">Lire</a>'


def test_link_to_a_page_that_is_only_in_german_is_marked(site_root):
    source = ContentPageFactory()
    german = translate(source, slug="nur-deutsch")
    source.delete()
    assert shown(german, language="fr") == '<a href="/de/nur-deutsch/" hreflang="de">Lire</a>'


def test_link_never_leads_to_a_draft_translation(page):
    translate(page, slug="impressum", live=False)
    assert shown(page, language="de") == '<a href="/mentions/" hreflang="fr">Lire</a>'


def test_link_to_a_deleted_page_has_no_address(page):
    key, _deleted = page.pk, page.delete()
    page.pk = key
    assert shown(page, language="de") == "<a>Lire</a>"


def test_links_take_as_many_queries_for_one_as_for_three(site_root):
    pages = [ContentPageFactory() for _ in range(3)]
    for page in pages[:2]:
        translate(page)
    counts = []
    for some in (pages[:1], pages):
        shown(*some, language="de")
        with CaptureQueriesContext(connection) as captured:
            shown(*some, language="de")
        counts.append(len(captured))
    assert counts[1] == counts[0]
