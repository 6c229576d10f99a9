import copy
import datetime
import uuid

import pytest

from tests.factories.training import SessionPageFactory, make_course, slot
from training.models import SeatLedger, SessionSlot
from training.retention import kept_until, last_days, rule_for
from training.services.seats import open_ledger
from training.states import SignUpState

pytestmark = pytest.mark.django_db

FIRST, LAST = datetime.date(2027, 1, 12), datetime.date(2027, 1, 14)


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return SessionPageFactory(parent=make_course(), slots=[slot(LAST), slot(FIRST)])


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


@pytest.mark.parametrize(
    ("rule", "until"),
    [
        ("confirmed", datetime.date(2027, 7, 13)),
        ("not_confirmed", datetime.date(2027, 4, 14)),
        ("access_needs", datetime.date(2027, 1, 29)),
    ],
)
def test_kept_until_counts_from_the_last_day(session, rule, until):
    assert kept_until(session, rule) == until


def test_kept_until_follows_the_settings(session, settings):
    settings.RETENTION_DAYS = {**settings.RETENTION_DAYS, "confirmed": 1}
    assert kept_until(session, "confirmed") == datetime.date(2027, 1, 15)


def test_kept_until_is_unknown_without_a_day(site_root):
    session = SessionPageFactory(parent=make_course())
    SessionSlot.objects.all().delete()
    session = type(session).objects.get()
    assert kept_until(session, "confirmed") is None


def test_only_people_with_a_seat_are_kept_as_participants():
    kept = {state: rule_for(state) for state in SignUpState}
    assert [state for state, rule in kept.items() if rule == "confirmed"] == [SignUpState.CONFIRMED]


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
