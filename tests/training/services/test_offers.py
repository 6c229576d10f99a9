"""A freed seat: offered in order, accepted, declined, lapsed."""

import datetime

import pytest

from core.models import OutboxMail
from core.outbox.actions import correct_and_resend, skip
from core.outbox.pauses import pause, resume
from tests.factories.training import SessionCancellationFactory, sign_up
from tests.training.services.conftest import mails_to, moves_of, now_is
from training.models import SeatLedger, SignUp
from training.services.answer_offer import accept_offer, decline_offer
from training.services.cancel_sign_up import cancel_sign_up
from training.services.expire import expire, sessions_to_look_at
from training.services.shared.errors import NotOpen
from training.services.shared.settle import Stop, serve_queue
from training.services.shared.start_clock import start_offer_clock, start_request_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(session):
    """Two people with a seat, two who wait."""
    return [
        sign_up(session, state, name=name)
        for name, state in [("Une", "confirmed"), ("Deux", "confirmed"), ("Trois", "waiting"), ("Quatre", "waiting")]
    ]


@pytest.fixture
def offered(session, full, clock):
    """The offer to the third, whose mail left at once."""
    cancel(full[0])
    full[2].refresh_from_db()
    start_offer_clock(full[2], full[2].state_since)
    full[2].refresh_from_db()
    return full[2]


def cancel(person):
    return cancel_sign_up(session_key=person.session_key, public_id=person.public_id)


def accept(person):
    return accept_offer(session_key=person.session_key, public_id=person.public_id)


def states(people):
    return [now_is(person) for person in people]


def test_freed_seat_is_offered_to_the_first_in_line(full):
    cancel(full[0])
    assert states(full) == ["cancelled", "confirmed", "offered", "waiting"]
    assert (mails_to(full[2]), mails_to(full[3])) == (["offer"], [])
    assert moves_of(full[2]) == [("waiting", "offered", "clock", "seat_free")]


def test_each_freed_seat_is_offered_in_order(full):
    cancel(full[1])
    cancel(full[0])
    assert states(full) == ["cancelled", "cancelled", "offered", "offered"]


def test_offer_has_no_deadline_before_its_mail_has_left(full, clock):
    cancel(full[0])
    clock.shift(datetime.timedelta(days=9))
    assert (expire(session_key=full[0].session_key), now_is(full[2])) == (0, "offered")


def test_offer_runs_two_days_from_its_mail(offered):
    assert offered.deadline == offered.state_since + datetime.timedelta(hours=48)


def test_clock_of_an_offer_starts_once(offered):
    before = offered.deadline
    start_offer_clock(offered, offered.state_since + datetime.timedelta(hours=3))
    offered.refresh_from_db()
    assert offered.deadline == before


def test_clock_of_a_request_starts_with_its_mail(session):
    request = sign_up(session, "requested")
    start_request_clock(request, request.created_at)
    request.refresh_from_db()
    assert request.deadline == request.created_at + datetime.timedelta(hours=72)


def test_accepted_offer_is_a_seat(offered):
    assert (accept(offered).state, mails_to(offered)) == ("confirmed", ["offer", "seat_confirmed"])
    assert SignUp.objects.get(pk=offered.pk).deadline is None


def test_offer_accepted_twice_is_one_seat(offered):
    assert [accept(offered).state, accept(offered).state] == ["confirmed", "confirmed"]
    assert mails_to(offered) == ["offer", "seat_confirmed"]


def test_offer_is_not_accepted_once_the_session_has_begun(session, clock):
    """Its mail has not left: no deadline says that it is too late."""
    late, in_time = (sign_up(session, "offered", name=name) for name in ("Une", "Deux"))
    clock.move_to(datetime.datetime(2027, 1, 12, 7, 59, 59, tzinfo=datetime.UTC))
    assert accept(in_time).state == "confirmed"
    clock.shift(datetime.timedelta(seconds=1))
    with pytest.raises(NotOpen):
        accept(late)
    assert (now_is(late), mails_to(late)) == ("offered", [])


def test_declined_offer_goes_to_the_next(full, offered):
    decline_offer(session_key=offered.session_key, public_id=offered.public_id)
    assert states(full) == ["cancelled", "confirmed", "declined", "offered"]
    assert mails_to(offered) == ["offer", "offer_declined"]


def test_offer_accepted_as_it_lapses_has_lapsed(full, offered, clock):
    clock.move_to(offered.deadline)
    assert (accept(offered).state, states(full)) == ("lapsed", ["cancelled", "confirmed", "lapsed", "offered"])
    assert mails_to(offered) == ["offer", "offer_lapsed"]


def test_overdue_offer_goes_to_the_next(full, offered, clock):
    clock.move_to(offered.deadline)
    assert sessions_to_look_at() == {offered.session_key}
    assert (expire(session_key=offered.session_key), states(full)[2:]) == (1, ["lapsed", "offered"])
    assert (expire(session_key=offered.session_key), mails_to(full[3])) == (0, ["offer"])


def test_seat_of_somebody_promoted_who_withdraws_is_free_at_once(full, offered):
    cancel(accept(offered))
    assert now_is(full[3]) == "offered"


def test_no_time_runs_out_while_mails_are_paused(full, offered, clock):
    pause()
    clock.move_to(offered.deadline + datetime.timedelta(hours=1))
    assert (expire(session_key=offered.session_key), now_is(offered)) == (0, "offered")
    before = offered.deadline
    resume()
    offered.refresh_from_db()
    assert offered.deadline - before == datetime.timedelta(hours=49)


def test_offer_whose_mail_the_team_stops_lapses_all_the_same(offered):
    """Nobody will answer it: without a deadline, the seat would stay empty until the session."""
    SignUp.objects.filter(pk=offered.pk).update(deadline=None)
    skip(OutboxMail.objects.get(about=offered.public_id, kind="offer"))
    assert SignUp.objects.get(pk=offered.pk).deadline == offered.deadline


def test_mail_sent_again_to_the_same_address_says_what_it_said(offered):
    """The mailbox was full: the team writes the same address once more, and the offer must reach it."""
    mail = OutboxMail.objects.get(about=offered.public_id, kind="offer")
    OutboxMail.objects.filter(pk=mail.pk).update(state="failed")
    mail.refresh_from_db()
    new = correct_and_resend(mail, offered.email)
    assert (new.pk == mail.pk, new.kind, new.state, new.recipient) == (False, "offer", "waiting", offered.email)


def test_offer_is_accepted_late_during_a_pause(offered, clock):
    pause()
    clock.move_to(offered.deadline + datetime.timedelta(hours=1))
    assert accept(offered).state == "confirmed"


def test_no_offer_leaves_when_nobody_could_come(full, clock):
    clock.move_to(datetime.datetime(2027, 1, 11, 9, 0, tzinfo=datetime.UTC))
    cancel(full[0])
    assert states(full)[2:] == ["waiting", "waiting"]
    assert serve_queue(session_key=full[0].session_key) == Stop.TOO_LATE


@pytest.mark.parametrize(
    ("change", "stop"),
    [
        (lambda session: None, Stop.FULL),
        (lambda session: SignUp.objects.waiting().delete(), Stop.NOBODY_WAITS),
        (lambda session: SignUp.objects.confirmed().delete() and pause(), Stop.PAUSED),
        (
            lambda session: (
                SignUp.objects.confirmed().delete() and SessionCancellationFactory(session_key=session.translation_key)
            ),
            Stop.CANCELLED,
        ),
    ],
)
def test_queue_says_why_it_is_not_served(session, full, change, stop):
    change(session)
    assert serve_queue(session_key=session.translation_key) == stop


def test_session_that_begins_ends_what_is_pending(session, full, offered, clock):
    request = sign_up(session, "requested", name="Cinq")
    clock.move_to(datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC))
    assert expire(session_key=session.translation_key) == 3
    assert states([*full, request]) == ["cancelled", "confirmed", "lapsed", "lapsed", "lapsed"]
    assert (mails_to(full[3]), mails_to(request)) == ([], [])
    with pytest.raises(NotOpen):
        cancel(full[1])


def test_cut_below_those_who_come_serves_nobody(session, full):
    SeatLedger.objects.filter(session_key=session.translation_key).update(capacity=1)
    cancel(full[0])
    assert states(full) == ["cancelled", "confirmed", "waiting", "waiting"]


def test_request_never_confirmed_lapses_without_a_mail(session, clock):
    request = sign_up(session, "requested")
    start_request_clock(request, request.created_at)
    clock.shift(datetime.timedelta(hours=72))
    assert (expire(session_key=session.translation_key), now_is(request), mails_to(request)) == (1, "lapsed", [])


def test_offer_that_could_not_leave_in_time_holds_no_seat(full, clock):
    cancel(full[0])
    clock.move_to(datetime.datetime(2027, 1, 11, 17, 0, tzinfo=datetime.UTC))
    assert (expire(session_key=full[0].session_key), now_is(full[2])) == (1, "lapsed")
    assert mails_to(full[2]) == ["offer", "queue_closed"]
