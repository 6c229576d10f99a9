"""Menu, footer, mention of accessibility and breadcrumb: what editors put there, and nothing readers may not open."""

import re

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage
from tests.counting import queries_of
from tests.factories.home import AccessibilityPageFactory, ContentPageFactory
from tests.factories.translations import translate
from tests.reading import Reading

pytestmark = pytest.mark.django_db


def part(client, path, tag):
    """One part of a page: its header, its footer…"""
    text = client.get(path).content.decode()
    return re.search(rf"<{tag}[ >].*?</{tag}>", text, re.DOTALL)[0]


def links(html):
    """Words and addresses of the links of a part."""
    found = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {re.sub(r"<[^>]+>", "", words).strip(): url for url, words in found}


def menu(client, path="/"):
    return links(re.search(r'<nav[^>]*id="menu".*?</nav>', client.get(path).content.decode(), re.DOTALL)[0])


def test_menu_holds_the_pages_editors_put_there_in_their_order(client, site_root):
    second = ContentPageFactory(title="Deux", slug="deux", show_in_menus=True)
    ContentPageFactory(title="Hors menu", slug="hors")
    first = ContentPageFactory(title="Un", slug="un", show_in_menus=True)
    Page.objects.get(pk=first.pk).move(Page.objects.get(pk=second.pk), pos="left")
    assert list(menu(client).items())[:2] == [("Un", "/un/"), ("Deux", "/deux/")]
    assert "Hors menu" not in menu(client)


def test_menu_marks_where_the_reader_is(client, site_root):
    parent = ContentPageFactory(title="Un", slug="un", show_in_menus=True)
    ContentPageFactory(title="Deux", slug="deux", show_in_menus=True)
    ContentPageFactory(title="Dessous", slug="bas", parent=parent)
    header = part(client, "/un/bas/", "header")
    marked = re.findall(r'<a[^>]*href="([^"]*)"[^>]*aria-current="[^"]+"', header)
    assert marked == ["/un/"]


@pytest.mark.parametrize("place", ["header", "footer"])
def test_menu_and_footer_never_lead_to_drafts_or_private_pages(client, site_root, place):
    flags = {"show_in_menus": True, "show_in_footer": True}
    ContentPageFactory(title="Brouillon", live=False, **flags)
    private = ContentPageFactory(title="Privé", **flags)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    ContentPageFactory(title="Public", slug="public", **flags)
    found = links(part(client, "/", place))
    assert [title for title in ("Brouillon", "Privé", "Public") if title in found] == ["Public"]


def test_footer_holds_the_pages_editors_put_there_and_the_site_map(client, site_root):
    ContentPageFactory(title="Mentions légales", slug="mentions", show_in_footer=True)
    ContentPageFactory(title="Ailleurs", slug="ailleurs")
    found = links(part(client, "/", "footer"))
    assert (found.get("Mentions légales"), "Ailleurs" in found) == ("/mentions/", False)
    assert "/plan-du-site/" in found.values()


def test_footer_says_nothing_of_accessibility_without_a_statement(client, site_root):
    assert "Accessibilité" not in part(client, "/", "footer")


@pytest.mark.parametrize(
    ("state", "mention"),
    [
        ("none", "Accessibilité\u00a0: non conforme"),
        ("partial", "Accessibilité\u00a0: partiellement conforme"),
        ("full", "Accessibilité\u00a0: totalement conforme"),
    ],
)
def test_footer_says_the_state_of_the_statement(client, site_root, state, mention):
    AccessibilityPageFactory(state=state, rate=100, audited_on="2026-10-01")
    assert links(part(client, "/", "footer")).get(mention) == "/accessibilite/"


def test_footer_of_a_translation_says_the_state_of_the_source(client, site_root):
    statement = AccessibilityPageFactory(state="none")
    translate(statement, "de", state="full", slug="barrierefreiheit", rate=100, audited_on="2026-10-01")
    footer = links(part(client, "/de/", "footer"))
    [words] = [words for words, url in footer.items() if url == "/de/barrierefreiheit/"]
    assert "fully" not in words.lower()
    assert "totalement" not in words.lower()


def test_footer_leaves_out_a_statement_taken_offline(client, site_root):
    AccessibilityPageFactory().unpublish()
    assert "/accessibilite/" not in links(part(client, "/", "footer")).values()


def crumbs(client, path):
    text = client.get(path).content.decode()
    found = re.search(r'<nav class="crumbs".*?</nav>', text, re.DOTALL)
    return list(links(found[0]).items()) if found else None


def test_breadcrumb_is_the_way_from_home(client, site_root):
    parent = ContentPageFactory(title="Un", slug="un")
    ContentPageFactory(title="Dessous", slug="bas", parent=parent)
    assert crumbs(client, "/un/bas/") == [("Accueil", "/"), ("Un", "/un/")]


def test_breadcrumb_leaves_out_a_page_taken_offline(client, site_root):
    parent = ContentPageFactory(title="Un", slug="un")
    ContentPageFactory(title="Dessous", slug="bas", parent=parent)
    parent.unpublish()
    assert crumbs(client, "/un/bas/") == [("Accueil", "/")]
    assert '/un/"' not in client.get("/un/bas/").content.decode()


def test_breadcrumb_says_the_page_itself_last(client, site_root):
    ContentPageFactory(title="Un", slug="un")
    text = client.get("/un/").content.decode()
    assert re.findall(r'<li aria-current="page">(.*?)</li>', text) == ["Un"]


def test_breadcrumb_of_a_translation_starts_from_its_own_home(client, site_root):
    page = ContentPageFactory(title="Un", slug="un")
    german_home = translate(site_root, "de", title="Startseite", slug="start")
    translate(page, "de", title="Eins", slug="eins")
    assert german_home.url == "/de/"
    assert crumbs(client, "/de/eins/") == [("Startseite", "/de/")]


def test_frame_of_a_page_takes_as_many_queries_for_one_link_as_for_three(client, site_root):
    AccessibilityPageFactory()
    flags = {"show_in_menus": True, "show_in_footer": True}
    ContentPageFactory(slug="un", **flags)
    one = queries_of(client, "/un/")
    ContentPageFactory(**flags)
    ContentPageFactory(**flags)
    assert len(queries_of(client, "/un/")) == len(one)


# In another language


@pytest.fixture
def frame(site_root):
    """Three pages that frame every page, of which German has one and a draft of another."""
    flags = {"show_in_menus": True, "show_in_footer": True}
    names = ("un", "deux", "trois")
    pages = [ContentPageFactory(title=name.capitalize(), slug=name, **flags) for name in names]
    # A translation carries copies of the flags, which nobody keeps up to date.
    old_flags = dict.fromkeys(flags, False)
    translate(pages[0], title="Eins", slug="eins", **old_flags)
    translate(pages[1], title="Zwei", slug="zwei", live=False, **old_flags)
    return pages


def marked(client, path, part):
    """Address, language of the page and language of the words of each link of a part, the site's own aside."""
    links = Reading(path, client.get(path).content.decode()).links_marked(part)
    return [link for link in links if not link[0].startswith(("/de/suche", "/de/seiten", "/recherche", "/plan"))]


@pytest.mark.parametrize("part", ["#menu", "footer nav"])
def test_menu_and_footer_lead_to_german_else_to_marked_french(client, frame, part):
    assert marked(client, "/de/eins/", part) == [
        ("/de/eins/", None, None),
        ("/deux/", "fr", "fr"),
        ("/trois/", "fr", "fr"),
    ]


@pytest.mark.parametrize("part", ["#menu", "footer nav"])
def test_menu_and_footer_of_french_readers_mark_nothing(client, frame, part):
    assert marked(client, "/un/", part) == [(f"/{name}/", None, None) for name in ("un", "deux", "trois")]


@pytest.mark.parametrize("part", ["#menu", "footer nav"])
def test_menu_and_footer_follow_the_flags_of_the_french_pages(client, frame, part):
    for page in ContentPage.objects.filter(locale__language_code="fr"):
        page.show_in_menus = page.show_in_footer = page.slug == "trois"
        page.save_revision().publish()
    ContentPage.objects.filter(locale__language_code="de").update(show_in_menus=True, show_in_footer=True)
    assert marked(client, "/de/eins/", part) == [("/trois/", "fr", "fr")]


def test_menu_marks_where_the_german_reader_is(client, frame):
    soup = Reading("/de/eins/", client.get("/de/eins/").content.decode()).soup
    assert [link["href"] for link in soup.select("#menu [aria-current]")] == ["/de/eins/"]


def test_footer_says_in_german_the_state_of_a_statement_that_is_only_in_french(client, frame):
    AccessibilityPageFactory(state="none")
    path = "/de/eins/"
    [link] = Reading(path, client.get(path).content.decode()).soup.select('footer a[href="/accessibilite/"]')
    assert (link["hreflang"], link.get("lang")) == ("fr", None)
    assert link.get_text().startswith("Barrierefreiheit")


def test_frame_of_a_german_page_takes_as_many_queries_for_one_link_as_for_three(client, frame):
    one = queries_of(client, "/de/eins/")
    for number in range(2):
        translate(ContentPageFactory(show_in_menus=True, show_in_footer=True, slug=f"plus-{number}"))
        ContentPageFactory(show_in_menus=True, show_in_footer=True)
    assert len(queries_of(client, "/de/eins/")) == len(one)
