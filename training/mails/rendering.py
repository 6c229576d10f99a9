"""A mail to a participant, written when it leaves."""

from core.models import OutboxMail
from core.outbox.kinds import Message


def render(mail: OutboxMail) -> Message:
    """Write a mail."""
    raise NotImplementedError(mail.kind)
