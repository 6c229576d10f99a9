"""How a sign-up changes its state: the state, the line of the journal and the mail, together or not at all."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from core.mails.record import mail_named
from core.models import OutboxMail, User
from core.outbox.queue import enqueue
from training.models import SeatLedger, SignUp, Transition
from training.rules.mail_names import MailName
from training.rules.states import ALLOWED_MOVES, TIMED, Actor, Reason, SignUpState
from training.services.shared.errors import WrongState


def begin(
    sign_up: SignUp,
    *,
    ledger: SeatLedger,
    actor: Actor,
    reason: Reason,
    user: User | None = None,
    is_over_capacity: bool = False,
) -> SignUp:
    """Write a new sign-up, and the first line of its journal. The ledger of its session is locked.

    :param sign_up: not yet in the database, its state set.
    :raises WrongState: a sign-up cannot begin with that state.
    """
    state = SignUpState(sign_up.state)
    if state not in ALLOWED_MOVES[None]:
        raise WrongState(state)
    if state == SignUpState.WAITING:
        sign_up.rank = next_rank(ledger)
    sign_up.save(force_insert=True)
    journal(sign_up, "", ledger, actor=actor, reason=reason, user=user, is_over_capacity=is_over_capacity)
    return sign_up


def move(
    sign_up: SignUp,
    to: SignUpState,
    *,
    ledger: SeatLedger,
    actor: Actor,
    reason: Reason,
    user: User | None = None,
    is_over_capacity: bool = False,
) -> SignUp:
    """Change the state of a sign-up. The ledger of its session is locked.

    :raises WrongState: the move is not one of :data:`training.rules.states.ALLOWED_MOVES`, or somebody was faster.
    """
    before = SignUpState(sign_up.state)
    if to not in ALLOWED_MOVES[before]:
        raise WrongState(f"{before} → {to}")
    changes: dict[str, Any] = {"state": to, "state_since": timezone.now()}
    if to == SignUpState.WAITING:
        changes["rank"] = next_rank(ledger)
    if to not in TIMED or to == SignUpState.OFFERED:
        # A clock that ran is over; that of an offer starts when its mail leaves.
        changes["deadline"] = None
    if not SignUp.objects.filter(pk=sign_up.pk, state=before).update(**changes):
        raise WrongState(f"no longer {before}")
    for name, value in changes.items():
        setattr(sign_up, name, value)
    journal(sign_up, before, ledger, actor=actor, reason=reason, user=user, is_over_capacity=is_over_capacity)
    return sign_up


def journal(
    sign_up: SignUp,
    before: SignUpState | str,
    ledger: SeatLedger,
    *,
    actor: Actor,
    reason: Reason,
    user: User | None,
    is_over_capacity: bool,
) -> Transition:
    """One line of the journal, with the seats as they are once the move is made."""
    return Transition.objects.create(
        sign_up=sign_up,
        from_state=before,
        to_state=sign_up.state,
        actor=actor,
        user=user,
        reason=reason,
        occupied=SignUp.objects.of_session(sign_up.session_key).occupying().count(),
        capacity=ledger.capacity,
        is_over_capacity=is_over_capacity,
    )


def next_rank(ledger: SeatLedger) -> int:
    """The next place in the queue of a session whose ledger is locked: each is given once."""
    rank = ledger.next_rank
    ledger.next_rank = rank + 1
    ledger.save(update_fields=["next_rank"])
    return rank


def free_seats(ledger: SeatLedger) -> int:
    """Seats that nobody holds; less than nothing after a cut below those who come."""
    return ledger.capacity - SignUp.objects.of_session(ledger.session_key).occupying().count()


def seat_for_newcomer(ledger: SeatLedger) -> bool:
    """Whether somebody who comes now gets a seat: one is free, and nobody waits for it."""
    return free_seats(ledger) > 0 and not SignUp.objects.of_session(ledger.session_key).waiting().exists()


def post(name: MailName, sign_up: SignUp, *, key: str = "", **context: Any) -> bool:
    """Put a mail to a participant in the outbox, in the transaction of what it tells.

    :param key: what makes it unique among those of its name to this person; left out, a mail of its own.
    :param context: what was true at that moment, frozen: plain values.
    :returns: whether there is a new mail: none for somebody without an address, or who has had it.
    """
    unique = f"{name}:{sign_up.public_id}:{key or uuid4().hex}"
    if not sign_up.email or OutboxMail.objects.filter(key=unique).exists():
        return False
    if mail_named(name).changes_calendars:
        sign_up.calendar_sequence += 1
        SignUp.objects.filter(pk=sign_up.pk).update(calendar_sequence=sign_up.calendar_sequence)
    enqueue(
        key=unique,
        mail=name,
        recipient=sign_up.email,
        language=sign_up.language,
        about=sign_up.public_id,
        context={"sign_up": sign_up.pk, "sequence": sign_up.calendar_sequence, **context},
    )
    return True
