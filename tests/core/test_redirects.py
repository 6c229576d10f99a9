"""No redirect leads to itself, to a page offline, or round: each is followed to its end before a reader is sent on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.redirects import Fate, fate_of
from tests.factories.core import DocumentFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.remembering import RememberingBrowser

pytestmark = pytest.mark.django_db

#: Reached, and not to grow: those of the page that does not exist, and the way to one that does.
QUERIES_OF_A_REDIRECT = 21


@pytest.fixture
def page(site_root):
    return ContentPageFactory(slug="page")


@pytest.fixture
def offline(site_root):
    return ContentPageFactory(slug="hors-ligne", live=False)


def written(old_path, to="", **options):
    """A redirect as it stands in the database, whoever wrote it."""
    values = {"redirect_page": to} if isinstance(to, Page) else {"redirect_link": to}
    return Redirect.objects.create(old_path=old_path, **values, **options)


def fate(redirect):
    return fate_of(redirect, Site.objects.get())


def reached(client, address):
    """Where an address leads: the status, and where it sends on."""
    response = client.get(address)
    return response.status_code, response.get("Location", "")


# --- What is sent on ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old_path", "asked"),
    [
        ("/ancien", "/ancien"),
        ("/ancien", "/ancien/"),
        ("/ancien", "/ancien/?utm=lettre"),
        ("/ancien?p=1&q=2", "/ancien/?q=2&p=1"),
        ("/ancienne-idée", "/ancienne-id%C3%A9e/"),
        ("/ancienne-id%C3%A9e", "/ancienne-id%C3%A9e/"),
        ("/Ancien.ASPX", "/Ancien.ASPX"),
        ("/de/alt", "/de/alt/"),
        ("/en/old", "/en/old"),
    ],
)
def test_redirect_answers_however_its_address_is_asked_for(client, page, old_path, asked):
    written(old_path, page)
    assert reached(client, asked) == (301, "/page/")


@pytest.mark.parametrize(("is_permanent", "status"), [(True, 301), (False, 302)])
def test_redirect_is_as_permanent_as_it_was_written_and_no_browser_keeps_it(client, page, is_permanent, status):
    written("/ancien", page, is_permanent=is_permanent)
    response = client.get("/ancien/")
    assert (response.status_code, response["Cache-Control"]) == (status, "no-cache")


@pytest.mark.parametrize(
    "link",
    [
        "https://ailleurs.example/x/",
        "http://localhost/page/",
        "http://localhost/page/?vue=1#suite",
        "http://testserver/recherche/?q=achats",
        "http://localhost/media/documents/tout.zip",
        "http://localhost/robots.txt",
        "/page/",
        "/",
    ],
)
def test_redirect_to_an_address_that_answers_leads_there(client, page, link):
    written("/ancien", link)
    assert reached(client, "/ancien/") == (301, link)


def test_redirect_that_leads_to_another_is_followed_at_once(client, page):
    written("/un", "/deux/")
    written("/deux", "http://localhost/trois")
    written("/trois", page, is_permanent=False)
    assert reached(client, "/un/") == (302, "/page/")


def test_redirect_of_this_site_goes_before_that_of_all_sites(client, page):
    written("/ancien", "/")
    written("/ancien", page, site=Site.objects.get())
    assert reached(client, "/ancien/") == (301, "/page/")


def test_redirect_of_a_whole_address_goes_before_that_of_its_path(client, page):
    written("/ancien", "/")
    written("/ancien?p=1", page)
    assert (reached(client, "/ancien/?p=1"), reached(client, "/ancien/?p=2")) == ((301, "/page/"), (301, "/"))


def test_redirect_to_a_document_leads_to_it(client, site_root):
    document = DocumentFactory()
    written("/ancien.pdf", document.url)
    assert reached(client, "/ancien.pdf") == (301, document.url)


def test_page_that_is_online_goes_before_the_redirect_of_its_address(client, page):
    written("/page", "/")
    assert reached(client, "/page/") == (200, "")
    assert reached(client, "/page") == (301, "/page/")


def test_former_name_of_an_organisation_leads_to_the_new_one(client, site_root):
    directory = DirectoryIndexPageFactory(slug="annuaire")
    written("/annuaire/avant", f"{directory.url}apres/")
    assert reached(client, "/annuaire/avant/") == (301, "/annuaire/apres/")


# --- What is not -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["/ancien", "/ancien/", "http://localhost/ancien/", "/ancien/?p=1", "/ancien#suite"])
def test_redirect_to_itself_is_a_page_that_does_not_exist(client, site_root, link):
    assert fate(written("/ancien", link)) is Fate.ITSELF
    response = client.get("/ancien/")
    assert (response.status_code, response.templates[0].name) == (404, "404.html")


def test_redirect_to_itself_in_other_letters_is_a_page_that_does_not_exist(client, site_root):
    assert fate(written("/idée", "/id%C3%A9e/")) is Fate.ITSELF
    assert reached(client, "/id%C3%A9e/") == (404, "")


@pytest.mark.parametrize("length", [2, 3, 5])
def test_redirects_that_lead_round_are_pages_that_do_not_exist(client, site_root, length):
    rows = [written(f"/tour-{n}", f"/tour-{(n + 1) % length}/") for n in range(length)]
    lead_in = written("/avant", "/tour-0/")
    assert {fate(row) for row in (*rows, lead_in)} == {Fate.ROUND}
    assert {reached(client, row.old_path + "/") for row in (*rows, lead_in)} == {(404, "")}


def test_organisations_that_lead_to_each_other_are_pages_that_do_not_exist(client, site_root):
    DirectoryIndexPageFactory(slug="annuaire")
    written("/annuaire/a", "/annuaire/b/")
    written("/annuaire/b", "/annuaire/a/")
    assert reached(client, "/annuaire/a/") == reached(client, "/annuaire/b/") == (404, "")


def test_redirect_to_a_page_offline_is_a_page_that_does_not_exist(client, offline):
    rows = [written("/ancien", offline), written("/vieux", "http://localhost/hors-ligne/"), written("/nulle-part")]
    rows += [written("/perdu", "/jamais/vu/"), written("/deutsch", "/de/nichts/")]
    assert {fate(row) for row in rows} == {Fate.NOWHERE}
    assert {reached(client, f"{row.old_path}/") for row in rows} == {(404, "")}


def test_redirect_from_the_address_of_a_page_offline_is_followed_from_there_too(client, page, offline):
    written("/ancien", offline)
    written("/hors-ligne", page)
    assert reached(client, "/ancien/") == (301, "/page/")


def test_redirect_at_the_address_of_a_page_is_hidden(page):
    assert [fate(written(path, "/")) for path in ("/page", "/page?p=1")] == [Fate.HIDDEN] * 2


def test_address_with_a_nought_is_a_page_that_does_not_exist(client, site_root):
    assert reached(client, "/a%00b/") == (404, "")


# --- Whoever came in between -------------------------------------------------------------------------------------


def test_browser_that_saw_both_ways_finds_the_page_again(client, site_root):
    page = ContentPageFactory(slug="b")
    browser = RememberingBrowser(client)
    row = written("/a", page)
    assert browser.open("/a/") == (200, ["/b/"])
    row.delete()
    page.slug = "a"
    page.save()
    written("/b", page)
    assert browser.open("/b/") == browser.open("/b") == (200, ["/a/"])
    assert browser.open("/a/") == (200, [])


# --- What it costs -----------------------------------------------------------------------------------------------


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_and_page_that_does_not_exist_ask_no_more_for_all_redirects(client, page, settings, rows):
    for number in range(rows):
        written(f"/ancien-{number}", page)
    ours = queries(client, "/page/"), queries(client, "/rien-du-tout/")
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != "core.redirects.RedirectMiddleware"]
    client.handler.load_middleware()
    without = queries(client, "/page/"), queries(client, "/rien-du-tout/")
    assert ours == (without[0], without[1] + 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_redirect_asks_as_much_whatever_their_number(client, page, rows):
    for number in range(rows):
        written(f"/ancien-{number}", page)
    assert queries(client, "/ancien-0/") == QUERIES_OF_A_REDIRECT
