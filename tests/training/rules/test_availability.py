import copy
import datetime

import pytest
import time_machine

from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, sign_up, slot
from training.models import SessionPage
from training.rules.availability import Availability, Status

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return SessionPageFactory(parent=make_course(), seats=2, slots=[slot(datetime.date(2027, 1, 12))])


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


def availability_of(session, **changes):
    SessionPage.objects.filter(pk=session.pk).update(**changes)
    return SessionPage.objects.get(pk=session.pk).availability


def fill(session, *states):
    for number, state in enumerate(states):
        sign_up(session, state, name=f"Personne {'ABCDEF'[number]}")


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], ("open", 2, 0, 0)),
        (["requested"], ("open", 2, 0, 0)),
        (["confirmed", "cancelled"], ("open", 1, 1, 0)),
        (["confirmed", "offered"], ("queue", 0, 2, 0)),
        (["confirmed", "waiting"], ("queue", 0, 1, 1)),
        (["confirmed", "confirmed", "confirmed"], ("queue", 0, 3, 0)),
    ],
)
def test_seats_left_are_those_the_next_person_gets(session, states, expected):
    fill(session, *states)
    found = availability_of(session)
    assert (found.status, found.left, found.taken, found.waiting) == expected


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"sign_up_opens_at": NOW + datetime.timedelta(minutes=1)}, "opens_later"),
        ({"sign_up_opens_at": NOW}, "open"),
        ({"sign_up_closes_at": NOW + datetime.timedelta(minutes=1)}, "open"),
        ({"sign_up_closes_at": NOW}, "closed"),
        ({"live": False}, "closed"),
    ],
)
def test_status_follows_the_time_of_sign_up(session, changes, status):
    assert availability_of(session, **changes).status == status


def test_full_session_without_a_queue_is_full(session):
    fill(session, "confirmed", "confirmed")
    found = availability_of(session, has_waiting_list=False)
    assert (found.status, found.takes_sign_ups) == ("full", False)


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (datetime.datetime(2027, 1, 11, 7, 59, tzinfo=datetime.UTC), "queue"),
        (datetime.datetime(2027, 1, 11, 8, 0, tzinfo=datetime.UTC), "full"),
        (datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC), "closed"),
        (datetime.datetime(2027, 1, 12, 11, 30, tzinfo=datetime.UTC), "past"),
    ],
)
def test_full_session_changes_as_its_day_comes(session, moment, status):
    fill(session, "confirmed", "confirmed")
    with time_machine.travel(moment, tick=False):
        assert availability_of(session).status == status


def test_cancelled_session_is_that_first_of_all(session):
    SessionCancellationFactory(session_key=session.translation_key)
    assert availability_of(session, sign_up_closes_at=NOW).status == "cancelled"


@pytest.mark.parametrize(
    ("taken", "waiting", "left", "is_over"),
    [(0, 0, 2, False), (1, 0, 1, False), (2, 0, 0, False), (3, 0, 0, True), (0, 1, 0, False)],
)
def test_seats_left_are_never_less_than_none(taken, waiting, left, is_over):
    found = Availability(Status.OPEN, capacity=2, taken=taken, waiting=waiting)
    assert (found.left, found.is_over_capacity) == (left, is_over)


def test_form_may_be_filled_in_while_there_are_seats_or_a_queue():
    takes = [status for status in Status if Availability(status, capacity=2, taken=0, waiting=0).takes_sign_ups]
    assert takes == ["open", "queue"]
