import datetime

import pytest

from core.models import OutboxMail
from tests.factories.training import sign_up
from tests.training.services.conftest import mails_to, moves_of, now_is
from training.services.cancel_sign_up import cancel_sign_up
from training.services.shared.errors import NotOpen

pytestmark = pytest.mark.django_db

START = datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC)


def cancel(person, **options):
    return cancel_sign_up(session_key=person.session_key, public_id=person.public_id, **options)


def told_to(person):
    """What the mail of the withdrawal knows."""
    context = OutboxMail.objects.get(about=person.public_id, kind="withdrawn").context
    return context["had_entry"], context["by_team"]


def test_whatever_is_active_can_be_withdrawn_and_is_told(session):
    told = {}
    for state in ("requested", "waiting", "offered", "confirmed"):
        person = sign_up(session, state, name=f"Personne {state}")
        assert cancel(person).state == now_is(person) == "cancelled"
        assert moves_of(person) == [(state, "cancelled", "participant", "withdrawn")]
        told[state] = told_to(person)
    assert told == {
        "requested": (False, False),
        "waiting": (False, False),
        "offered": (False, False),
        "confirmed": (True, False),
    }


def test_team_withdraws_somebody(session, user):
    person = sign_up(session, "confirmed")
    cancel(person, user=user)
    assert moves_of(person) == [("confirmed", "cancelled", "team", "withdrawn_by_team")]
    assert (person.transitions.get().user, told_to(person)) == (user, (True, True))


def test_withdrawn_twice_is_withdrawn_once(session):
    person = sign_up(session, "confirmed")
    assert [cancel(person).state, cancel(person).state] == ["cancelled", "cancelled"]
    assert (mails_to(person), person.transitions.count()) == (["withdrawn"], 1)


@pytest.mark.parametrize("state", ["declined", "lapsed", "voided"])
def test_what_is_over_stays_as_it_ended(session, state):
    person = sign_up(session, state)
    assert (cancel(person).state, mails_to(person)) == (state, [])


@pytest.mark.parametrize(("state", "following"), [("offered", "offered"), ("requested", "waiting")])
def test_seat_that_was_held_goes_to_the_queue(session, state, following):
    sign_up(session, "confirmed", name="Une")
    person = sign_up(session, state, name="Deux")
    waiting = sign_up(session, "waiting", name="Trois")
    cancel(person)
    assert now_is(waiting) == following


def test_only_the_team_withdraws_once_the_session_has_begun(session, clock, user):
    person, other = (sign_up(session, "confirmed", name=name) for name in ("Une", "Deux"))
    clock.move_to(START - datetime.timedelta(seconds=1))
    assert cancel(other).state == "cancelled"
    clock.move_to(START)
    with pytest.raises(NotOpen):
        cancel(person)
    assert now_is(person) == "confirmed"
    assert cancel(person, user=user).state == "cancelled"
