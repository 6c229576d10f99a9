"""How mails are forgotten: their words first, then their address, at last the line of the journal.

Only mails that are over are touched: one that waits or is being sent needs its address. Each change names in its own
WHERE what made it due, so that a mail that somebody sends again in that very moment is left alone.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from core.mail_states import MailError, MailState
from core.models import OutboxMail

#: What tells of somebody in a row of the outbox, and what is left of it: the words, and whom they went to.
WORDS: dict[str, Any] = {"subject": "", "text": "", "context": {}, "last_error": ""}
ADDRESS: dict[str, Any] = {"recipient": "", "recipient_key": ""}
PRIVATE = WORDS | ADDRESS
#: What tells of nobody, or of somebody only as long as a row beside it does (``about``, and the key made with it).
HARMLESS = frozenset(
    {
        "id", "key", "kind", "language", "about", "state", "attempts", "next_try_at", "lease", "lease_until",
        "message_id", "error_code", "created_at", "sent_at", "to_unconfirmed_at",
    }
)  # fmt: skip
ON_ITS_WAY = Q(state__in=[MailState.WAITING, MailState.SENDING])


def over_before(moment: datetime) -> QuerySet[OutboxMail]:
    """Mails that left before a moment, or were given up: then the last attempt counts."""
    given_up = Q(state__in=[MailState.FAILED, MailState.SKIPPED], next_try_at__lt=moment)
    return OutboxMail.objects.filter(Q(state=MailState.SENT, sent_at__lt=moment) | given_up)


def holding(mails: QuerySet[OutboxMail], fields: dict[str, Any]) -> QuerySet[OutboxMail]:
    """Those of some mails that still hold something in these fields.

    :param fields: each with what it is when it holds nothing.
    """
    return mails.exclude(**fields)


def with_words(moment: datetime) -> QuerySet[OutboxMail]:
    """Mails over before a moment whose words are still there."""
    return holding(over_before(moment), WORDS)


def about_nobody(moment: datetime) -> QuerySet[OutboxMail]:
    """Mails over before a moment that anybody could have sent to any address, and that still name it."""
    return holding(over_before(moment).filter(about=None), PRIVATE)


def forget_words(mails: QuerySet[OutboxMail]) -> int:
    """Take the words out of mails.

    :param mails: that are over; what made them so is asked again.
    :returns: how many.
    """
    return empty(mails, WORDS)


def forget_all(mails: QuerySet[OutboxMail]) -> int:
    """Take addresses and words out of mails.

    :param mails: that are over; what made them so is asked again.
    :returns: how many.
    """
    return empty(mails, PRIVATE)


@transaction.atomic
def empty(mails: QuerySet[OutboxMail], fields: dict[str, Any]) -> int:
    """Take something out of mails. One that failed cannot be sent without it, and no longer waits for anybody’s hand.

    :param fields: each with what is left of it.
    """
    given_up = mails.filter(state=MailState.FAILED).update(state=MailState.SKIPPED, **fields)
    return given_up + mails.update(**fields)


@transaction.atomic
def forget_about(about: UUID) -> int:
    """Take addresses and words out of all mails about something; what had yet to leave never does.

    A worker that holds one finds that it is no longer its own, and writes nothing more (``core.outbox.leases``).

    :returns: how many mails.
    """
    mails = OutboxMail.objects.filter(about=about)
    # First, since it takes hold of all of them: nobody tries one again, or claims it, until the end of the transaction.
    forgotten = mails.update(**PRIVATE)
    mails.filter(ON_ITS_WAY).update(
        state=MailState.SKIPPED, error_code=MailError.NOT_RELEVANT, lease=None, lease_until=None
    )
    mails.filter(state=MailState.FAILED).update(state=MailState.SKIPPED)
    return forgotten


def forget_address(recipient_key: str) -> int:
    """Take an address out of the mails that are over and are about nobody: “I lost my mail”.

    :param recipient_key: the address in its one form.
    :returns: how many mails.
    """
    if not recipient_key:
        return 0
    mails = OutboxMail.objects.filter(about=None, recipient_key=recipient_key).exclude(ON_ITS_WAY)
    return mails.update(**PRIVATE)
