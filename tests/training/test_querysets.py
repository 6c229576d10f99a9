"""Which sessions and courses answer a question, in which language and in which order."""

import copy
from datetime import date

import pytest
import time_machine
from wagtail.models import Locale, PageViewRestriction

from tests.factories.charter import CommitmentFactory
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, slot
from tests.factories.translations import translate
from training.models import CoursePage, SessionPage
from training.models.listing import in_language

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_course(shared_home):
    return make_course()


@pytest.fixture
def course(shared_course, db):
    return copy.deepcopy(shared_course)


def session_on(course, *days, start="09:00", end="12:30", **kwargs):
    return SessionPageFactory(parent=course, slots=[slot(date(2027, 1, day), start, end) for day in days], **kwargs)


def on(day):
    return time_machine.travel(f"2027-01-{day:02} 12:00+01:00", tick=False)


def test_agenda_parts_sessions_that_are_over_from_those_under_way(course):
    over, under_way, to_come = session_on(course, 10), session_on(course, 11, 13), session_on(course, 14)
    with on(12):
        agenda = SessionPage.objects.agenda()
        assert (list(agenda.upcoming()), list(agenda.past())) == ([under_way, to_come], [over])


@pytest.mark.parametrize(("now", "upcoming", "past"), [("12:29:59", 1, 0), ("12:30:00", 0, 1), ("23:59:59", 0, 1)])
def test_agenda_turns_its_page_when_the_last_half_day_ends(course, now, upcoming, past):
    slots = [slot(date(2027, 1, 12)), slot(date(2027, 1, 11), "14:00", "17:00")]
    SessionPageFactory(parent=course, slots=slots)
    with time_machine.travel(f"2027-01-12 {now}+01:00", tick=False):
        agenda = SessionPage.objects.agenda()
        assert (agenda.upcoming().count(), agenda.past().count()) == (upcoming, past)
        assert [session.is_past for session in agenda] == [bool(past)]


def test_agenda_of_the_team_keeps_sessions_without_a_day(course):
    without, over = session_on(course, 13), session_on(course, 10)
    without.slots.all().delete()
    with on(12):
        assert list(SessionPage.objects.with_days().not_over()) == [without]
        assert list(SessionPage.objects.with_days().past()) == [over]


def test_agenda_puts_the_nearest_first_and_the_latest_past_first(course):
    days = {day: session_on(course, day) for day in (14, 4, 20, 2)}
    with on(12):
        agenda = SessionPage.objects.agenda()
        assert list(agenda.upcoming()) == [days[14], days[20]]
        assert list(agenda.past()) == [days[4], days[2]]


def test_agenda_puts_two_sessions_of_a_day_in_the_order_they_begin(course):
    slots = [slot(date(2027, 1, 14), "14:00", "17:00"), slot(date(2027, 1, 15), "08:00", "12:00")]
    afternoon = SessionPageFactory(parent=course, slots=slots)
    morning = session_on(course, 14, start="10:00")
    with on(12):
        assert list(SessionPage.objects.agenda().upcoming()) == [morning, afternoon]


def test_agenda_counts_a_session_of_several_slots_once(course):
    session_on(course, 13, 14, 15)
    with on(12):
        assert SessionPage.objects.agenda().upcoming().count() == 1


def test_agenda_keeps_cancelled_sessions_and_leaves_out_drafts_and_private_ones(course):
    cancelled = session_on(course, 14)
    SessionCancellationFactory(session_key=cancelled.translation_key)
    session_on(course, 14, live=False)
    private = session_on(course, 14)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    with on(12):
        assert list(SessionPage.objects.agenda().upcoming()) == [cancelled]


def test_agenda_reads_the_days_of_the_source(course):
    source = session_on(course, 14)
    translate(source, slots=[slot(date(2020, 5, 5))])
    with on(12):
        agenda = SessionPage.objects.agenda()
        assert (list(agenda.upcoming()), list(agenda.past())) == ([source], [])


def test_sessions_in_language_show_a_translation_where_there_is_one(course):
    translated, only_french, draft = (session_on(course, day) for day in (14, 15, 16))
    german = translate(translated, title="Sitzung", city="Mars")
    translate(draft, live=False)
    with on(12):
        shown = in_language(SessionPage.objects.agenda().upcoming(), german.locale)
    assert shown == [german, only_french, draft]
    assert [page.facts for page in shown] == [translated, only_french, draft]
    assert [page.facts.city for page in shown] == ["Metz"] * 3


def test_sessions_in_language_know_their_course_and_cancellation(course):
    session, other = session_on(course, 14), session_on(make_course(), 15)
    german = translate(session)
    cancellation = SessionCancellationFactory(session_key=session.translation_key)
    with on(12):
        shown = in_language(SessionPage.objects.agenda().upcoming(), german.locale)
    assert [page.cancellation for page in shown] == [cancellation, None]
    assert [page.course for page in shown] == [german.get_parent().specific, other.get_parent().specific]


def test_sessions_in_language_are_ready_to_show_without_another_query(course, django_assert_num_queries):
    for day in (14, 15, 16):
        translate(session_on(course, day, 20))
    german = Locale.objects.get(language_code="de")
    with on(12):
        shown = in_language(SessionPage.objects.agenda().upcoming(), german)
        with django_assert_num_queries(0):
            seen = [
                (s.course.title, s.is_cancelled, s.is_past, s.starts_at, s.last_day, s.facts.location) for s in shown
            ]
    assert len(seen) == 3


def test_sessions_in_language_cost_the_same_however_many(course, django_assert_num_queries):
    translate(session_on(course, 14))
    german = Locale.objects.get(language_code="de")
    with on(12):
        for _ in range(2):
            with django_assert_num_queries(8):
                in_language(SessionPage.objects.agenda().upcoming(), german)
            translate(session_on(make_course(), 15, 16))


def test_sessions_in_language_of_nothing_is_empty(course):
    assert in_language(SessionPage.objects.agenda(), Locale.get_default()) == []


def test_sessions_of_courses_are_theirs_only(course):
    other, third = make_course(), make_course()
    mine, theirs = session_on(course, 14), session_on(other, 15)
    session_on(third, 16)
    courses = CoursePage.objects.filter(pk__in=[course.pk, other.pk])
    assert list(SessionPage.objects.agenda().of_courses(courses).order_by("pk")) == [mine, theirs]
    assert list(SessionPage.objects.agenda().of_courses(CoursePage.objects.none())) == []


def test_courses_serving_read_the_commitments_of_the_source(site_root):
    seventh, eighth = CommitmentFactory(number=7), CommitmentFactory(number=8)
    second = make_course(title="B", many_to_many={"commitments": [seventh, eighth]})
    first = make_course(title="A", many_to_many={"commitments": [seventh]})
    make_course(title="C", live=False, many_to_many={"commitments": [seventh]})
    german = translate(first, title="Kurs", commitments=[eighth])
    assert list(CoursePage.objects.serving([7, 8], Locale.get_default())) == [first, second]
    assert list(CoursePage.objects.serving([7], german.locale)) == [german, second]
    assert list(CoursePage.objects.serving([8], german.locale)) == [second]
