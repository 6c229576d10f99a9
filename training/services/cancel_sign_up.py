"""Withdraw a sign-up: by the person, or by the team."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from core.models import User
from training.models import SeatLedger, SignUp
from training.rules.mail_names import MailName
from training.rules.states import Actor, Reason, SignUpState
from training.services.shared.errors import NotOpen
from training.services.shared.moves import move, post
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of
from training.services.shared.settle import settle


@seat_operation
def cancel_sign_up(*, session_key: UUID, public_id: UUID, user: User | None = None) -> SignUp:
    """Withdraw a sign-up, whatever it holds, and offer its seat to the next in line. Done twice, it changes nothing.

    :param user: the member of the team who withdraws it; none when the person does.
    :raises NotOpen: the session has begun: presence is another matter.
    """
    (ledger,) = lock_seats(session_key)
    sign_up = SignUp.objects.get(public_id=public_id)
    if not sign_up.is_active:
        return sign_up
    now = timezone.now()
    session = session_of(session_key)
    if user is None and session.starts_at and session.starts_at <= now:
        raise NotOpen
    withdraw(sign_up, ledger, now=now, user=user)
    return sign_up


def withdraw(sign_up: SignUp, ledger: SeatLedger, *, now: datetime, user: User | None = None) -> None:
    """End an active sign-up, tell the person, and offer the seat to the next in line.

    :param ledger: of the session, locked.
    """
    had_seat, had_entry = sign_up.has_seat, sign_up.state == SignUpState.CONFIRMED
    actor, reason = (Actor.TEAM, Reason.WITHDRAWN_BY_TEAM) if user else (Actor.PARTICIPANT, Reason.WITHDRAWN)
    move(sign_up, SignUpState.CANCELLED, ledger=ledger, actor=actor, reason=reason, user=user)
    post(MailName.WITHDRAWN, sign_up, had_entry=had_entry, by_team=user is not None)
    if had_seat:
        settle(ledger, now=now)
