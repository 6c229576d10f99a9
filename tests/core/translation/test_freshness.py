"""Readers are told since when the French page says something else; a fact that changes is no other words."""

from copy import deepcopy
from datetime import date

import pytest
import time_machine

from core.models import PublishedTranslation
from core.translation.progress import older_passages, translation_of
from core.translation.publication import publish_translation
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.training import SessionPageFactory, make_course, slot
from tests.factories.translations import begin, translated

pytestmark = pytest.mark.django_db

SUMMARY = "L’essentiel, autrement."


@pytest.fixture(scope="module")
def shared_guide(shared_home):
    return GuidePageFactory(parent=GuideIndexPageFactory(), title="Sourçage", slug="sourcage")


@pytest.fixture
def guide(shared_guide, db):
    return deepcopy(shared_guide)


@pytest.fixture
def copy(guide):
    return translated(guide)


def publish_on(day, page, **changes):
    with time_machine.travel(f"{day} 10:00+01:00", tick=False):
        for name, value in changes.items():
            setattr(page, name, value)
        page.save_revision().publish()


def confirm(translation):
    """Somebody looked at the words that are older, and left them."""
    for mark in older_passages(translation):
        mark.translation.save()


def changed_on(copy):
    return PublishedTranslation.objects.get(translation=translation_of(copy)).source_changed_on


def test_first_change_of_the_words_is_dated_and_the_date_stays(client, guide, copy):
    assert changed_on(copy) is None
    publish_on("2027-02-01", guide, summary=SUMMARY)
    publish_on("2027-02-05", guide, title="Le sourçage")
    assert changed_on(copy) == date(2027, 2, 1)
    assert "Die französische Seite wurde seit dem 1. Februar 2027 geändert" in (
        client.get(copy.url).content.decode().replace("\u00a0", " ")
    )


def test_change_undone_is_forgotten(guide, copy):
    before = guide.summary
    publish_on("2027-02-01", guide, summary=SUMMARY)
    publish_on("2027-02-05", guide, summary=before)
    assert changed_on(copy) is None


def test_translation_of_the_new_words_is_fresh_again(guide, copy):
    publish_on("2027-02-01", guide, summary=SUMMARY)
    translation = translation_of(copy)
    assert changed_on(copy) == date(2027, 2, 1)
    confirm(translation)
    publish_translation(translation=translation, user=None)
    assert changed_on(copy) is None


def test_translation_published_anew_with_its_older_words_is_still_old(guide, copy):
    publish_on("2027-02-01", guide, summary=SUMMARY)
    publish_translation(translation=translation_of(copy), user=None)
    assert changed_on(copy) is not None


def test_change_of_a_fact_alone_is_none(guide, copy):
    publish_on("2027-02-01", guide, last_reviewed_on=date(2027, 1, 31), review_every_months=6)
    assert changed_on(copy) is None


def test_translation_that_was_never_published_has_no_note(guide):
    begin(guide)
    publish_on("2027-02-01", guide, summary=SUMMARY)
    assert PublishedTranslation.objects.count() == 0


def test_change_of_the_french_address_alone_is_no_other_words(guide, copy):
    publish_on("2027-02-01", guide, slug="le-sourcage")
    assert changed_on(copy) is None


def test_change_of_the_seats_or_days_of_a_session_is_no_other_words(site_root):
    session = SessionPageFactory(parent=make_course(), title="Metz")
    copy = translated(session)
    publish_on("2026-12-01", session, seats=12, slots=[slot(date(2027, 1, 19))], city="Nancy")
    assert changed_on(copy) is None


def test_change_of_the_kind_of_a_guide_is_no_other_words(guide, copy):
    publish_on("2027-02-01", guide, kind="factsheet")
    assert changed_on(copy) is None
