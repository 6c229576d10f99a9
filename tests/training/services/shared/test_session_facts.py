"""A session as services read it: its last day, whatever became of its page."""

import copy
import datetime
import uuid

import pytest

from tests.factories.training import SessionPageFactory, make_course, slot
from training.models import SeatLedger, SessionSlot
from training.services.shared.seats import open_ledger
from training.services.shared.session_facts import last_days

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
