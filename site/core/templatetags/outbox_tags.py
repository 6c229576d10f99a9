"""The pause of the mails, over every page of the admin."""

from django import template

from core.models import OutboxPause
from core.outbox.pauses import open_pause

register = template.Library()


@register.simple_tag
def mails_pause() -> OutboxPause | None:
    """The pause that nobody has ended yet."""
    return open_pause()
