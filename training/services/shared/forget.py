"""Take somebody out of the records: what erasing at their demand and the purge both do."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from core.mail_states import MailState
from core.models import OutboxMail
from core.outbox.retention import forget_about, forget_address, forget_words
from training.models import AccessNeed, SeatLedger, SignUp
from training.rules.privacy import FORGOTTEN
from training.rules.states import Actor, Reason, SignUpState
from training.services.shared.errors import SessionGone
from training.services.shared.moves import move
from training.services.shared.seats import lock_seats, seat_operation


@seat_operation
def forget(*, session_key: UUID, public_id: UUID) -> SignUp:
    """Take out of a sign-up, and of every copy, whatever tells who it was. What it counts for stays.

    Kept: the session, the state and its journal, the kind of organisation, the département: see
    :mod:`training.rules.privacy`.
    Whoever still waits has waited too long by then: the sign-up ends.
    """
    ledger = lock_what_is_left(session_key)
    sign_up = SignUp.objects.get(public_id=public_id)
    if sign_up.anonymised_at:
        return sign_up
    if ledger and sign_up.is_active and sign_up.state != SignUpState.CONFIRMED:
        move(sign_up, SignUpState.LAPSED, ledger=ledger, actor=Actor.CLOCK, reason=Reason.TOO_LATE)
    email_key = sign_up.email_key
    for name, empty in FORGOTTEN.items():
        setattr(sign_up, name, empty)
    # Unique among those still active, as a person is.
    sign_up.person_key = sign_up.public_id.hex
    # Links die with the person.
    sign_up.token_version += 1
    sign_up.anonymised_at = timezone.now()
    sign_up.save()
    AccessNeed.objects.filter(sign_up=sign_up).delete()
    forget_about(sign_up.public_id)
    if sign_up.transitions.filter(reason=Reason.HANDED_OVER).exists():
        forget_name_told(sign_up)
    # Of a mailbox that colleagues share, another sign-up may still know the address.
    if not SignUp.objects.filter(email_key=email_key, anonymised_at=None).exists():
        forget_address(email_key)
    return sign_up


def forget_name_told(sign_up: SignUp) -> None:
    """Take the words out of the mails to whom somebody gave a seat, or had it from: they tell the other's name."""
    told = Q(context__giver=sign_up.pk) | Q(context__receiver=sign_up.pk)
    # One that has yet to leave finds no name when it is written.
    forget_words(OutboxMail.objects.filter(told, state=MailState.SENT))


def lock_what_is_left(session_key: UUID) -> SeatLedger | None:
    """Lock the seats of a session; nothing when it has neither page nor seats any more: nobody else works on it."""
    try:
        (ledger,) = lock_seats(session_key)
    except SessionGone:
        return None
    return ledger
