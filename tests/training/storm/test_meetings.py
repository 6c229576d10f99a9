"""Two people, or a person and the clock, do two things at once: there is one outcome, and the mails agree with it."""

import datetime
import uuid
from types import SimpleNamespace

from django.utils import timezone

from core.models import OutboxMail
from tests.factories.training import participant
from tests.training.services.conftest import mails_to
from tests.training.storm.invariants import faults
from tests.training.storm.meetings import meetings
from tests.training.storm.operations import whose
from tests.training.storm.world import asked, entered, filled, set_seats, state_of, sweep
from training.enums import CancellationReason
from training.models import SeatLedger, SessionCancellation, SessionPage, SignUp
from training.services import expire as expire_module
from training.services.answer_offer import accept_offer, decline_offer
from training.services.cancel_session import cancel_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.change_session import change_session
from training.services.confirm_address import confirm_address
from training.services.expire import expire
from training.services.hand_over import hand_over
from training.services.request_seat import request_seat
from training.services.shared.errors import NotOpen, WrongState
from training.services.shared.start_clock import start_offer_clock


def offered(session, user, **details):
    """Somebody to whom the only seat is offered, before another who waits."""
    sweep()
    set_seats(session, 1)
    (holder,) = filled(session, user, 1)
    first, second = (entered(session, number, **details) for number in (2, 3))
    cancel_sign_up(**whose(holder))
    start_offer_clock(first, timezone.now())
    return SignUp.objects.get(pk=first.pk), second


def test_offer_accepted_as_it_lapses_has_one_outcome(session, user, monkeypatch):
    """The person is in time by one clock, late by the other: who comes first is right, and the mail says the same."""
    late = SimpleNamespace(now=lambda: timezone.now() + datetime.timedelta(days=10))
    monkeypatch.setattr(expire_module, "timezone", late)
    seen = set()
    for (sign_up, following), accepted, _lapsed in meetings(
        lambda: offered(session, user),
        lambda people: accept_offer(**whose(people[0])),
        lambda people: expire(session_key=people[0].session_key),
    ):
        assert faults(session) == []
        outcome = state_of(sign_up)
        assert accepted.state == outcome
        last = {"confirmed": "seat_confirmed", "lapsed": "offer_lapsed"}[outcome]
        assert mails_to(sign_up) == ["confirm_address", "waiting", "offer", last]
        assert state_of(following) == {"confirmed": "waiting", "lapsed": "offered"}[outcome]
        seen.add(outcome)
    assert seen == {"confirmed", "lapsed"}


def test_offer_accepted_as_it_is_withdrawn_has_one_outcome(session, user):
    for (sign_up, following), _accepted, _cancelled in meetings(
        lambda: offered(session, user),
        lambda people: accept_offer(**whose(people[0])),
        lambda people: cancel_sign_up(**whose(people[0])),
    ):
        # Accepted and then withdrawn, or withdrawn and too late to accept: the next in line is served in both cases.
        assert faults(session) == []
        assert [state_of(sign_up), state_of(following)] == ["cancelled", "offered"]


def test_offer_declined_and_accepted_at_once_has_one_outcome(session, user):
    for (sign_up, following), _declined, _accepted in meetings(
        lambda: offered(session, user),
        lambda people: decline_offer(**whose(people[0])),
        lambda people: accept_offer(**whose(people[0])),
    ):
        assert faults(session) == []
        assert (state_of(sign_up), state_of(following)) in {("declined", "offered"), ("confirmed", "waiting")}


def test_last_seat_confirmed_by_two_at_once_goes_to_one(session):
    def prepare():
        sweep()
        set_seats(session, 1)
        return [asked(session, number) for number in (1, 2)]

    for people, _first, _second in meetings(
        prepare,
        lambda people: confirm_address(**whose(people[0])),
        lambda people: confirm_address(**whose(people[1])),
    ):
        assert faults(session) == []
        assert sorted(map(state_of, people)) == ["confirmed", "waiting"]


def test_first_two_requests_of_a_session_make_one_ledger(session):
    def fill_in(number):
        asked(session, number)

    for _nothing, _first, _second in meetings(sweep, lambda _nothing: fill_in(1), lambda _nothing: fill_in(2)):
        assert faults(session) == []
        assert (SeatLedger.objects.count(), SignUp.objects.count(), OutboxMail.objects.count()) == (1, 2, 2)


def test_form_sent_twice_at_once_is_one_sign_up_and_one_mail(session):
    def prepare():
        sweep()
        return {
            "session_key": session.translation_key,
            "participant": participant(),
            "language": "fr",
            "form_token": uuid.uuid4(),
        }

    send = lambda form: request_seat(**form)  # noqa: E731 - the same twice
    for _form, _first, _second in meetings(prepare, send, send):
        assert faults(session) == []
        assert (SignUp.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_button_pressed_twice_at_once_confirms_once(session):
    def prepare():
        sweep()
        return asked(session, 1)

    press = lambda sign_up: confirm_address(**whose(sign_up))  # noqa: E731 - the same twice
    for sign_up, _first, _second in meetings(prepare, press, press):
        assert faults(session) == []
        assert mails_to(sign_up) == ["confirm_address", "seat_confirmed"]


def test_session_cancelled_as_people_come_leaves_nobody_untold(session, user):
    """Somebody confirms, somebody gives a seat, somebody asks: whoever was told of a seat is told of the end."""

    def prepare():
        sweep()
        (holder,) = filled(session, user, 1)
        return asked(session, 2), holder

    def come(people):
        confirming, holder = people
        for attempt in (
            lambda: asked(session, 3),
            lambda: confirm_address(**whose(confirming)),
            lambda: hand_over(**whose(holder), name="Personne 4", email="personne-4@mairie-fictive.example"),
        ):
            try:
                attempt()
            except (NotOpen, WrongState):
                assert SessionCancellation.objects.exists()

    def call_off(_people):
        page = SessionPage.objects.get(pk=session.pk)
        cancel_session(session=page, reason=CancellationReason.VENUE, user=user)

    for _people, _came, _called_off in meetings(prepare, come, call_off):
        assert faults(session) == []
        assert SignUp.objects.active().count() == 0
        told = OutboxMail.objects.filter(kind="session_cancelled").values_list("about", flat=True)
        given = SignUp.objects.filter(state="cancelled").values_list("public_id", flat=True)
        assert sorted([*told, *given]) == sorted(SignUp.objects.values_list("public_id", flat=True))


def test_seats_closed_as_somebody_comes_are_not_sold(session, user):
    def prepare():
        sweep()
        filled(session, user, 1)
        return asked(session, 2)

    for sign_up, _closed, _came in meetings(
        prepare, lambda _sign_up: set_seats(session, 1), lambda sign_up: confirm_address(**whose(sign_up))
    ):
        assert faults(session) == []
        assert SeatLedger.objects.get().capacity == 1
        assert state_of(sign_up) in {"confirmed", "waiting"}


def test_change_to_a_session_that_fills_meanwhile_keeps_the_first_seat(session, other_session, user):
    def prepare():
        sweep()
        (changing,) = filled(session, user, 1)
        filled(other_session, user, 1, first=2)
        return changing, asked(other_session, 3)

    seen = set()
    for (former, other), new, _confirmed in meetings(
        prepare,
        lambda people: change_session(**whose(people[0]), to_session_key=other_session.translation_key),
        lambda people: confirm_address(**whose(people[1])),
    ):
        assert faults(session, other_session) == []
        outcome = [state_of(former), state_of(new), state_of(other)]
        assert outcome in (["cancelled", "confirmed", "waiting"], ["confirmed", "waiting", "confirmed"])
        seen.add(tuple(outcome))
    assert len(seen) == 2


def test_two_people_who_change_places_at_once_both_do(session, other_session, user):
    """Each locks the two sessions: were the order theirs, they would wait for each other."""

    def prepare():
        sweep()
        (here,), (there,) = filled(session, user, 1), filled(other_session, user, 1, first=2)
        return here, there

    for people, _here, _there in meetings(
        prepare,
        lambda people: change_session(**whose(people[0]), to_session_key=other_session.translation_key),
        lambda people: change_session(**whose(people[1]), to_session_key=session.translation_key),
    ):
        assert faults(session, other_session) == []
        assert [state_of(person) for person in people] == ["cancelled", "cancelled"]
        assert SignUp.objects.confirmed().count() == 2


def test_seat_that_comes_as_the_former_is_given_up_is_one_seat(session, other_session, user):
    """Somebody waits for another session, accepts the seat there, and cancels the first one in another window."""

    def prepare():
        sweep()
        set_seats(other_session, 1)
        (former,), (holder,) = filled(session, user, 1), filled(other_session, user, 1, first=2)
        new = change_session(**whose(former), to_session_key=other_session.translation_key)
        cancel_sign_up(**whose(holder))
        return former, new

    for people, _accepted, _cancelled in meetings(
        prepare,
        lambda people: accept_offer(**whose(people[1])),
        lambda people: cancel_sign_up(**whose(people[0])),
    ):
        assert faults(session, other_session) == []
        assert [state_of(person) for person in people] == ["cancelled", "confirmed"]
