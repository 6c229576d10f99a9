"""The front door: one title, sections in the editors’ order, few queries, and addresses found at once."""

import re

import pytest
from wagtail.models import Page, PageViewRestriction

from core.demo import stream
from guides.models import GuideIndexPage
from home.blocks import SectionsBlock
from home.models import HomePage
from tests.counting import queries_of
from tests.factories.charter import make_charter
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import CoursePageFactory, SessionPageFactory, TrainingIndexPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


def furnish(home, *sections):
    home = HomePage.objects.get(pk=home.pk)
    home.sections = stream(SectionsBlock(), [{"type": kind, "value": value} for kind, value in sections], home)
    home.save_revision().publish()


def text_of(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_home_without_sections_can_be_read(client, site_root):
    text = text_of(client)
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", text) == ["Accueil"]


def test_home_with_an_opening_has_its_title_only(client, site_root):
    furnish(site_root, ("hero", {"title": "Acheter mieux", "text": "Ensemble."}))
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", text_of(client)) == ["Acheter mieux"]
    assert HomePage.objects.get().has_opening is True


def test_home_shows_its_sections_in_the_editors_order(client, site_root):
    furnish(
        site_root,
        ("free_text", "<p>En premier.</p>"),
        ("search", {"title": "En deuxième", "text": "", "with_seal": True}),
        (
            "figures",
            {
                "title": "En troisième",
                "figures": [{"value": "42", "label": "engagements", "year": 2021, "source": "Charte"}],
            },
        ),
    )
    text = text_of(client)
    places = [text.index(words) for words in ("En premier.", "En deuxième", "En troisième")]
    assert places == sorted(places)


def full_home(home):
    """A home page with every section, and one thing for each to show."""
    charter, [commitment] = make_charter([1])
    guides, training = GuideIndexPageFactory(), TrainingIndexPageFactory()
    add_things(guides, training)
    opening = {"title": "Titre", "text": "Texte", "primary_label": "Lire", "primary_page": guides.pk}
    furnish(
        home,
        ("hero", opening | {"charter": charter.pk}),
        ("doors", {"doors": [{"title": "Vous achetez", "text": "Des outils", "page": guides.pk}]}),
        ("latest", {"title": "Derniers guides", "index": guides.pk, "count": 3, "link_label": "Tous"}),
        ("agenda", {"title": "Agenda", "index": training.pk, "count": 3, "link_label": "Tout"}),
        ("search", {"title": "Chercher"}),
    )
    return commitment.get_parent(), guides, training


def add_things(guides, training):
    GuidePageFactory(parent=guides)
    SessionPageFactory(parent=CoursePageFactory(parent=training, title="Clauses sociales"))


def test_home_takes_as_many_queries_for_one_thing_as_for_three(client, site_root):
    _block, guides, training = full_home(site_root)
    one = queries_of(client, "/")
    for _ in range(2):
        add_things(guides, training)
    three = queries_of(client, "/")
    assert len(three) == len(one)


def test_home_leads_to_what_its_sections_choose(client, site_root):
    full_home(site_root)
    text = text_of(client)
    wanted = ['href="/guides/"', 'href="/formations/"', "Clauses sociales", "Vous achetez"]
    assert [words for words in wanted if words not in text] == []


def test_home_bears_the_loss_of_every_page_it_leads_to(client, site_root):
    full_home(site_root)
    for page in HomePage.objects.get().get_children():
        page.delete()
    assert HomePage.objects.get().get_children().count() == 0
    assert "Vous achetez" not in text_of(client)


def test_home_has_no_door_to_a_page_taken_offline(client, site_root):
    full_home(site_root)
    assert "Vous achetez" in text_of(client)
    GuideIndexPage.objects.get().unpublish()
    assert "Vous achetez" not in text_of(client)


@pytest.mark.parametrize("path", ["/un/", "/un/bas/", "/de/", "/de/eins/"])
def test_page_is_found_at_its_address(client, site_root, path):
    parent = ContentPageFactory(slug="un")
    ContentPageFactory(slug="bas", parent=parent)
    translate(parent, "de", slug="eins")
    assert client.get(path).status_code == 200


def test_page_below_a_draft_is_found_as_wagtail_would(client, site_root):
    parent = ContentPageFactory(slug="un")
    ContentPageFactory(slug="bas", parent=parent)
    parent.unpublish()
    assert (client.get("/un/").status_code, client.get("/un/bas/").status_code) == (404, 200)


def test_draft_is_not_found(client, site_root):
    ContentPageFactory(slug="un").unpublish()
    assert client.get("/un/").status_code == 404


def test_private_page_asks_who_one_is(client, site_root):
    page = ContentPageFactory(slug="un")
    ContentPageFactory(slug="bas", parent=page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert [client.get(path).status_code for path in ("/un/", "/un/bas/")] == [302, 302]


def test_address_of_another_language_is_not_found_in_french(client, site_root):
    translate(ContentPageFactory(slug="un"), "de", slug="eins")
    assert client.get("/eins/").status_code == 404


@pytest.mark.parametrize("path", ["/de/", "/de/un/", "/en/"])
def test_french_pages_are_not_found_at_the_addresses_of_other_languages(client, site_root, path):
    ContentPageFactory(slug="un")
    assert client.get(path).status_code == 404


def test_address_without_its_last_slash_leads_to_the_page(client, site_root):
    ContentPageFactory(slug="un")
    response = client.get("/un")
    assert (response.status_code, response.headers["Location"]) == (301, "/un/")


def test_home_stands_at_the_root_of_its_language(site_root):
    assert HomePage.allowed_parent_page_models() == [Page]
