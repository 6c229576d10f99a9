"""A language is offered where there is something to read in it, and translations name each other."""

import re

import pytest
from wagtail.models import Locale, Page

from home.models import HomePage
from tests.counting import queries_of
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


@pytest.fixture
def page(site_root):
    return ContentPageFactory(title="Mentions", slug="mentions")


@pytest.fixture
def german_home(site_root):
    return translate(site_root, "de", slug="start")


def links(client, path):
    """The languages a page offers its readers: code, address and whether it is the page’s own."""
    text = client.get(path).content.decode()
    switcher = "".join(re.findall(r'<nav class="langs".*?</nav>', text, re.DOTALL))
    anchors = re.findall(r'<a [^>]*hreflang="[^"]*"[^>]*>', switcher)
    return sorted(
        (
            re.search(r'hreflang="([^"]+)"', anchor)[1],
            re.search(r'href="([^"]+)"', anchor)[1],
            "aria-current" in anchor,
        )
        for anchor in anchors
    )


def alternates(client, path):
    """The languages a page names to search engines, and their addresses."""
    text = client.get(path).content.decode()
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text))


def test_switcher_is_absent_while_only_french_is_live(client, page):
    assert (links(client, "/"), links(client, "/mentions/")) == ([], [])


def test_switcher_is_absent_while_the_german_home_is_a_draft(client, site_root, page):
    translate(site_root, "de", live=False, slug="start")
    assert links(client, "/mentions/") == []


def test_switcher_offers_german_once_its_home_is_live(client, page, german_home):
    assert links(client, "/") == [("de", "/de/", False), ("fr", "/", True)]
    assert links(client, "/de/") == [("de", "/de/", True), ("fr", "/", False)]


def test_switcher_leads_to_the_same_page(client, page, german_home):
    translate(page, "de", slug="impressum")
    assert links(client, "/mentions/") == [("de", "/de/impressum/", False), ("fr", "/mentions/", True)]
    assert links(client, "/de/impressum/") == [("de", "/de/impressum/", True), ("fr", "/mentions/", False)]


def test_switcher_leads_to_the_home_page_of_a_language_without_this_page(client, page, german_home):
    assert links(client, "/mentions/") == [("de", "/de/", False), ("fr", "/mentions/", True)]


def test_switcher_never_leads_to_a_draft(client, page, german_home):
    translate(page, "de", slug="impressum", live=False)
    assert links(client, "/mentions/")[0] == ("de", "/de/", False)


def test_switcher_never_leads_to_an_untranslated_copy(client, page, german_home):
    page.copy_for_translation(german_home.locale, alias=True)
    assert Page.objects.filter(alias_of__isnull=False).count() == 1
    assert links(client, "/mentions/")[0] == ("de", "/de/", False)


def test_switcher_works_on_pages_outside_the_tree(client, page, german_home):
    offered = links(client, "/recherche/?q=achat")
    assert [(code, current) for code, _url, current in offered] == [("de", False), ("fr", True)]
    german_url = offered[0][1]
    assert german_url.startswith("/de/")
    assert german_url.endswith("?q=achat")
    assert client.get(german_url).status_code == 200


def test_switcher_works_on_a_page_not_found(client, page, german_home):
    assert links(client, "/nulle-part/") == [("de", "/de/nulle-part/", False), ("fr", "/nulle-part/", True)]


def test_hreflang_is_absent_from_a_page_in_one_language(client, page, german_home):
    assert alternates(client, "/mentions/") == {}


def test_hreflang_is_the_same_on_every_translation(client, page, german_home):
    translate(page, "de", slug="impressum")
    expected = {
        "fr": f"{ROOT}/mentions/",
        "de": f"{ROOT}/de/impressum/",
        "x-default": f"{ROOT}/mentions/",
    }
    assert alternates(client, "/mentions/") == expected
    assert alternates(client, "/de/impressum/") == expected


def test_hreflang_leaves_drafts_out(client, page, german_home):
    translate(page, "de", slug="impressum", live=False)
    assert alternates(client, "/mentions/") == {}


def test_page_says_its_own_language(client, page, german_home):
    assert [re.search(r'<html lang="(\w+)"', client.get(path).content.decode())[1] for path in ("/", "/de/")] == [
        "fr",
        "de",
    ]


def test_languages_take_as_many_queries_for_two_as_for_three(client, page, german_home):
    translate(page, "de", slug="impressum")
    two = queries_of(client, "/mentions/")
    translate(HomePage.objects.get(locale__language_code="fr"), "en", slug="start-en")
    translate(page, "en", slug="legal")
    assert Locale.objects.count() == 3
    assert len(queries_of(client, "/mentions/")) == len(two)
