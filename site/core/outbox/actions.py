"""What the team may do with one mail. Each changes the row only if its state still allows it.

Rights, confirmation and the journal of who did it are the caller’s.
"""

import uuid
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.mail_states import MailError, MailState
from core.mails.record import UnknownMail, mail_named
from core.models import OutboxMail
from core.outbox.queue import enqueue

#: Neither sent nor held by a worker.
OPEN_STATES = (MailState.WAITING, MailState.FAILED)


class NotPossible(Exception):
    """The mail is not in a state that allows this any more; the message says which it is in."""


def retry(mail: OutboxMail) -> None:
    """Send a mail that waits or has failed at the next round, with all its attempts before it.

    For a mail that has left without what follows from it (the code `after-sending`): do what follows, send nothing.

    :raises NotPossible: when it is being sent, was sent, or skipped.
    """
    if mail.sent_at is not None and mail.error_code == MailError.AFTER_SENDING:
        _follow_up(mail, mail.sent_at)
        return
    _change(mail, state=MailState.WAITING, attempts=0, next_try_at=timezone.now(), error_code="", last_error="")


@transaction.atomic
def skip(mail: OutboxMail, reason: str = "") -> None:
    """Never send a mail that waits or has failed. What follows is what follows from one that failed for good.

    :param reason: for the journal, without a name or an address; 300 characters are kept.
    :raises NotPossible: when it is being sent, was sent, or skipped.
    """
    with suppress(UnknownMail):
        mail_named(mail.kind).failed(mail, timezone.now())
    _change(mail, state=MailState.SKIPPED, error_code=MailError.BY_STAFF, last_error=reason[:300])


@transaction.atomic
def correct_and_resend(mail: OutboxMail, recipient: str) -> OutboxMail:
    """Write a mail anew to the right address, and never send the old one.

    Its record may correct the address where it came from, and make old personal links die (`Mail.corrected`).

    :param recipient: the right address; a form has checked it.
    :returns: the new mail.
    :raises NotPossible: when the old one is being sent, was sent, or skipped.
    """
    # The record first: it takes its application’s lock, and locks are asked for in the same order everywhere.
    new = _corrected_by_record(mail, recipient) or enqueue(
        key=f"corrected:{uuid.uuid4()}",
        mail=mail.kind,
        recipient=recipient,
        language=mail.language,
        about=mail.about,
        context=mail.context,
    )
    _change(mail, state=MailState.SKIPPED, error_code=MailError.CORRECTED, last_error=f"→ {new.pk}")
    return new


def _corrected_by_record(mail: OutboxMail, recipient: str) -> OutboxMail | None:
    try:
        return mail_named(mail.kind).corrected(mail, recipient)
    except UnknownMail as error:
        raise NotPossible(MailError.UNKNOWN_KIND) from error


def _follow_up(mail: OutboxMail, sent_at: datetime) -> None:
    with transaction.atomic():
        mail_named(mail.kind).sent(mail, sent_at)
        done = OutboxMail.objects.filter(pk=mail.pk, error_code=MailError.AFTER_SENDING).update(
            error_code="", last_error=""
        )
        if not done:
            raise NotPossible(mail.state)
    mail.refresh_from_db()


def _change(mail: OutboxMail, **changes: object) -> None:
    if not OutboxMail.objects.filter(pk=mail.pk, state__in=OPEN_STATES).update(**changes):
        mail.refresh_from_db()
        raise NotPossible(mail.state)
    mail.refresh_from_db()
