"""The site map shows readers every page they may open, as the tree it is."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from tests.counting import queries_of
from tests.factories.charter import make_charter
from tests.factories.home import ContentPageFactory
from tests.factories.training import CoursePageFactory, SessionPageFactory, TrainingIndexPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

SITE_MAP = "/plan-du-site/"


def tree(branches):
    return {branch["title"]: tree(branch["children"]) for branch in branches}


def map_of(client, path=SITE_MAP):
    response = client.get(path)
    assert response.status_code == 200
    return tree(response.context["branches"])


def test_site_map_is_the_tree_of_the_pages(client, site_root):
    first = ContentPageFactory(title="Un")
    ContentPageFactory(title="Un bis", parent=first)
    ContentPageFactory(title="Deux")
    assert map_of(client) == {"Un": {"Un bis": {}}, "Deux": {}}


def test_site_map_of_an_empty_site_can_be_read(client, site_root):
    assert map_of(client) == {}


def test_site_map_leads_to_every_page(client, site_root):
    parent = ContentPageFactory(slug="un")
    ContentPageFactory(slug="bis", parent=parent)
    text = client.get(SITE_MAP).content.decode()
    assert [url for url in ("/un/", "/un/bis/") if f'href="{url}"' not in text] == []


def test_site_map_leaves_drafts_and_what_is_below_them_out(client, site_root):
    draft = ContentPageFactory(title="Brouillon")
    ContentPageFactory(title="Dessous", parent=draft)
    draft.unpublish()
    assert map_of(client) == {}


def test_site_map_shows_what_follows_a_draft(client, site_root):
    ContentPageFactory(title="Brouillon", live=False)
    after = ContentPageFactory(title="Après")
    ContentPageFactory(title="Dessous", parent=after)
    assert map_of(client) == {"Après": {"Dessous": {}}}


@pytest.mark.parametrize("restriction", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS])
def test_site_map_leaves_private_pages_and_what_is_below_them_out(client, site_root, restriction):
    private = ContentPageFactory(title="Privé")
    ContentPageFactory(title="Dessous", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type=restriction)
    assert map_of(client) == {}


def test_site_map_leaves_sessions_out(client, site_root):
    training = TrainingIndexPageFactory(title="Formations")
    SessionPageFactory(parent=CoursePageFactory(parent=training, title="Clauses sociales"))
    assert map_of(client) == {"Formations": {"Clauses sociales": {}}}


def test_site_map_is_in_the_language_of_the_reader(client, site_root):
    page = ContentPageFactory(title="Mentions")
    translate(page, "de", title="Impressum", slug="impressum")
    assert map_of(client) == {"Mentions": {}}
    assert "Impressum" in map_of(client, german_site_map())


def german_site_map():
    """Its address in German, as the catalogues give it."""
    with translation.override("de"):
        return reverse("site_map")


def test_site_map_takes_as_many_queries_for_one_page_as_for_many(client, site_root):
    _charter, [page] = make_charter([1])
    one = queries_of(client, SITE_MAP)
    make_charter([2, 3, 4])
    ContentPageFactory()
    assert len(queries_of(client, SITE_MAP)) == len(one)
