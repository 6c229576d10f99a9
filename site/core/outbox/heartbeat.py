"""The worker’s sign of life, and the guard against a restored copy of the database.

A backup of last night holds, as waiting, mails that left this morning; and what the clock makes anew on it (reminders)
left too. No row can tell: but the sign of life in that copy is hours old, while rows exist. So a worker that finds such
a sign stops all mails, and only a person ends the pause, after a look at the journal.

A worker that was merely off for as long looks the same, and costs the team one click. The contrary mistake would write
to hundreds of people again. Mails need not be waiting for the guard to act: the copy may hold none at first, and the
clock would fill it a minute later, when the sign of life is fresh again.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.mail_states import MailError, PauseReason
from core.models import OutboxHeartbeat, OutboxMail
from core.outbox.pauses import pause

INTERVAL = timedelta(minutes=1)
ROW = 1


def beat() -> None:
    """Leave a sign of life, at most one a minute; stop all mails when the last one is too old to be true."""
    now = timezone.now()
    row, created = OutboxHeartbeat.objects.get_or_create(pk=ROW, defaults={"beat_at": now})
    # A sign from the future is a clock that was put right: written again, or it would hide the next hours.
    if created or timedelta(0) <= now - row.beat_at < INTERVAL:
        return
    with transaction.atomic():
        if is_stale(row.beat_at, now):
            pause(reason=PauseReason.STALE_DATABASE)
        OutboxHeartbeat.objects.filter(pk=ROW).update(beat_at=now)


def is_stale(beat_at: datetime, now: datetime) -> bool:
    """Tell whether a sign of life is older than OUTBOX_STALE_HOURS (None: never) in a database that holds mails."""
    hours = settings.OUTBOX_STALE_HOURS
    return hours is not None and now - beat_at > timedelta(hours=hours) and OutboxMail.objects.exists()


def note_server_fault(code: MailError, text: str) -> None:
    """Keep what the mail server says to everybody, and since when: it is no mail’s own fault."""
    rows = OutboxHeartbeat.objects.filter(pk=ROW)
    rows.update(server_error_code=code, server_error=text)
    rows.filter(server_error_since=None).update(server_error_since=timezone.now())


def clear_server_fault() -> None:
    """Forget the fault: the server has taken a mail."""
    OutboxHeartbeat.objects.filter(pk=ROW).exclude(server_error_since=None).update(
        server_error_code="", server_error="", server_error_since=None
    )
