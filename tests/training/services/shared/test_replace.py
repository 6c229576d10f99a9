import datetime

import pytest

from tests.factories.training import sign_up
from tests.training.services.conftest import mails_to, moves_of, now_is
from training.models import SessionSlot
from training.services.shared.replace import has_begun, keys_to_lock, leave_replaced
from training.services.shared.seats import lock_seats

pytestmark = pytest.mark.django_db

START = datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC)


def leave(new):
    return leave_replaced(new, lock_seats(*keys_to_lock(new))[1:])


def test_both_sessions_are_locked_that_of_the_new_seat_first(session, other_session):
    former = sign_up(session)
    new = sign_up(other_session, replaces=former)
    assert keys_to_lock(new) == [other_session.translation_key, session.translation_key]
    assert keys_to_lock(former) == [session.translation_key]


def test_session_has_begun_from_its_first_minute_on(session, clock):
    person = sign_up(session)
    clock.move_to(START - datetime.timedelta(seconds=1))
    assert has_begun(person) is False
    clock.move_to(START)
    assert has_begun(person) is True
    SessionSlot.objects.all().delete()
    assert has_begun(person) is False


def test_seat_that_is_left_goes_to_the_queue_and_its_calendar_has_another_version(session, other_session):
    former = sign_up(session, calendar_sequence=4)
    sign_up(session, name="Deux")
    waiting = sign_up(session, "waiting", name="Trois")
    assert leave(sign_up(other_session, replaces=former)) == former
    former.refresh_from_db()
    assert (former.state, former.calendar_sequence, now_is(waiting)) == ("cancelled", 5, "offered")
    assert (moves_of(former), mails_to(former)) == ([("confirmed", "cancelled", "participant", "other_session")], [])


@pytest.mark.parametrize("state", ["waiting", "offered"])
def test_place_that_was_no_seat_yet_is_left_without_a_word(session, other_session, state):
    former = sign_up(session, state)
    assert (leave(sign_up(other_session, replaces=former)), now_is(former)) == (None, "cancelled")


def test_nothing_is_left_when_nothing_is_replaced_or_it_is_over(session, other_session):
    former = sign_up(session, "cancelled")
    assert leave(sign_up(other_session, replaces=former)) is None
    assert leave(sign_up(other_session, name="Deux")) is None


def test_nobody_leaves_a_session_that_has_begun(session, other_session, clock):
    former = sign_up(session)
    clock.move_to(START)
    assert (leave(sign_up(other_session, replaces=former)), now_is(former)) == (None, "confirmed")
