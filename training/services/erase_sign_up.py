"""Forget somebody who asks for it, once their last mail has left."""

from uuid import UUID

from django.utils import timezone

from core.models import OutboxMail, User
from core.outbox.retention import ON_ITS_WAY
from training.models import SignUp
from training.services.cancel_sign_up import withdraw
from training.services.shared.forget import forget
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
