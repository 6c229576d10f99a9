"""A session as services read it: its last day, whatever became of its page."""

import copy
import datetime
import uuid

import pytest

from tests.factories.training import SessionPageFactory, make_course, sign_up, slot
from tests.factories.translations import translate
from training.models import SeatLedger, SessionSlot
from training.rules.retention import AFTER_SESSION, rule_for
from training.rules.states import SignUpState
from training.services.shared.errors import SessionGone
from training.services.shared.seats import open_ledger
from training.services.shared.session_facts import availability_now, last_days, session_of

pytestmark = pytest.mark.django_db

FIRST, LAST = datetime.date(2027, 1, 12), datetime.date(2027, 1, 14)


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return SessionPageFactory(parent=make_course(), slots=[slot(LAST), slot(FIRST)])


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


def test_last_day_of_a_session_is_the_last_of_its_half_days(session):
    assert type(session).objects.get().last_day == LAST


def test_last_day_of_a_session_without_half_days_is_unknown(session):
    SessionSlot.objects.all().delete()
    assert type(session).objects.get().last_day is None


def test_last_day_is_that_of_the_page_or_what_was_told_the_later(session):
    key = session.translation_key
    assert last_days([key]) == {key: LAST}
    open_ledger(key)
    SessionSlot.objects.update(day=datetime.date(2026, 1, 12))
    assert last_days([key]) == {key: LAST}
    SessionSlot.objects.update(day=datetime.date(2028, 1, 12))
    assert last_days([key]) == {key: datetime.date(2028, 1, 12)}


def test_last_day_of_a_session_without_page_is_what_was_told(session):
    key = session.translation_key
    open_ledger(key)
    session.delete()
    assert last_days([key, uuid.uuid4()]) == {key: LAST}
    SeatLedger.objects.update(told={})
    assert last_days([key]) == {}


def test_periods_counted_from_the_session_are_those_of_people_and_of_their_needs(settings):
    assert {*map(rule_for, SignUpState), "access_needs"} == set(AFTER_SESSION)
    assert set(AFTER_SESSION) <= set(settings.RETENTION_DAYS)


def test_session_is_the_page_that_holds_the_facts(session):
    translate(session, "de")
    assert session_of(session.translation_key) == session


def test_session_without_a_page_is_gone(db):
    with pytest.raises(SessionGone):
        session_of(uuid.uuid4())


def test_availability_is_that_of_the_locked_seats(session):
    ledger = open_ledger(session.translation_key)
    # What is not saved yet counts: it is read from the ledger, and not from the page.
    ledger.capacity = 5
    for name, state in [("Une", "confirmed"), ("Deux", "offered"), ("Trois", "waiting"), ("Quatre", "requested")]:
        sign_up(session, state, name=name)
    sign_up(SessionPageFactory(parent=make_course(), slots=[slot(LAST)]), "confirmed", name="Ailleurs")
    found = availability_now(session, ledger, datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC))
    assert (found.status, found.capacity, found.taken, found.waiting, found.left) == ("queue", 5, 2, 1, 0)
