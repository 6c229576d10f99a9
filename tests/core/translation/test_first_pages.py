"""Where nothing is in German yet: a page is begun with those above it, and waits for them."""

import pytest
from wagtail.models import Locale, Page

from core.translation.gate import TranslationNotReady
from core.translation.publication import begin_translation, publish_translation
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import begin, fill, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def german():
    return Locale.objects.get(language_code="de")


def test_begin_makes_drafts_of_the_page_and_of_those_above_it(site_root, german):
    guide = GuidePageFactory(parent=GuideIndexPageFactory())
    begin_translation(page=guide, locales=[german], user=None)
    drafts = Page.objects.filter(locale=german).order_by("depth")
    assert [(draft.specific_class.__name__, draft.live, draft.alias_of_id) for draft in drafts] == [
        ("HomePage", False, None), ("GuideIndexPage", False, None), ("GuidePage", False, None),
    ]  # fmt: skip


def test_begin_with_the_pages_below_makes_their_drafts_too(site_root, german):
    index = GuideIndexPageFactory()
    GuidePageFactory(parent=index)
    begin_translation(page=index, locales=[german], user=None, with_subtree=True)
    assert Page.objects.filter(locale=german, live=False).count() == 3


def test_begin_leaves_a_page_alone_that_was_written_and_published_by_hand(site_root, german):
    by_hand = translate(site_root, title="Willkommen", slug="start")
    page = ContentPageFactory(slug="mentions")
    begin(page)
    assert type(by_hand).objects.values("title", "summary", "live").get(pk=by_hand.pk) == {
        "title": "Willkommen",
        "summary": "",
        "live": True,
    }
    assert page.get_translation(german).live is False


@pytest.mark.parametrize("reason", ["", "Le marché ouvre demain."])
def test_publish_refuses_below_a_page_that_is_offline(site_root, german, reason):
    page = ContentPageFactory(title="Mentions", slug="mentions")
    translation = begin(page)
    fill(translation)
    with pytest.raises(TranslationNotReady):
        publish_translation(translation=translation, user=None, reason=reason)
    assert page.get_translation(german).live is False
