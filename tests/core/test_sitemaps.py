"""The map of the site for robots: each public page of each language, once."""

import re

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import ContentPage
from tests.counting import queries_of
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate
from tests.reading import ROOT, Reading

pytestmark = pytest.mark.django_db

HOMES = {"fr": "", "de": "de/", "en": "en/", "x-default": ""}


def locations(client) -> list[str]:
    """Return the paths of the addresses that the map names."""
    text = client.get("/sitemap.xml").content.decode()
    return re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", text)


@pytest.fixture
def page(site_root):
    page = ContentPage(title="Mentions", slug="mentions", locale=site_root.locale, last_published_at=timezone.now())
    site_root.add_child(instance=page)
    return page


def test_sitemap_names_the_pages_of_every_language(client, site_root, page):
    german = Locale.objects.get(language_code="de")
    for source, slug in ((site_root, "start"), (page, "impressum")):
        copy = source.copy_for_translation(german)
        copy.slug = slug
        copy.save_revision().publish()
    assert sorted(locations(client)) == ["/", "/de/", "/de/impressum/", "/mentions/"]


def test_sitemap_leaves_drafts_out(client, page):
    page.unpublish()
    assert locations(client) == ["/"]


def test_sitemap_leaves_private_pages_out(client, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert locations(client) == ["/"]


def test_sitemap_leaves_aliases_out(client, site_root, page):
    page.create_alias(parent=site_root, update_slug="mentions-bis")
    assert locations(client) == ["/", "/mentions/"]


def entries(client) -> dict[str, dict[str, str]]:
    """Return the addresses that the map names, each with those of the same page in the other languages."""
    found = {}
    for entry in re.findall(r"<url>(.*?)</url>", client.get("/sitemap.xml").content.decode(), re.DOTALL):
        [location] = re.findall(r"<loc>([^<]+)</loc>", entry)
        links = re.findall(r'<xhtml:link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', entry)
        assert location not in found
        found[location] = dict(links)
    return found


@pytest.fixture
def in_three_languages(site_root, page):
    """The home page in three languages, a page in two, one in French and one in German only."""
    for code in ("de", "en"):
        translate(site_root, code, slug=f"start-{code}")
    translate(page, "de", slug="impressum")
    ContentPageFactory(slug="outils")
    gone = ContentPageFactory(slug="parti")
    translate(gone, "de", slug="nur-deutsch")
    gone.delete()
    translate(ContentPageFactory(slug="brouillon"), "en", slug="draft", live=False)


def test_sitemap_holds_the_live_public_pages_of_the_three_languages(client, in_three_languages):
    private = ContentPageFactory(slug="prive")
    ContentPageFactory(slug="dessous", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    expected = [page.full_url for page in Page.objects.filter(depth__gt=1).live().public()]
    assert sorted(entries(client)) == sorted(expected)
    assert len(expected) == 8


def test_sitemap_names_the_same_alternates_on_each_translation(client, in_three_languages):
    found = entries(client)
    for links in found.values():
        for code, address in links.items():
            assert code == "x-default" or found[address] == links
    both = {"fr": f"{ROOT}/mentions/", "de": f"{ROOT}/de/impressum/", "x-default": f"{ROOT}/mentions/"}
    assert (found[f"{ROOT}/mentions/"], found[f"{ROOT}/de/impressum/"]) == (both, both)
    assert found[f"{ROOT}/en/"] == {code: f"{ROOT}/{path}" for code, path in HOMES.items()}


def test_sitemap_names_no_alternate_of_a_page_in_one_language(client, in_three_languages):
    found = entries(client)
    assert [found[f"{ROOT}/{path}/"] for path in ("outils", "de/nur-deutsch", "brouillon")] == [{}, {}, {}]


def test_sitemap_says_of_each_page_what_the_page_says_itself(client, in_three_languages):
    for address, links in entries(client).items():
        path = address.removeprefix(ROOT)
        assert Reading(path, client.get(path).content.decode()).alternates == links


def test_sitemap_has_no_default_where_there_is_no_french_page(client, in_three_languages):
    source = ContentPageFactory(slug="parti-aussi")
    german, english = translate(source, "de", slug="noch-da"), translate(source, "en", slug="still-here")
    source.delete()
    both = {"de": german.full_url, "en": english.full_url}
    assert [entries(client)[page.full_url] for page in (german, english)] == [both, both]


def test_sitemap_takes_as_many_queries_for_one_translation_as_for_three(client, in_three_languages):
    one = queries_of(client, "/sitemap.xml")
    for _ in range(2):
        translate(ContentPageFactory(), "de")
    assert len(queries_of(client, "/sitemap.xml")) == len(one)
