"""Stand-in, until the outbox lands."""

from django.dispatch import Signal

from core.models import OutboxPause

outbox_resumed = Signal()


def is_paused() -> bool:
    """Whether mails are stopped."""
    return OutboxPause.objects.filter(ended_at=None).exists()
