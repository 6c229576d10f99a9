"""The dates of one page agree: what was read again after the law was checked, sessions on the days that they name."""

import re

import pytest

from core.words import day, days_of
from guides.models import GuidePage
from tests.home.dates_said import CHECKED, REVIEWED, checked_after_it_was_reviewed
from training.models import CoursePage, SessionPage

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]


def test_no_guide_of_the_demo_was_read_again_before_its_law_was_checked(demo, crawl):
    pages = {guide.url: crawl[guide.url].words for guide in GuidePage.objects.live()}
    assert {url: late for url, words in pages.items() if (late := checked_after_it_was_reviewed(words))} == {}
    # It looks at something: in each language, guides that say both.
    both = [url for url, words in pages.items() if REVIEWED.search(words) and CHECKED.search(words)]
    assert {url.split("/")[1] for url in both} == {"guides", "de", "en"}


def plain(words):
    """Words whose spaces are all alike, as those of a page that was read."""
    return words.replace("\xa0", " ")


def test_sessions_of_the_demo_name_their_own_days(demo, crawl):
    sessions = list(SessionPage.objects.live().in_source_language())
    apart = [one for one in sessions if (one.days[-1] - one.days[0]).days >= len(one.days)]
    assert apart
    for session in sessions:
        assert plain(days_of(session.days)) in crawl[session.url].words
    for session in apart:
        assert f"du {plain(day(session.days[0]))} au" not in crawl[session.url].words


def test_courses_of_the_demo_promise_no_delay_that_their_form_does_not_keep(demo):
    """Their sessions are open until they begin, and answer at once."""
    for course in CoursePage.objects.live().in_source_language():
        closing = [session.sign_up_closes_at for session in SessionPage.objects.child_of(course)]
        promised = re.search(r"jusqu’à|la veille|jours? ouvrés?", course.access_delay)
        assert (course.slug, bool(promised)) == (course.slug, all(closing))


@pytest.mark.parametrize(
    "words",
    [
        "Relu le 19 octobre 2026. Ce que dit le droit, vérifié le 23 novembre 2026",
        "Relu le 19\xa0octobre\xa02026, articles lus en novembre 2026",
        "Reviewed on 19 October 2026, accessed on 23 November 2026",
    ],
)
def test_law_checked_after_the_page_was_read_again_is_found(words):
    assert len(checked_after_it_was_reviewed(words)) == 1


@pytest.mark.parametrize("words", ["Relu le 23 novembre 2026, vérifié le 23 novembre 2026", "Vérifié le 2 mai 2026"])
def test_dates_that_agree_are_left(words):
    assert checked_after_it_was_reviewed(words) == []
