import datetime

import pytest

from core.models import OutboxMail
from core.outbox.pauses import pause
from tests.factories.training import sign_up
from tests.training.services.conftest import mails_to, moves_of, now_is
from training.models import SeatLedger, SessionSlot
from training.services.cancel_sign_up import cancel_sign_up
from training.services.confirm_address import confirm_address
from training.services.shared.errors import NotOpen

pytestmark = pytest.mark.django_db


def confirm(request):
    return confirm_address(session_key=request.session_key, public_id=request.public_id)


def test_confirmed_address_takes_a_free_seat(enter):
    person = enter("Zoé Lambert")
    assert (person.state, person.deadline, person.calendar_sequence) == ("confirmed", None, 1)
    assert moves_of(person)[1:] == [("requested", "confirmed", "participant", "address_confirmed")]
    assert mails_to(person) == ["confirm_address", "seat_confirmed"]


def test_confirmed_address_of_a_full_session_takes_the_next_rank(session, enter):
    people = [enter(name) for name in ("Une", "Deux", "Trois", "Quatre")]
    assert [(person.state, person.rank, person.place_in_queue) for person in people] == [
        ("confirmed", None, None),
        ("confirmed", None, None),
        ("waiting", 1, 1),
        ("waiting", 2, 2),
    ]
    assert OutboxMail.objects.get(about=people[3].public_id, kind="waiting").context["rank"] == 2
    assert SeatLedger.objects.get(session_key=session.translation_key).next_rank == 3


def test_confirmed_twice_changes_nothing(ask):
    request = ask("Zoé Lambert")
    assert [confirm(request).state, confirm(request).state] == ["confirmed", "confirmed"]
    assert mails_to(request) == ["confirm_address", "seat_confirmed"]


def test_nobody_overtakes_the_queue(session, enter):
    SeatLedger.objects.filter(session_key=session.translation_key).update(capacity=1)
    waiting = [sign_up(session, "confirmed", name="Une"), sign_up(session, "waiting", name="Deux")][1]
    newcomer = enter("Trois")
    assert (now_is(waiting), newcomer.state, newcomer.rank) == ("waiting", "waiting", 2)


def test_full_session_without_a_queue_says_so(session, ask):
    type(session).objects.filter(pk=session.pk).update(has_waiting_list=False)
    requests = [ask(name) for name in ("Une", "Deux", "Trois")]
    assert [confirm(request).state for request in requests] == ["confirmed", "confirmed", "lapsed"]
    assert (mails_to(requests[2])[1:], moves_of(requests[2])[1:]) == (
        ["session_full"],
        [("requested", "lapsed", "clock", "full")],
    )


def test_request_that_ran_out_is_refused(ask, clock):
    request = ask("Zoé Lambert")
    type(request).objects.filter(pk=request.pk).update(deadline=request.created_at + datetime.timedelta(hours=72))
    clock.shift(datetime.timedelta(hours=72))
    with pytest.raises(NotOpen):
        confirm(request)
    assert now_is(request) == "requested"


def test_no_time_to_confirm_runs_out_while_mails_are_paused(ask, clock):
    request = ask("Zoé Lambert")
    type(request).objects.filter(pk=request.pk).update(deadline=request.created_at + datetime.timedelta(hours=72))
    clock.shift(datetime.timedelta(hours=71))
    pause()
    clock.shift(datetime.timedelta(hours=2))
    assert confirm(request).state == "confirmed"


def test_request_is_confirmed_after_sign_up_has_closed(session, ask, clock):
    request = ask("Zoé Lambert")
    type(session).objects.filter(pk=session.pk).update(sign_up_closes_at=request.created_at)
    assert confirm(request).state == "confirmed"


def test_request_is_refused_once_the_session_has_begun(ask, clock):
    request = ask("Zoé Lambert")
    clock.shift(datetime.timedelta(days=42))
    with pytest.raises(NotOpen):
        confirm(request)


def test_withdrawn_request_stays_withdrawn(ask):
    request = ask("Zoé Lambert")
    cancel_sign_up(session_key=request.session_key, public_id=request.public_id)
    assert (confirm(request).state, mails_to(request)) == ("cancelled", ["confirm_address", "withdrawn"])


def test_request_is_confirmed_up_to_the_last_second_and_not_after(session, clock):
    in_time, late = (sign_up(session, "requested", name=name) for name in ("Une", "Deux"))
    clock.move_to(datetime.datetime(2027, 1, 12, 7, 59, 59, tzinfo=datetime.UTC))
    assert confirm(in_time).state == "confirmed"
    clock.shift(datetime.timedelta(seconds=1))
    with pytest.raises(NotOpen):
        confirm(late)


def test_request_for_a_session_without_a_day_is_refused(session):
    request = sign_up(session, "requested")
    SessionSlot.objects.all().delete()
    with pytest.raises(NotOpen):
        confirm(request)


def test_seats_that_were_free_are_offered_to_the_queue_and_to_who_joins_it(session, enter):
    first = sign_up(session, "waiting", name="Une")
    second = enter("Deux")
    assert (now_is(first), second.state, mails_to(second)[1:]) == ("offered", "offered", ["waiting", "offer"])
