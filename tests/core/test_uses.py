"""The form of a page says where else what one publishes will show."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import get_page_models

from charter.models import Commitment
from core.uses import Use, UsesPanel, uses_of
from tests.core.translation.bodies import body_of, keys
from tests.factories.charter import make_charter
from tests.factories.core import UserFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import SessionPageFactory, make_course, sign_up, slot
from tests.factories.translations import translated


@pytest.mark.parametrize("model", [model for model in get_page_models() if model.__module__.split(".")[0] != "wagtail"])
def test_form_of_each_page_type_says_where_it_shows(model):
    handler = model.get_edit_handler()
    found = [panel for tab in handler.children for panel in tab.children if isinstance(panel, UsesPanel)]
    assert len(found) == (model.__module__.split(".")[0] in OURS)


OURS = ("home", "guides", "training", "charter", "label_directory")


@pytest.mark.django_db
class TestUses:
    def texts(self, page):
        return [use.text for use in uses_of(type(page).objects.get(pk=page.pk))]

    def test_draft_shows_nowhere(self, site_root):
        assert self.texts(ContentPageFactory(live=False)) == []

    def test_languages_online_are_named(self, site_root):
        page = ContentPageFactory()
        german = translated(page)
        (use,) = uses_of(page)
        assert (use.text.split("\u00a0:")[0].split(":")[0], use.url) == ("Deutsch", german.url)
        assert uses_of(german) == []

    def test_guides_and_courses_of_a_commitment_are_counted(self, site_root):
        page = make_charter(numbers=[7])[1][0]
        number = Commitment.objects.get(number=7)
        for position in range(2):
            GuidePageFactory(parent=GuideIndexPageFactory(slug=f"g{position}"), commitments=[number])
        make_course(commitments=[number])
        assert self.texts(page) == ["2 guides affichent son numéro.", "1 formation affiche son numéro."]

    def test_commitment_that_nothing_shows_is_not_counted(self, site_root):
        assert self.texts(make_charter(numbers=[7])[1][0]) == []

    def test_people_of_a_session_are_counted(self, site_root):
        session = SessionPageFactory(parent=make_course(), slots=[slot(datetime.date(2027, 1, 12))])
        sign_up(session), sign_up(session, name="Ali Benali"), sign_up(session, "cancelled", name="Eve Roth")
        assert self.texts(session) == [
            "Les messages et les calendriers de 2 personnes indiquent ses dates et son lieu."
        ]

    def test_contents_that_lead_to_a_page_are_counted(self, site_root):
        page = ContentPageFactory()
        card = {"title": "Voir", "text": "", "page": page.pk, "url": ""}
        cards = {"title": "", "cards": [{"type": "item", "value": card, "id": keys(1)[0]}]}
        ContentPageFactory(body=body_of(("link_cards", cards, keys(1)[0])))
        (use,) = uses_of(page)
        assert use == Use("1 contenu y renvoie.", reverse("wagtailadmin_pages:usage", args=[page.pk]), "Les voir")

    def test_form_shows_them(self, site_root, client):
        page = ContentPageFactory()
        translated(page)
        client.force_login(UserFactory(is_superuser=True))
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Ce que vous publiez ici se voit aussi ailleurs" in html
        assert "les textes reformulés attendent leur traduction" in html
