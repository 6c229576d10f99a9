"""How many mails leave in an hour for addresses that nobody has confirmed, for the whole site.

Whoever fills in forms with the addresses of others makes the site write to strangers, from many networks if they like.
Beyond ``OUTBOX_UNCONFIRMED_AN_HOUR`` such mails wait in line, in their order; none is dropped, and what people have so
much time for runs from the moment their mail leaves. Mails to confirmed addresses go first and are not counted.

An hour is the last sixty minutes, whenever that is. A mail counts when a worker takes it to send it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from core.mail_states import MailState
from core.mails.confirmed import to_confirmed
from core.models import OutboxHeartbeat, OutboxMail

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Held:
    """Mails that wait for the next hours.

    :param many: mails that are due and for which there is no room now.
    :param since: when the first of them could have left.
    :param hours: within how many hours the last of them leaves.
    """

    many: int
    since: datetime
    hours: int


def room(now: datetime, over: timedelta = HOUR) -> int | None:
    """How many more may leave now; none: there is no ceiling.

    :param over: a longer time, to know that there has been room for a while.
    """
    limit: int | None = settings.OUTBOX_UNCONFIRMED_AN_HOUR
    if limit is None:
        return None
    return max(limit - OutboxMail.objects.filter(to_unconfirmed_at__gt=now - over).count(), 0)


def has_room(now: datetime, over: timedelta = HOUR) -> bool:
    """Tell whether one more may leave: see :func:`room`."""
    left = room(now, over)
    return left is None or left > 0


def lock() -> None:
    """Have other workers wait until the transaction ends: two that count at once would pass the ceiling by one."""
    OutboxHeartbeat.objects.update(beat_at=F("beat_at"))


def held(now: datetime | None = None) -> Held | None:
    """The mails that the ceiling holds back; nothing while all that is due may leave. Three questions at most.

    :param now: by default, now.
    """
    now = now or timezone.now()
    left = room(now)
    if left is None:
        return None
    due = Q(state=MailState.WAITING, next_try_at__lte=now)
    waiting = OutboxMail.objects.filter(due).exclude(to_confirmed()).order_by("next_try_at", "pk")
    many = waiting.count() - left
    if many <= 0:
        return None
    since = waiting.values_list("next_try_at", flat=True)[left : left + 1].get()
    # What has left makes room again within the hour, and so does what leaves then.
    limit: int = settings.OUTBOX_UNCONFIRMED_AN_HOUR or 1
    return Held(many, since, hours=-(-many // limit))


def hours_to_wait() -> int:
    """Within how many hours a mail written just now leaves, if nobody has confirmed its address; 0: at once."""
    found = held()
    return found.hours if found else 0
