"""Courses and sessions on the pages of commitments and guides."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from tests.factories.charter import CommitmentFactory
from tests.factories.core import AudienceFactory
from tests.factories.training import SessionPageFactory, make_course, sign_up, slot
from tests.factories.translations import translate
from training.models import SeatLedger, SessionCancellation
from training.templatetags.training_tags import COURSES_SHOWN, courses_serving, next_session_serving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_twelfth():
    with time_machine.travel("2027-01-12 12:00+01:00", tick=False):
        yield


def course_serving(*numbers, audiences=(), **kwargs):
    lists = {"commitments": [CommitmentFactory(number=number) for number in numbers], "audiences": audiences}
    return make_course(many_to_many=lists, **kwargs)


def session_on(course, day):
    return SessionPageFactory(parent=course, slots=[slot(date(2027, 1, day))])


def test_courses_serving_speak_the_active_language(site_root):
    course, _other = course_serving(7), course_serving(8)
    german = translate(course)
    assert courses_serving([7]) == [course]
    with translation.override("de"):
        assert courses_serving([7]) == [german]


def test_courses_serving_are_a_handful(site_root):
    for _ in range(COURSES_SHOWN + 1):
        course_serving(7)
    assert len(courses_serving([7])) == COURSES_SHOWN


def test_next_session_serving_is_the_nearest_to_come(site_root):
    seventh, eighth, ninth = course_serving(7), course_serving(8), course_serving(9)
    session_on(seventh, 2)
    session_on(seventh, 20)
    nearest = session_on(eighth, 15)
    session_on(ninth, 14)
    assert next_session_serving([7, 8]) == nearest


def test_next_session_serving_speaks_the_active_language(site_root):
    session = session_on(course_serving(7), 14)
    german = translate(session)
    with translation.override("de"):
        assert next_session_serving([7]) == german
    with translation.override("en"):
        assert next_session_serving([7]) == session


def test_next_session_serving_has_places_left(site_root):
    full, open_ = session_on(course_serving(7, 8), 14), session_on(course_serving(7), 20)
    assert next_session_serving([7, 8]) == full
    sign_up(full)
    SeatLedger.objects.update(capacity=1)
    assert next_session_serving([7, 8]) == open_


def test_next_session_serving_is_for_the_same_people(site_root):
    buyers, companies = AudienceFactory(), AudienceFactory()
    session_on(course_serving(7, 8, audiences=[companies]), 14)
    theirs = session_on(course_serving(7, audiences=[buyers, companies]), 20)
    assert next_session_serving([7, 8], [buyers]) == theirs


def test_next_session_serving_shares_most_commitments_whomever_it_is_for(site_root):
    buyers = AudienceFactory()
    session_on(course_serving(7, audiences=[buyers, AudienceFactory()]), 14)
    most = session_on(course_serving(7, 8, audiences=[buyers]), 20)
    assert next_session_serving([7, 8], [buyers]) == most


def test_next_session_serving_is_not_cancelled(site_root):
    session = session_on(course_serving(7), 14)
    SessionCancellation.objects.create(session_key=session.translation_key)
    assert next_session_serving([7]) is None


@pytest.mark.parametrize("numbers", [[], [8]])
def test_next_session_serving_nothing_is_none(site_root, numbers):
    session_on(course_serving(7), 14)
    assert next_session_serving(numbers) is None
