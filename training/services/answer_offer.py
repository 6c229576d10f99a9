"""Accept or decline the seat that became free."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from training.models import SeatLedger, SignUp
from training.rules.mail_names import MailName
from training.rules.states import Actor, Reason, SignUpState
from training.services.shared.errors import NotOpen
from training.services.shared.moves import move, post
from training.services.shared.replace import keys_to_lock, leave_replaced
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of
from training.services.shared.settle import settle
from training.services.shared.start_clock import is_overdue


@seat_operation
def accept_offer(*, session_key: UUID, public_id: UUID) -> SignUp:
    """Take the offered seat, and leave the one it replaces. Done twice, it changes nothing.

    :returns: the sign-up as it is now; lapsed, if the answer came too late: its seat goes to the next in line.
    :raises NotOpen: the session has begun.
    """
    sign_up = SignUp.objects.get(public_id=public_id)
    ledgers = lock_seats(*keys_to_lock(sign_up))
    sign_up.refresh_from_db()
    if sign_up.state != SignUpState.OFFERED:
        return sign_up
    now = timezone.now()
    if is_overdue(sign_up, now):
        lapse_offer(sign_up, ledgers[0], now=now)
        return sign_up
    session = session_of(session_key)
    if session.starts_at and session.starts_at <= now:
        raise NotOpen
    move(sign_up, SignUpState.CONFIRMED, ledger=ledgers[0], actor=Actor.PARTICIPANT, reason=Reason.ACCEPTED)
    post_seat(sign_up, ledgers)
    return sign_up


def post_seat(sign_up: SignUp, ledgers: list[SeatLedger]) -> None:
    """Tell somebody that the seat is theirs; of one that it replaces, in the same mail."""
    left = leave_replaced(sign_up, ledgers[1:])
    if left is None:
        post(MailName.SEAT_CONFIRMED, sign_up)
    else:
        post(MailName.OTHER_SESSION, sign_up, left=left.pk, left_sequence=left.calendar_sequence)


@seat_operation
def decline_offer(*, session_key: UUID, public_id: UUID) -> SignUp:
    """Refuse the offered seat: the next in line gets it. Done twice, it changes nothing."""
    (ledger,) = lock_seats(session_key)
    sign_up = SignUp.objects.get(public_id=public_id)
    if sign_up.state == SignUpState.OFFERED:
        move(sign_up, SignUpState.DECLINED, ledger=ledger, actor=Actor.PARTICIPANT, reason=Reason.DECLINED)
        post(MailName.OFFER_DECLINED, sign_up)
        settle(ledger, now=timezone.now())
    return sign_up


def lapse_offer(sign_up: SignUp, ledger: SeatLedger, *, now: datetime) -> None:
    """End an offer that nobody answered, and offer its seat to the next in line.

    :param ledger: of the session, locked.
    """
    move(sign_up, SignUpState.LAPSED, ledger=ledger, actor=Actor.CLOCK, reason=Reason.TOO_LATE)
    post(MailName.OFFER_LAPSED, sign_up)
    settle(ledger, now=now)
