"""Answers to an offer, where others move at the same time or another seat is at stake. The rest: test_offers.py."""

import datetime

import pytest

from tests.factories.training import sign_up
from tests.training.services.conftest import mails_to, moves_of, now_is
from training.models import SignUp
from training.services import answer_offer
from training.services.answer_offer import accept_offer, decline_offer

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)


def accept(person):
    return accept_offer(session_key=person.session_key, public_id=person.public_id)


def decline(person):
    return decline_offer(session_key=person.session_key, public_id=person.public_id)


def test_answer_sees_what_happened_while_it_waited_for_its_turn(session, monkeypatch):
    person = sign_up(session, "offered")
    lock_seats = answer_offer.lock_seats

    def after_somebody_else(*keys):
        SignUp.objects.filter(pk=person.pk).update(state="lapsed")
        return lock_seats(*keys)

    monkeypatch.setattr(answer_offer, "lock_seats", after_somebody_else)
    assert (accept(person).state, mails_to(person)) == ("lapsed", [])


def test_seat_accepted_is_counted_in_its_own_session(session, other_session):
    former = sign_up(other_session, "confirmed")
    person = sign_up(session, "offered", replaces=former)
    accept(person)
    assert list(person.transitions.values_list("occupied", "capacity")) == [(1, 2)]
    assert list(former.transitions.values_list("occupied", "capacity")) == [(0, 1)]


def test_overdue_offer_goes_to_the_queue_of_its_own_session(session, other_session):
    person = sign_up(session, "offered", replaces=sign_up(other_session, "confirmed"), deadline=NOW)
    sign_up(session, "confirmed", name="Deux")
    waiting, elsewhere = sign_up(session, "waiting", name="Trois"), sign_up(other_session, "waiting", name="Quatre")
    assert (accept(person).state, now_is(waiting), now_is(elsewhere)) == ("lapsed", "offered", "waiting")
    assert list(person.transitions.values_list("occupied", "capacity")) == [(1, 2)]


def test_offer_is_declined_once_and_its_sign_up_given_back(session):
    person = sign_up(session, "offered")
    assert [decline(person).state, decline(person).state] == ["declined", "declined"]
    assert moves_of(person) == [("offered", "declined", "participant", "declined")]
    assert mails_to(person) == ["offer_declined"]


@pytest.mark.parametrize("state", ["requested", "waiting", "confirmed", "cancelled", "lapsed", "voided"])
def test_what_is_not_offered_is_neither_accepted_nor_declined(session, state):
    person = sign_up(session, state)
    assert (accept(person).state, decline(person).state, person.transitions.count()) == (state, state, 0)
