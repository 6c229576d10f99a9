"""Forget somebody: at their own demand, or when the time to keep their data is over."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from core.models import OutboxMail, User
from core.outbox.retention import ON_ITS_WAY, forget_about, forget_address, forget_words
from core.outbox.states import MailState
from training.models import AccessNeed, SeatLedger, SignUp
from training.rules.privacy import FORGOTTEN
from training.rules.states import Actor, Reason, SignUpState
from training.services.cancel_sign_up import withdraw
from training.services.shared.errors import SessionGone
from training.services.shared.moves import move
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of


@seat_operation
def ask_for_erasure(*, session_key: UUID, public_id: UUID, user: User | None = None) -> SignUp:
    """Withdraw a sign-up if it is still to come, and have it forgotten once its last mail has left.

    :param user: the member of the team who does it for the person; none when the person does.
    :returns: the sign-up, to be forgotten by the next :func:`erase_due`.
    """
    (ledger,) = lock_seats(session_key)
    sign_up = SignUp.objects.get(public_id=public_id)
    now = timezone.now()
    starts_at = session_of(session_key).starts_at
    if sign_up.is_active and (starts_at is None or starts_at > now):
        withdraw(sign_up, ledger, now=now, user=user)
    if not sign_up.erasure_asked_at:
        sign_up.erasure_asked_at = now
        sign_up.save(update_fields=["erasure_asked_at"])
    return sign_up


def erase_due() -> int:
    """Forget those who asked for it and have no mail on its way. Returns how many they were."""
    asked = SignUp.objects.filter(erasure_asked_at__isnull=False, anonymised_at=None)
    # Mails that have yet to leave need the address.
    waiting_for = OutboxMail.objects.filter(ON_ITS_WAY).values("about")
    due = list(asked.exclude(public_id__in=waiting_for.exclude(about=None)))
    for sign_up in due:
        forget(session_key=sign_up.session_key, public_id=sign_up.public_id)
    return len(due)


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
