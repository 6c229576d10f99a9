"""No road leads round the gate."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from core.translation.gate import TranslationNotReady, obstacle
from core.translation.progress import translation_of
from home.models import ContentPage
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(site_root):
    """A German page just sent to translation: every word of it is French."""
    translated(site_root)
    page = ContentPageFactory(title="Mentions", slug="mentions")
    begin(page)
    return page.get_translation(Locale.objects.get(language_code="de"))


def test_revision_of_an_incomplete_translation_is_not_published(draft):
    with pytest.raises(TranslationNotReady):
        draft.get_latest_revision().publish()
    assert ContentPage.objects.get(pk=draft.pk).live is False


def test_several_pages_at_once_meet_the_gate_too(client, draft):
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={draft.pk}&next={reverse('wagtailadmin_home')}", {}, follow=True)
    assert "ne sont pas encore traduits" in response.content.decode()
    assert ContentPage.objects.get(pk=draft.pk).live is False


def test_french_page_passes(site_root):
    assert obstacle(ContentPageFactory()) == ""


def test_page_written_in_german_without_a_french_one_passes(site_root):
    home = translated(site_root)
    page = ContentPageFactory(parent=home, title="Nur auf Deutsch", slug="nur")
    assert (page.live, obstacle(page)) == (True, "")


def test_whole_translation_passes(draft):
    fill(translation_of(draft))
    assert obstacle(draft) == ""
