import datetime

import pytest

from core.outbox.pauses import pause
from tests.factories.training import sign_up
from training.models import SeatLedger, SessionSlot, SignUp
from training.services.shared.start_clock import is_overdue, put_off_deadlines, start_offer_clock, start_request_clock

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def deadline_of(person):
    return SignUp.objects.get(pk=person.pk).deadline


def people(session):
    states = ["requested", "waiting", "offered", "confirmed", "cancelled", "lapsed"]
    return {state: sign_up(session, state, name=f"Personne {state}") for state in states}


def test_clock_of_a_request_runs_for_those_who_have_to_confirm(session):
    everybody = people(session)
    for person in everybody.values():
        start_request_clock(person, NOW)
    running = {state: deadline_of(person) for state, person in everybody.items() if deadline_of(person)}
    assert running == {"requested": NOW + 72 * HOUR}
    start_request_clock(everybody["requested"], NOW + HOUR)
    assert deadline_of(everybody["requested"]) == NOW + 72 * HOUR


def test_clock_of_an_offer_runs_for_those_who_have_one(session):
    everybody = people(session)
    for person in everybody.values():
        start_offer_clock(person, NOW)
    running = {state: deadline_of(person) for state, person in everybody.items() if deadline_of(person)}
    assert running == {"offered": NOW + 48 * HOUR}
    start_offer_clock(everybody["offered"], NOW + HOUR)
    assert deadline_of(everybody["offered"]) == NOW + 48 * HOUR


def test_offer_that_leaves_too_late_is_over_at_once(session):
    person = sign_up(session, "offered")
    evening_before = datetime.datetime(2027, 1, 11, 19, 0, tzinfo=datetime.UTC)
    start_offer_clock(person, evening_before)
    assert deadline_of(person) == evening_before


def test_offer_for_a_session_without_a_day_is_over_at_once(session):
    person = sign_up(session, "offered")
    SessionSlot.objects.all().delete()
    start_offer_clock(person, NOW)
    assert deadline_of(person) == NOW


def test_time_is_over_at_the_deadline_and_never_during_a_pause(session):
    person = sign_up(session, "offered", deadline=NOW)
    moments = [NOW - datetime.timedelta(seconds=1), NOW, NOW + HOUR]
    assert [is_overdue(person, moment) for moment in moments] == [False, True, True]
    assert is_overdue(sign_up(session, "offered", name="Deux"), NOW) is False
    pause()
    assert [is_overdue(person, moment) for moment in moments] == [False] * 3


def test_pause_gives_its_time_back_to_those_who_have_to_answer(session, other_session):
    with_clock = [
        sign_up(session, "requested", deadline=NOW),
        sign_up(session, "offered", name="Deux", deadline=NOW),
        sign_up(other_session, "requested", deadline=NOW),
    ]
    without_clock = sign_up(session, "offered", name="Sans échéance")
    before = dict(SeatLedger.objects.values_list("session_key", "version"))
    assert put_off_deadlines(2 * HOUR) == 3
    assert [deadline_of(person) for person in with_clock] == [NOW + 2 * HOUR] * 3
    assert deadline_of(without_clock) is None
    # Both sessions are locked, as by any operation.
    after = dict(SeatLedger.objects.values_list("session_key", "version"))
    assert {key for key in after if after[key] > before[key]} == {
        session.translation_key,
        other_session.translation_key,
    }
