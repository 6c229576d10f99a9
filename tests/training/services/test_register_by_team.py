import datetime

import pytest

from core.models import OutboxMail
from tests.factories.training import SessionCancellationFactory, participant, sign_up
from tests.training.services.conftest import mails_to, now_is
from training.models import SignUp, Transition
from training.services import register_by_team as team
from training.services.register_by_team import confirm_by_team, register_by_team
from training.services.shared.errors import AlreadySignedUp, NoSeatLeft, NotOpen, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(session):
    return [sign_up(session, "confirmed", name=name) for name in ("Une", "Deux")]


@pytest.fixture
def register(session, user):
    def fill_in(name="Zoé Lambert", email=None, **options):
        return register_by_team(
            session_key=session.translation_key,
            participant=participant(name, email),
            language="fr",
            user=user,
            **options,
        )

    return fill_in


def confirm(person, user, **options):
    return confirm_by_team(session_key=person.session_key, public_id=person.public_id, user=user, **options)


def test_somebody_who_phoned_gets_a_free_seat(register, user):
    person = register()
    assert (person.state, person.source, mails_to(person)) == ("confirmed", "team", ["seat_confirmed"])
    assert list(Transition.objects.values_list("actor", "user", "reason")) == [("team", user.pk, "registered")]


def test_somebody_without_an_address_is_registered_and_not_written_to(register):
    person = register(email="")
    assert (person.state, person.email, mails_to(person)) == ("confirmed", "", [])
    with pytest.raises(AlreadySignedUp):
        register(email="")


def test_full_session_puts_in_the_queue_or_refuses(full, register):
    assert (register().state, mails_to(SignUp.objects.first())) == ("waiting", ["waiting"])
    with pytest.raises(NoSeatLeft):
        register("Ali Benoît", may_wait=False)


def test_seat_over_capacity_is_recorded(full, register):
    person = register(over_capacity=True)
    recorded = list(Transition.objects.values_list("is_over_capacity", "occupied", "capacity"))
    assert (person.state, recorded) == ("confirmed", [(True, 3, 2)])


def test_free_seat_given_before_the_queue_is_not_over_capacity(session, register):
    sign_up(session, "waiting", name="Une")
    assert (register(over_capacity=True).state, Transition.objects.get().is_over_capacity) == ("confirmed", False)


def test_cancelled_session_registers_nobody(session, register):
    SessionCancellationFactory(session_key=session.translation_key)
    with pytest.raises(NotOpen):
        register()


@pytest.mark.parametrize("state", ["requested", "waiting", "offered"])
def test_team_confirms_before_the_turn(session, user, state):
    person = sign_up(session, state)
    assert (confirm(person, user).state, mails_to(person)) == ("confirmed", ["seat_confirmed"])
    assert confirm(person, user).state == "confirmed"
    assert Transition.objects.count() == 1


def test_team_confirms_over_capacity_only_on_purpose(session, full, user):
    person = sign_up(session, "waiting")
    with pytest.raises(NoSeatLeft):
        confirm(person, user)
    assert now_is(person) == "waiting"
    assert (confirm(person, user, over_capacity=True).state, Transition.objects.get().is_over_capacity) == (
        "confirmed",
        True,
    )


def test_offered_seat_is_not_counted_twice_when_the_team_confirms_it(session, user):
    sign_up(session, "confirmed", name="Une")
    person = sign_up(session, "offered")
    assert (confirm(person, user).state, Transition.objects.get().is_over_capacity) == ("confirmed", False)


@pytest.mark.parametrize("state", ["cancelled", "declined", "lapsed", "voided"])
def test_what_is_over_is_not_confirmed(session, user, state):
    with pytest.raises(WrongState):
        confirm(sign_up(session, state), user)


def test_mails_of_the_team_say_so_and_tell_the_rank(session, full, register):
    person, waiting = register("Une Autre", over_capacity=True), register("Ali Benoît")
    context = {mail.about: mail.context for mail in OutboxMail.objects.all()}
    assert context[person.public_id]["by_team"] is True
    assert (context[waiting.public_id]["rank"], waiting.rank) == (1, 1)


def test_last_free_seat_is_not_over_capacity(session, register):
    sign_up(session, "confirmed", name="Une")
    register(over_capacity=True)
    register("Ali Benoît", over_capacity=True)
    assert list(Transition.objects.order_by("pk").values_list("is_over_capacity", flat=True)) == [False, True]


def test_needs_and_language_of_who_phoned_are_kept(session, user):
    person = register_by_team(
        session_key=session.translation_key,
        participant=participant("Zoé Lambert", access_needs="Rampe"),
        language="de",
        user=user,
    )
    assert (SignUp.objects.get(pk=person.pk).language, person.access_need.text) == ("de", "Rampe")


def test_somebody_of_another_session_or_gone_is_registered(session, other_session, register):
    sign_up(other_session, "confirmed")
    sign_up(session, "cancelled")
    assert register().state == "confirmed"


def test_session_registers_until_it_is_over(session, register, user, clock):
    waiting = sign_up(session, "waiting", name="Deux")
    clock.move_to(datetime.datetime(2027, 1, 12, 11, 29, 59, tzinfo=datetime.UTC))
    assert register(over_capacity=True).state == "confirmed"
    clock.move_to(datetime.datetime(2027, 1, 12, 11, 30, tzinfo=datetime.UTC))
    with pytest.raises(NotOpen):
        register("Ali Benoît")
    with pytest.raises(NotOpen):
        confirm(waiting, user)


def test_cancelled_session_confirms_nobody(session, user):
    person = sign_up(session, "waiting")
    SessionCancellationFactory(session_key=session.translation_key)
    with pytest.raises(NotOpen):
        confirm(person, user)


def test_team_confirms_in_its_own_name(session, user):
    person = sign_up(session, "waiting")
    confirm(person, user)
    assert list(person.transitions.values_list("actor", "user", "reason", "is_over_capacity")) == [
        ("team", user.pk, "priority", False)
    ]


def test_offered_seat_is_one_s_own_even_when_all_are_taken(session, user):
    sign_up(session, "confirmed", name="Une")
    sign_up(session, "confirmed", name="Deux")
    assert confirm(sign_up(session, "offered"), user).state == "confirmed"


def test_seat_confirmed_by_the_team_leaves_the_one_it_replaces(session, other_session, user):
    former = sign_up(other_session, "confirmed")
    person = sign_up(session, "waiting", replaces=former)
    confirm(person, user)
    assert (now_is(former), mails_to(person)) == ("cancelled", ["other_session"])


def test_team_sees_what_happened_while_it_waited_for_its_turn(session, user, monkeypatch):
    person = sign_up(session, "waiting")
    lock_seats = team.lock_seats

    def after_somebody_else(*keys):
        SignUp.objects.filter(pk=person.pk).update(state="confirmed")
        return lock_seats(*keys)

    monkeypatch.setattr(team, "lock_seats", after_somebody_else)
    assert (confirm(person, user).state, mails_to(person)) == ("confirmed", [])


def test_seat_confirmed_by_the_team_is_counted_in_its_own_session(session, other_session, user):
    former = sign_up(other_session, "confirmed")
    sign_up(other_session, "confirmed", name="Deux")
    person = sign_up(session, "waiting", replaces=former)
    confirm(person, user)
    assert list(person.transitions.values_list("occupied", "capacity", "is_over_capacity")) == [(1, 2, False)]


def test_last_free_seat_is_confirmed_without_being_one_too_many(session, user):
    sign_up(session, "confirmed", name="Une")
    assert confirm(sign_up(session, "waiting"), user).state == "confirmed"
