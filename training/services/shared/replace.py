"""Somebody who waits for another session keeps the first seat, and leaves it the moment the new one is theirs."""

from uuid import UUID

from django.utils import timezone

from training.models import SeatLedger, SignUp
from training.rules.states import Actor, Reason, SignUpState
from training.services.shared.moves import move
from training.services.shared.session_facts import session_of
from training.services.shared.settle import settle


def keys_to_lock(sign_up: SignUp) -> list[UUID]:
    """The session of a sign-up, then that of the seat it replaces: what it replaces never changes."""
    replaced = [sign_up.replaces.session_key] if sign_up.replaces else []
    return [sign_up.session_key, *replaced]


def has_begun(sign_up: SignUp) -> bool:
    """Whether the session of a sign-up has begun: nobody leaves it any more."""
    starts_at = session_of(sign_up.session_key).starts_at
    return starts_at is not None and starts_at <= timezone.now()


def leave_replaced(sign_up: SignUp, ledgers: list[SeatLedger]) -> SignUp | None:
    """Free the seat that a new one replaces, for the queue of its session. No mail of its own: one tells both.

    :param ledgers: that of the former session, locked; none when nothing is replaced.
    :returns: the former sign-up, or nothing when there is none to leave.
    """
    former = SignUp.objects.active().filter(replaced_by=sign_up).first()
    if former is None or has_begun(former):
        return None
    was_confirmed = former.state == SignUpState.CONFIRMED
    move(former, SignUpState.CANCELLED, ledger=ledgers[0], actor=Actor.PARTICIPANT, reason=Reason.OTHER_SESSION)
    former.calendar_sequence += 1
    former.save(update_fields=["calendar_sequence"])
    settle(ledgers[0], now=timezone.now())
    return former if was_confirmed else None
