"""How the mails are doing, in numbers: for the team’s first page and for those who watch the server."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from core.mail_states import MailError, MailState
from core.mails.confirmed import to_confirmed
from core.mails.record import private_names
from core.models import OutboxHeartbeat, OutboxMail, OutboxPause
from core.outbox.ceiling import HOUR, Held, has_room, held
from core.outbox.leases import due
from core.outbox.pauses import open_pause

LATE = timedelta(minutes=10)


@dataclass(frozen=True)
class Board:
    """The state of the outbox at one moment; nothing personal.

    :param failed_since: when the first of those that failed was given up.
    :param oldest_due: since when the first mail in line could have left.
    :param held: mails that wait for room below the ceiling of mails to unconfirmed addresses.
    :param is_late: that is more than ten minutes ago, and nobody has stopped the mails: look at the worker.
    :param heartbeat: when a worker was last seen, and what the mail server told it.
    """

    waiting: int
    failed: int
    failed_since: datetime | None
    without_follow_up: int
    oldest_due: datetime | None
    held: Held | None
    is_late: bool
    pause: OutboxPause | None
    heartbeat: OutboxHeartbeat | None


def team_rows(rows: QuerySet[OutboxMail]) -> QuerySet[OutboxMail]:
    """Those of some mails that the team runs: what tells somebody of their account is between them and the site."""
    return rows.exclude(kind__in=private_names())


def read_board() -> Board:
    """Count and look, in six queries, seven when mails are held back."""
    now = timezone.now()
    counts = team_rows(OutboxMail.objects.all()).aggregate(
        waiting=Count("pk", filter=Q(state__in=[MailState.WAITING, MailState.SENDING])),
        failed=Count("pk", filter=Q(state=MailState.FAILED)),
        failed_since=Min("next_try_at", filter=Q(state=MailState.FAILED)),
        without_follow_up=Count("pk", filter=Q(state=MailState.SENT, error_code=MailError.AFTER_SENDING)),
    )
    # What has had no room is no fault of the worker, nor what has had some for less time than makes a mail late.
    in_line = due(now) if has_room(now, HOUR + LATE) else due(now).filter(to_confirmed())
    oldest_due = team_rows(in_line).values_list("next_try_at", flat=True).first()
    pause = open_pause()
    return Board(
        **counts,
        oldest_due=oldest_due,
        held=held(now),
        is_late=pause is None and oldest_due is not None and now - oldest_due > LATE,
        pause=pause,
        heartbeat=OutboxHeartbeat.objects.first(),
    )
