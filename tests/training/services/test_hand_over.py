import datetime

import pytest

from core.models import OutboxMail
from tests.factories.training import sign_up
from tests.training.services.conftest import mails_to, moves_of, now_is
from training.models import SignUp
from training.services.hand_over import hand_over
from training.services.shared.errors import AlreadySignedUp, NotOpen, TooManyMails, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def giver(session):
    return sign_up(session, "confirmed", organisation="Mairie fictive", department="57")


def give(giver, name="Ali Benoît", email="ali.benoit@mairie-fictive.example", **options):
    return hand_over(session_key=giver.session_key, public_id=giver.public_id, name=name, email=email, **options)


def test_seat_handed_over_has_one_holder_and_leaves_the_queue_alone(session, giver):
    waiting = [sign_up(session, "confirmed", name="Deux"), sign_up(session, "waiting", name="Trois")][1]
    receiver = give(giver)
    assert (receiver.state, receiver.organisation, receiver.department) == ("confirmed", "Mairie fictive", "57")
    assert (now_is(giver), now_is(waiting)) == ("cancelled", "waiting")
    assert (mails_to(giver), mails_to(receiver)) == (["handed_over"], ["seat_received"])
    assert moves_of(giver) == [("confirmed", "cancelled", "participant", "handed_over")]
    assert OutboxMail.objects.get(kind="seat_received").recipient == "ali.benoit@mairie-fictive.example"


def test_seat_handed_over_in_a_session_over_capacity_stays_one_seat(session, giver):
    others = [sign_up(session, "confirmed", name=name) for name in ("Deux", "Trois")]
    give(giver)
    assert SignUp.objects.occupying().count() == 1 + len(others)


def test_colleague_who_waits_gets_the_seat_and_leaves_the_queue(session, giver):
    waiting = sign_up(session, "waiting", name="Ali Benoît", email="ali.benoit@mairie-fictive.example")
    receiver = give(giver)
    assert (now_is(waiting), receiver.state, receiver.pk == waiting.pk) == ("cancelled", "confirmed", False)


@pytest.mark.parametrize("state", ["confirmed", "offered"])
def test_colleague_with_a_seat_needs_none(session, giver, state):
    sign_up(session, state, name="Ali Benoît", email="ali.benoit@mairie-fictive.example")
    with pytest.raises(AlreadySignedUp):
        give(giver)
    assert now_is(giver) == "confirmed"


def test_nobody_gives_a_seat_to_themselves(giver):
    with pytest.raises(AlreadySignedUp):
        give(giver, giver.name, giver.email)


@pytest.mark.parametrize("state", ["requested", "waiting", "offered", "cancelled"])
def test_only_a_confirmed_seat_is_given(session, state):
    with pytest.raises(WrongState):
        give(sign_up(session, state))


def test_no_seat_is_given_once_the_session_has_begun(giver, clock):
    clock.move_to(datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC))
    with pytest.raises(NotOpen):
        give(giver)


def test_mailbox_receives_no_more_seats_than_its_daily_limit(session, giver, settings):
    settings.SIGN_UP_MAILS_A_DAY = 1
    receiver = give(giver)
    with pytest.raises(TooManyMails):
        give(receiver, "Une Autre", "ali.benoit@mairie-fictive.example")
    assert now_is(receiver) == "confirmed"


def test_team_hands_over_for_somebody(giver, user):
    receiver = give(giver, user=user)
    for person in (giver, receiver):
        assert list(person.transitions.values_list("actor", "user", "reason")) == [("team", user.pk, "handed_over")]
    assert (receiver.source, receiver.language) == ("hand_over", giver.language)


def test_both_mails_name_the_other(giver):
    receiver = give(giver)
    contexts = dict(OutboxMail.objects.values_list("kind", "context"))
    assert contexts["seat_received"]["giver"] == giver.pk
    assert (contexts["handed_over"]["receiver"], contexts["handed_over"]["had_entry"]) == (receiver.pk, True)


def test_seat_is_given_up_to_the_last_second(giver, clock):
    clock.move_to(datetime.datetime(2027, 1, 12, 7, 59, 59, tzinfo=datetime.UTC))
    assert give(giver).state == "confirmed"


def test_colleague_who_asked_is_journalled_as_having_received(session, giver, user):
    known = sign_up(session, "requested", name="Ali Benoît", email="ali.benoit@mairie-fictive.example")
    give(giver, user=user)
    assert moves_of(known) == [("requested", "cancelled", "team", "handed_over")]
    assert known.transitions.get().user == user


def test_colleague_of_another_session_or_gone_gets_the_seat(session, other_session, giver):
    details = {"name": "Ali Benoît", "email": "ali.benoit@mairie-fictive.example"}
    elsewhere, gone = sign_up(other_session, "confirmed", **details), sign_up(session, "cancelled", **details)
    assert give(giver).state == "confirmed"
    assert (now_is(elsewhere), now_is(gone)) == ("confirmed", "cancelled")
