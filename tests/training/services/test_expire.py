"""What time ends by itself. Offers one by one: test_offers.py."""

import datetime

import pytest

from core.outbox.pauses import pause
from tests.factories.training import sign_up
from tests.training.services.conftest import mails_to, moves_of, now_is
from training.models import SeatLedger, SessionPage, SessionSlot, SignUp
from training.services.expire import expire, sessions_to_look_at

pytestmark = pytest.mark.django_db

START = datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def run(session):
    return expire(session_key=session.translation_key)


def test_sessions_that_time_may_change_are_looked_at(session, other_session):
    found = {}
    for state in ("requested", "waiting", "offered", "confirmed", "cancelled", "lapsed", "declined", "voided"):
        SignUp.objects.all().delete()
        sign_up(session, state)
        found[state] = sessions_to_look_at()
    assert {state for state, keys in found.items() if keys} == {"requested", "waiting", "offered"}
    sign_up(session, "waiting", name="Deux")
    sign_up(other_session, "waiting")
    assert sessions_to_look_at() == {session.translation_key, other_session.translation_key}


def test_what_is_overdue_ends_at_its_second(session, clock):
    offer = sign_up(session, "offered", deadline=NOW + SECOND)
    request = sign_up(session, "requested", name="Deux", deadline=NOW + SECOND)
    assert run(session) == 0
    clock.shift(SECOND)
    assert run(session) == 2
    assert moves_of(offer) == [("offered", "lapsed", "clock", "too_late")]
    assert moves_of(request) == [("requested", "lapsed", "clock", "too_late")]
    assert (mails_to(offer), mails_to(request)) == (["offer_lapsed"], [])


def test_session_begins_at_its_second(session, clock):
    people = [sign_up(session, state, name=state) for state in ("confirmed", "waiting", "requested")]
    clock.move_to(START - SECOND)
    assert run(session) == 0
    clock.move_to(START)
    assert (run(session), [now_is(person) for person in people]) == (2, ["confirmed", "lapsed", "lapsed"])
    assert moves_of(people[1]) == [("waiting", "lapsed", "clock", "session_began")]
    assert run(session) == 0


def test_offer_that_has_not_left_is_ended_when_it_would_be_of_no_use(session, clock):
    silent = [sign_up(session, "offered", name=name) for name in ("Une", "Deux")]
    answered = sign_up(session, "offered", name="Trois", deadline=START - SECOND)
    # Two hours before the evening before.
    clock.move_to(START - datetime.timedelta(hours=17))
    assert run(session) == 0
    clock.shift(SECOND)
    assert run(session) == 2
    assert [moves_of(person) for person in silent] == [[("offered", "lapsed", "clock", "too_late")]] * 2
    assert ([mails_to(person) for person in silent], now_is(answered)) == ([["queue_closed"]] * 2, "offered")


def test_offers_of_a_session_without_a_day_wait(session, clock):
    offer = sign_up(session, "offered")
    SessionSlot.objects.all().delete()
    assert (run(session), now_is(offer)) == (0, "offered")


def test_nothing_ends_and_nothing_is_followed_during_a_pause(session, clock):
    offer = sign_up(session, "offered", deadline=NOW)
    SessionPage.objects.filter(pk=session.pk).update(seats=1)
    pause()
    assert (run(session), now_is(offer), SeatLedger.objects.get(session_key=session.translation_key).capacity) == (
        0,
        "offered",
        2,
    )


def test_free_seats_are_offered_when_the_clock_passes(session, other_session):
    waiting, elsewhere = sign_up(session, "waiting"), sign_up(other_session, "waiting")
    assert (run(session), now_is(waiting), now_is(elsewhere)) == (0, "offered", "waiting")
