"""Stop all mails, and let them go again. What is being sent at that moment still leaves; nothing else does."""

from datetime import timedelta

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from core.mail_states import PauseReason
from core.models import OutboxPause, User

#: Sent with `pause` and `length` (a timedelta) in the transaction that ends a pause: clocks that run for people who
#: could not be told move on by as much. A receiver that fails leaves the pause open.
outbox_resumed = Signal()


def is_paused() -> bool:
    """Tell whether mails are stopped."""
    return open_pause() is not None


def open_pause() -> OutboxPause | None:
    """Return the pause that nobody has ended yet."""
    return OutboxPause.objects.filter(ended_at=None).first()


def pause(*, user: User | None = None, reason: PauseReason = PauseReason.STAFF) -> OutboxPause:
    """Stop all mails. Done twice, the first pause goes on.

    :param user: who decides; nobody, when the site does.
    """
    pause, _created = OutboxPause.objects.get_or_create(
        ended_at=None, defaults={"started_by": user, "reason": reason, "started_at": timezone.now()}
    )
    return pause


@transaction.atomic
def resume(*, user: User | None = None) -> timedelta | None:
    """Let mails go again, and tell `outbox_resumed`.

    :param user: who decides.
    :returns: how long mails were stopped; nothing when they were not.
    """
    pause = open_pause()
    now = timezone.now()
    # Of two people who end it at once, one does: clocks must not be moved twice.
    if pause is None or not OutboxPause.objects.filter(pk=pause.pk, ended_at=None).update(ended_at=now, ended_by=user):
        return None
    pause.refresh_from_db()
    length = now - pause.started_at
    outbox_resumed.send(sender=OutboxPause, pause=pause, length=length)
    return length
