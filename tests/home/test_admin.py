"""The team's own screens in the admin: rooms in the menu, what awaits, lists of values, the editor's guide."""

import datetime
import re

import pytest
from django.urls import reverse

from core.models import Audience
from tests.factories.charter import make_charter
from tests.factories.core import AudienceFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.roles import member_of
from tests.factories.training import TrainingIndexPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms(site_root):
    charter, _pages = make_charter([1])
    return {"guides": GuideIndexPageFactory(), "charter": charter, "training": TrainingIndexPageFactory()}


def as_member(client, role):
    client.force_login(member_of(role))


def first_page(client):
    return client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("slug", ["guides", "charter", "training"])
def test_room_leads_to_its_pages(client, rooms, slug):
    as_member(client, "redaction")
    response = client.get(reverse("home_room", args=[slug]))
    assert response.headers["Location"] == reverse("wagtailadmin_explore", args=[rooms[slug].pk])


@pytest.mark.parametrize("slug", ["guides", "nulle-part"])
def test_room_without_pages_leads_to_the_whole_tree(client, site_root, slug):
    as_member(client, "redaction")
    response = client.get(reverse("home_room", args=[slug]))
    assert response.headers["Location"] == reverse("wagtailadmin_explore_root")


@pytest.mark.parametrize(
    ("role", "shown"), [("redaction", ["guides", "charter", "training"]), ("formations", ["training"]), ("label", [])]
)
def test_menu_shows_the_rooms_one_may_open(client, rooms, role, shown):
    as_member(client, role)
    text = first_page(client)
    assert [slug for slug in rooms if reverse("home_room", args=[slug]) in text] == shown


def test_panel_offers_what_one_may_write(client, rooms):
    as_member(client, "redaction")
    text = first_page(client)
    urls = {
        "guide": reverse("wagtailadmin_pages:add", args=["guides", "guidepage", rooms["guides"].pk]),
        "course": reverse("wagtailadmin_pages:add", args=["training", "coursepage", rooms["training"].pk]),
    }
    assert [name for name, url in urls.items() if url in text] == ["guide", "course"]
    as_member(client, "formations")
    text = first_page(client)
    assert [name for name, url in urls.items() if url in text] == ["course"]


def test_panel_names_the_guides_whose_review_is_due(client, rooms):
    GuidePageFactory(parent=rooms["guides"], title="Guide oublié", last_reviewed_on=datetime.date(2001, 1, 1))
    GuidePageFactory(parent=rooms["guides"], title="Guide récent", last_reviewed_on=datetime.date.today())
    as_member(client, "redaction")
    panel = first_page(client)
    assert [title for title in ("Guide oublié", "Guide récent") if title in panel] == ["Guide oublié"]


def test_editors_guide_is_in_the_admin_and_for_the_team_only(client, rooms):
    url = reverse("home_editor_guide")
    assert client.get(url).status_code == 302
    as_member(client, "redaction")
    assert client.get(url).status_code == 200


def test_editors_guide_has_its_title_and_its_contents(client, rooms):
    as_member(client, "redaction")
    text = client.get(reverse("home_editor_guide")).content.decode()
    main = text.partition("<main")[2]
    anchors = re.findall(r'<h2 id="([a-z]+)">', main)
    assert "Guide de rédaction" in re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1]
    assert (re.findall(r'<li><a href="#([a-z]+)">', main), len(anchors)) == (anchors, main.count("<h2"))


def test_reviewer_adds_a_value_to_a_list(client, rooms):
    as_member(client, "relecture")
    form = {"name_fr": "Élus", "name_de": "Gewählte", "name_en": "Elected members", "slug": "elus-test"}
    client.post(reverse("audience:add"), form)
    assert Audience.objects.get(slug="elus-test").name == "Élus"


def test_list_of_values_needs_its_french_name(client, rooms):
    as_member(client, "relecture")
    response = client.post(reverse("audience:add"), {"name_fr": "", "slug": "elus-test"})
    assert list(response.context["form"].errors) == ["name_fr"]


def test_value_of_a_list_cannot_be_deleted_by_reviewers(client, rooms):
    audience = AudienceFactory()
    as_member(client, "relecture")
    client.post(reverse("audience:delete", args=[audience.pk]))
    assert Audience.objects.filter(pk=audience.pk).exists()


def test_help_menu_has_no_news_of_wagtail(client, site_root):
    as_member(client, "administration")
    assert "whats-new-in-wagtail" not in first_page(client)
