import datetime

import pytest

from core.models import OutboxMail
from tests.factories.training import SessionPageFactory, make_course, sign_up, slot
from tests.training.services.conftest import mails_to, now_is
from training.models import SignUp
from training.services.answer_offer import accept_offer
from training.services.cancel_sign_up import cancel_sign_up
from training.services.change_session import change_session
from training.services.shared.errors import AlreadySignedUp, NotOpen, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(session):
    return sign_up(session, "confirmed", calendar_sequence=1)


def change(person, target, **options):
    return change_session(
        public_id=person.public_id,
        session_key=person.session_key,
        to_session_key=target.translation_key,
        **options,
    )


def test_change_to_a_free_seat_leaves_the_first_at_once(session, other_session, person):
    waiting = [sign_up(session, "confirmed", name="Deux"), sign_up(session, "waiting", name="Trois")][1]
    new = change(person, other_session)
    assert (new.state, new.source, now_is(person), now_is(waiting)) == ("confirmed", "transfer", "cancelled", "offered")
    assert (mails_to(new), mails_to(person)) == (["other_session"], [])
    person.refresh_from_db()
    mail = OutboxMail.objects.get(about=new.public_id)
    assert (mail.context["left"], mail.context["left_sequence"]) == (person.pk, 2)


def test_change_to_a_full_session_keeps_the_first_seat_until_the_second_comes(session, other_session, person):
    holder = sign_up(other_session, "confirmed", name="Deux")
    new = change(person, other_session)
    assert (new.state, now_is(person), mails_to(new)) == ("waiting", "confirmed", ["waiting"])
    cancel_sign_up(session_key=holder.session_key, public_id=holder.public_id)
    assert (now_is(new), now_is(person)) == ("offered", "confirmed")
    accept_offer(session_key=new.session_key, public_id=new.public_id)
    assert (now_is(new), now_is(person), mails_to(new)) == (
        "confirmed",
        "cancelled",
        ["waiting", "offer", "other_session"],
    )


def test_second_seat_accepted_after_the_first_session_began_leaves_nothing(session, other_session, person, clock):
    new = sign_up(other_session, "offered", replaces=person)
    clock.move_to(datetime.datetime(2027, 1, 12, 8, 30, tzinfo=datetime.UTC))
    accept_offer(session_key=new.session_key, public_id=new.public_id)
    assert (now_is(new), now_is(person), mails_to(new)) == ("confirmed", "confirmed", ["seat_confirmed"])


def test_change_is_made_one_at_a_time(course, session, other_session, person):
    sign_up(other_session, "confirmed", name="Deux")
    new = change(person, other_session)
    third = SessionPageFactory(parent=course, seats=5, slots=[slot(datetime.date(2027, 2, 2))])
    for one in (person, new):
        with pytest.raises(WrongState):
            change(one, third)
    assert SignUp.objects.of_session(third.translation_key).count() == 0


def test_change_keeps_what_was_said(session, other_session, ask, person):
    request = ask("Ali Benoît", organisation="Mairie fictive", access_needs="Boucle magnétique")
    SignUp.objects.filter(pk=request.pk).update(state="confirmed")
    new = change(request, other_session)
    assert (new.name, new.organisation, new.access_need.text) == ("Ali Benoît", "Mairie fictive", "Boucle magnétique")


def test_change_to_a_session_one_has_signed_up_for_is_refused(session, other_session, person):
    sign_up(other_session, "waiting")
    with pytest.raises(AlreadySignedUp):
        change(person, other_session)
    assert now_is(person) == "confirmed"


@pytest.mark.parametrize("state", ["requested", "cancelled", "lapsed", "declined", "voided"])
def test_change_of_what_is_not_held_is_refused(session, other_session, state):
    with pytest.raises(WrongState):
        change(sign_up(session, state), other_session)


def test_change_to_another_course_or_nowhere_is_refused(site_root, session, person, clock):
    foreign = SessionPageFactory(parent=make_course(), slots=[slot(datetime.date(2027, 2, 2))])
    past = SessionPageFactory(parent=session.get_parent(), slots=[slot(datetime.date(2026, 11, 3))])
    for target in (foreign, past, session):
        with pytest.raises((NotOpen, AlreadySignedUp)):
            change(person, target)
    assert (now_is(person), SignUp.objects.count()) == ("confirmed", 1)


def test_team_moves_somebody(session, other_session, person, user):
    new = change(person, other_session, user=user)
    assert list(new.transitions.values_list("actor", "user", "reason")) == [("team", user.pk, "other_session")]


def test_nobody_changes_out_of_a_session_that_has_begun(session, other_session, person, clock):
    clock.move_to(datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC))
    with pytest.raises(NotOpen):
        change(person, other_session)
    assert (now_is(person), SignUp.objects.count()) == ("confirmed", 1)
    clock.shift(-datetime.timedelta(seconds=1))
    assert (change(person, other_session).state, now_is(person)) == ("confirmed", "cancelled")


@pytest.mark.parametrize("state", ["waiting", "offered", "confirmed"])
def test_whatever_is_held_may_be_left_for_another_session(session, other_session, state):
    former = sign_up(session, state)
    assert (change(former, other_session).state, now_is(former)) == ("confirmed", "cancelled")


@pytest.mark.parametrize("full", ["session", "other_session"])
def test_it_is_the_other_session_that_must_take_sign_ups(request, session, other_session, person, full):
    page = request.getfixturevalue(full)
    type(page).objects.filter(pk=page.pk).update(has_waiting_list=False)
    for name in ("Deux", "Trois"):
        sign_up(page, "confirmed", name=name)
    if full == "session":
        assert change(person, other_session).state == "confirmed"
    else:
        with pytest.raises(NotOpen):
            change(person, other_session)
