"""Who holds a mail: one worker at a time, for two minutes, by one UPDATE that SQLite and PostgreSQL understand alike.

The UPDATE names the state it has seen. Of two workers that saw the same row, the second one’s UPDATE finds it changed
and touches nothing. No row stays locked while a mail travels; a worker that dies loses its lease when the time is up,
and the mail is due again, under the same Message-ID.
"""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.mail_states import MailState
from core.mails.confirmed import to_confirmed
from core.models import OutboxMail
from core.outbox import ceiling

LEASE = timedelta(minutes=2)
#: After the first attempt, the second, …; then the last of them again and again.
DELAYS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
#: The 27th attempt comes 23 hours and 21 minutes after the first: then the mail is given up. Attempts are counted, not
#: hours since the decision: a mail that waited for the end of a pause has its whole day before it.
MOST_ATTEMPTS = 27


def due(now: datetime, only: Collection[str] | None = None) -> QuerySet[OutboxMail]:
    """Return the mails to send now, the oldest first: those that wait, and those whose worker has died.

    :param only: names of the mails to look at; by default all.
    """
    waiting = Q(state=MailState.WAITING, next_try_at__lte=now)
    abandoned = Q(state=MailState.SENDING, lease_until__lte=now)
    mails = OutboxMail.objects.filter(waiting | abandoned).order_by("next_try_at", "pk")
    return mails if only is None else mails.filter(kind__in=only)


def first_in_line(now: datetime, only: Collection[str] | None = None) -> OutboxMail | None:
    """Return the mail to send now: to confirmed addresses first, to others as long as there is room for them.

    :param only: names of the mails to look at; by default all.
    """
    if mail := due(now, only).filter(to_confirmed()).first():
        return mail
    mail = due(now, only).exclude(to_confirmed()).first()
    if mail is None or not ceiling.has_room(now):
        return None
    mail.to_unconfirmed_at = now
    return mail


def claim(only: Collection[str] | None = None) -> OutboxMail | None:
    """Take the first mail in line; nothing when there is none. It counts as an attempt.

    :param only: names of the mails to look at; by default all.
    """
    now = timezone.now()
    while mail := first_in_line(now, only):
        if mail.to_unconfirmed_at != now or ceiling.room(now) is None:
            is_ours = _take(mail, now)
        else:
            with transaction.atomic():
                ceiling.lock()
                is_ours = ceiling.has_room(now) and _take(mail, now)
        if is_ours:
            return mail
    return None


def _take(mail: OutboxMail, now: datetime) -> bool:
    seen = due(now).filter(pk=mail.pk, lease=mail.lease, attempts=mail.attempts)
    mail.state, mail.lease, mail.lease_until = MailState.SENDING, uuid.uuid4(), now + LEASE
    mail.attempts += 1
    names = ("state", "lease", "lease_until", "attempts", "to_unconfirmed_at")
    return bool(seen.update(**{name: getattr(mail, name) for name in names}))


def ours(mail: OutboxMail) -> QuerySet[OutboxMail]:
    """Return the row of a mail as long as we hold it: what is not ours is not written."""
    return OutboxMail.objects.filter(pk=mail.pk, state=MailState.SENDING, lease=mail.lease)


def hold(mail: OutboxMail) -> bool:
    """Take the lease for its whole length again, just before sending: rendering may have been slow.

    :returns: whether the mail is still ours; if not, it must not be sent.
    """
    mail.lease_until = timezone.now() + LEASE
    return bool(ours(mail).update(lease_until=mail.lease_until))


def delay_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts (one at least)."""
    return DELAYS[min(attempts, len(DELAYS)) - 1]
