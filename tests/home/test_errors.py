"""A page that does not exist helps: near pages, a search box, and an honest status."""

import copy

import pytest
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from home.errors import NEAR_PAGES, near_pages
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_home):
    return ContentPageFactory(title="Mentions légales", slug="mentions-legales")


@pytest.fixture
def page(shared_page, db):
    return copy.deepcopy(shared_page)


def near(slug):
    return [found["title"] for found in near_pages(slug, RequestFactory().get("/"))]


@pytest.mark.parametrize(
    "path", ["/mention-legale/", "/mentions_legales/", "/ancien/mentions-legal/", "/mentionslegales"]
)
def test_address_almost_right_proposes_the_page(client, page, path):
    response = client.get(path, follow=True)
    assert response.status_code == 404
    assert [found["title"] for found in response.context["near_pages"]] == ["Mentions légales"]
    assert '<a href="/mentions-legales/">Mentions légales</a>' in response.content.decode()


def test_address_far_from_all_proposes_no_page(client, page):
    response = client.get("/xyzzy/")
    assert (response.status_code, response.context["near_pages"]) == (404, [])


def test_not_found_page_offers_a_search_for_the_words_of_the_address(client, page):
    response = client.get("/guides/clause-sociale/")
    assert response.context["words"] == "clause sociale"
    assert 'value="clause sociale"' in response.content.decode()


def test_near_pages_come_the_nearest_first(page):
    ContentPageFactory(title="Mentions", slug="mentions-2")
    assert near("mentions-legale") == ["Mentions légales", "Mentions"]


def test_near_pages_are_few(page):
    for number in range(8):
        ContentPageFactory(slug=f"mentions-{number}")
    assert len(near("mentions")) == NEAR_PAGES


def test_near_pages_are_never_drafts_or_private(page):
    private = ContentPageFactory(slug="mentions-privees")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    ContentPageFactory(slug="mentions-legal", live=False)
    assert near("mentions-legal") == ["Mentions légales"]


def test_near_pages_are_in_the_language_of_the_reader(client, page):
    translate(page, "de", title="Impressum", slug="impressum")
    response = client.get("/de/impresum/")
    assert [found["title"] for found in response.context["near_pages"]] == ["Impressum"]


def test_home_page_is_never_a_near_page(site_root):
    assert near(site_root.slug) == []


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/a%00b/",
        "/charte/%00/",
        "/de/%00/",
        "/%FF%FE/",
        "/%ED%A0%80/",
        "/%F0%9F%98%80/",
        "/%22/",
        "/%3Cscript%3Ealert(1)%3C/script%3E/",
        "/" + "a" * 5_000 + "/",
        "/" + "a/" * 800,
        "/" + "mentions-" * 400,
        "/..%2f..%2fetc/passwd",
        "/%0d%0aSet-Cookie:x=1/",
        "//",
        "///elsewhere.example/",
        "/%E2%80%AEslevart/",
        "/-/",
        "/'/",
        "/index.php",
        "/wp-login.php",
        "/.env",
        "/?page=abc&q=%00",
        "/mentions-legales/%00",
        "/mentions-legales/?page=abc",
    ],
)
def test_hostile_address_is_at_worst_not_found(client, page, path):
    response = client.get(path, follow=True)
    assert response.status_code in (200, 404)
    assert "<script>alert" not in response.content.decode()


def test_not_found_page_takes_as_many_queries_whatever_it_proposes(client, page, django_assert_max_num_queries):
    client.get("/mentions-x/")
    with django_assert_max_num_queries(30) as one:
        client.get("/mentions-x/")
    for number in range(3):
        ContentPageFactory(slug=f"mentions-{number}")
    with django_assert_max_num_queries(len(one)):
        assert len(client.get("/mentions-x/").context["near_pages"]) == NEAR_PAGES
