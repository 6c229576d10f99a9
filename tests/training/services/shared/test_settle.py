"""Why the next in line is served, or not. How seats are offered: test_offers.py."""

import datetime

import pytest

from core.outbox.pauses import pause
from tests.factories.training import SessionCancellationFactory, sign_up
from tests.training.services.conftest import mails_to, now_is
from training.models import SeatLedger, SessionSlot
from training.services.shared.seats import open_ledger
from training.services.shared.settle import Stop, obstacle, settle, why_not_served

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)
#: A day before the session begins.
TOO_LATE = datetime.datetime(2027, 1, 11, 8, 0, tzinfo=datetime.UTC)


@pytest.fixture
def ledger(session):
    return open_ledger(session.translation_key)


def test_last_seat_is_offered_and_no_more(session, ledger):
    sign_up(session, "confirmed", name="Une")
    people = [sign_up(session, "waiting", name=name) for name in ("Deux", "Trois")]
    assert obstacle(ledger, NOW) is None
    assert settle(ledger, now=NOW) == Stop.FULL
    assert ([now_is(person) for person in people], mails_to(people[0])) == (["offered", "waiting"], ["offer"])
    assert obstacle(ledger, NOW) == Stop.FULL


def test_queue_that_is_served_to_the_end_says_so(session, ledger):
    person = sign_up(session, "waiting")
    assert (settle(ledger, now=NOW), now_is(person)) == (Stop.NOBODY_WAITS, "offered")


def test_seats_are_offered_until_a_day_before(session, ledger):
    moments = [TOO_LATE - datetime.timedelta(seconds=1), TOO_LATE]
    assert [obstacle(ledger, moment) for moment in moments] == [None, Stop.TOO_LATE]


def test_seats_are_not_offered_when_nobody_could_answer(session, ledger, settings):
    # Offers end six hours before the session, at three in the morning; the last office hour is long over then.
    settings.SIGN_UP_OFFERS_UNTIL_HOURS = 6
    assert obstacle(ledger, datetime.datetime(2027, 1, 11, 16, 0, tzinfo=datetime.UTC)) == Stop.TOO_LATE


def test_seats_of_a_session_without_a_day_are_not_offered(session, ledger):
    SessionSlot.objects.all().delete()
    assert obstacle(ledger, NOW) == Stop.TOO_LATE


def test_obstacles_are_told_the_strongest_first(session, ledger):
    pause()
    assert obstacle(ledger, NOW) == Stop.PAUSED
    assert obstacle(ledger, TOO_LATE) == Stop.TOO_LATE
    SessionCancellationFactory(session_key=session.translation_key)
    assert obstacle(ledger, TOO_LATE) == Stop.CANCELLED
    full = SeatLedger(session_key=session.translation_key, capacity=0)
    assert obstacle(full, TOO_LATE) == Stop.FULL


def test_team_reads_why_nobody_is_served(session, ledger):
    key = session.translation_key
    assert [why_not_served(key, None, NOW), why_not_served(key, ledger, NOW)] == [Stop.NOBODY_WAITS] * 2
    person = sign_up(session, "waiting")
    assert why_not_served(key, None, NOW) == Stop.NOBODY_WAITS
    assert (why_not_served(key, ledger, NOW), why_not_served(key, ledger, TOO_LATE)) == (None, Stop.TOO_LATE)
    assert now_is(person) == "waiting"


def test_queue_of_another_session_is_another_queue(session, other_session, ledger):
    sign_up(other_session, "waiting")
    assert why_not_served(session.translation_key, ledger, NOW) == Stop.NOBODY_WAITS
    assert settle(ledger, now=NOW) == Stop.NOBODY_WAITS
