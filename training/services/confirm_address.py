"""The button behind the mail « confirm your address » takes the seat, or the next place in the queue."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from training.models import SeatLedger, SignUp
from training.rules.mail_names import MailName
from training.rules.states import Actor, Reason, SignUpState
from training.services.shared.errors import NotOpen
from training.services.shared.moves import move, post, seat_for_newcomer
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of
from training.services.shared.settle import settle
from training.services.shared.start_clock import is_overdue


def note_read(sign_up: SignUp, at: datetime) -> None:
    """Note that the owner of an address reads it: somebody did something behind a link that went only there.

    :param sign_up: as it was when the link was checked: one whose links have changed since is left alone.
    """
    same = SignUp.objects.filter(pk=sign_up.pk, token_version=sign_up.token_version, address_confirmed_at=None)
    same.update(address_confirmed_at=at)


@seat_operation
def confirm_address(*, session_key: UUID, public_id: UUID) -> SignUp:
    """Confirm the address of a sign-up. Done twice, it changes nothing.

    Who asked while sign-up was open may confirm after it closed, as long as the session has not begun.

    :returns: the sign-up as it is now: confirmed, waiting, or lapsed when the session is full without a waiting list.
    :raises NotOpen: the time to confirm is over, or the session has begun.
    """
    (ledger,) = lock_seats(session_key)
    sign_up = SignUp.objects.get(public_id=public_id)
    if sign_up.state != SignUpState.REQUESTED:
        return sign_up
    now = timezone.now()
    session = session_of(session_key)
    if is_overdue(sign_up, now) or not session.starts_at or session.starts_at <= now:
        raise NotOpen
    return place(sign_up, ledger, has_waiting_list=session.has_waiting_list)


def place(sign_up: SignUp, ledger: SeatLedger, *, has_waiting_list: bool) -> SignUp:
    """Give somebody whose address is known a seat, or the next place in the queue.

    :param ledger: of the session, locked.
    """
    note_read(sign_up, timezone.now())
    reason = Reason.ADDRESS_CONFIRMED
    if seat_for_newcomer(ledger):
        move(sign_up, SignUpState.CONFIRMED, ledger=ledger, actor=Actor.PARTICIPANT, reason=reason)
        post(MailName.SEAT_CONFIRMED, sign_up)
    elif has_waiting_list:
        move(sign_up, SignUpState.WAITING, ledger=ledger, actor=Actor.PARTICIPANT, reason=reason)
        post(MailName.WAITING, sign_up, rank=sign_up.place_in_queue)
        settle(ledger, now=timezone.now())
        sign_up.refresh_from_db()
    else:
        move(sign_up, SignUpState.LAPSED, ledger=ledger, actor=Actor.CLOCK, reason=Reason.FULL)
        post(MailName.SESSION_FULL, sign_up)
    return sign_up
