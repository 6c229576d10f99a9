"""Forget somebody: at their own demand, or when the time to keep their data is over."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from core.models import OutboxMail, User
from core.outbox.states import MailState
from training.models import AccessNeed, SignUp
from training.services.cancel_sign_up import withdraw
from training.services.seats import lock_seats, seat_operation
from training.services.session_facts import session_of

#: Mails that have yet to leave need the address.
ON_THEIR_WAY = Q(state__in=[MailState.WAITING, MailState.SENDING])


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
    waiting_for = OutboxMail.objects.filter(ON_THEIR_WAY).values("about")
    due = list(asked.exclude(public_id__in=waiting_for.exclude(about=None)))
    for sign_up in due:
        forget(session_key=sign_up.session_key, public_id=sign_up.public_id)
    return len(due)


@seat_operation
def forget(*, session_key: UUID, public_id: UUID) -> SignUp:
    """Take out of a sign-up, and of every copy, whatever tells who it was. What it counts for stays.

    Kept: the session, the state and its journal, the kind of organisation, the département.
    """
    lock_seats(session_key)
    sign_up = SignUp.objects.get(public_id=public_id)
    if sign_up.anonymised_at:
        return sign_up
    AccessNeed.objects.filter(sign_up=sign_up).delete()
    forget_mails(sign_up.public_id)
    for name in ("name", "email", "email_key", "organisation", "function"):
        setattr(sign_up, name, "")
    sign_up.answers = []
    # Unique among those still active, as a person is.
    sign_up.person_key = sign_up.public_id.hex
    sign_up.form_token = None
    # Links die with the person.
    sign_up.token_version += 1
    sign_up.anonymised_at = timezone.now()
    sign_up.save()
    return sign_up


def forget_mails(public_id: UUID) -> None:
    """Take addresses and words out of the mails about a sign-up; the lines of the journal stay."""
    OutboxMail.objects.filter(about=public_id).update(
        recipient="", recipient_key="", subject="", text="", context={}, last_error=""
    )
