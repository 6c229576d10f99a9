"""Record how an attempt ended: the row and what follows from it in one transaction, and only if the mail is still ours.

The application’s hook comes first and the row second, because applications take their own lock first everywhere else:
two transactions that want the same two rows then ask for them in the same order. A row that turns out to be another
worker’s takes everything back.

A hook that fails does not undo that the mail has left: the mail stays sent, and its row says what was not recorded.
"""

import logging
import time
from collections.abc import Iterable
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from core.mail_states import MailError, MailState
from core.mails.record import Hook, UnknownMail, mail_named
from core.models import OutboxMail
from core.outbox.leases import MOST_ATTEMPTS, delay_after, ours

logger = logging.getLogger(__name__)

#: A database that is busy or away for a moment must not make us send again: seconds between attempts to record.
PATIENCE = (1, 3, 10)


class LeaseLost(Exception):
    """Another worker holds the mail."""


def record_sent(mail: OutboxMail, email: EmailMultiAlternatives, secrets: Iterable[str] = ()) -> str:
    """Record that a mail has left, with the words that left, and do what follows.

    :param secrets: what is cut out of these words.
    """
    mail.state, mail.sent_at = MailState.SENT, timezone.now()
    mail.subject, mail.text = str(email.subject), str(email.body)
    for secret in secrets:
        mail.text = mail.text.replace(secret, "[…]")
    return _conclude(mail, mail_named(mail.kind).sent, sent_at=mail.sent_at, subject=mail.subject, text=mail.text)


def give_up(mail: OutboxMail, code: MailError, fault: str) -> str:
    """Record that a mail has failed for good, and do what follows."""
    mail.state = MailState.FAILED
    hook: Hook | None
    try:
        hook = mail_named(mail.kind).failed
    except UnknownMail:
        hook = None
    return _conclude(mail, hook, code, fault)


def skip_as_not_relevant(mail: OutboxMail, reason: str) -> str:
    """Record that a mail had nothing true to say any more."""
    mail.state = MailState.SKIPPED
    return _conclude(mail, None, MailError.NOT_RELEVANT, reason)


def try_later(mail: OutboxMail, code: MailError, fault: str) -> str:
    """Give a mail its next attempt; give it up when it has had them all."""
    if mail.attempts >= MOST_ATTEMPTS:
        return give_up(mail, code, fault)
    mail.state = MailState.WAITING
    return _conclude(mail, None, code, fault, next_try_at=timezone.now() + delay_after(mail.attempts))


def hand_back(mail: OutboxMail, code: MailError, fault: str) -> str:
    """Put a mail back as it was: it was not its turn to fail."""
    mail.state = MailState.WAITING
    return _conclude(mail, None, code, fault, attempts=mail.attempts - 1, to_unconfirmed_at=None)


def _conclude(mail: OutboxMail, hook: Hook | None, code: MailError | str = "", fault: str = "", **changes: Any) -> str:
    """Write the new state; again when the database is busy or was away.

    :returns: the state, or “taken over” when the mail was another worker’s by then.
    """
    changes |= {"state": mail.state, "lease": None, "lease_until": None, "error_code": code, "last_error": fault[:300]}
    for seconds in PATIENCE:
        try:
            return _record(mail, hook, changes)
        except OperationalError as error:
            logger.warning("The end of mail %s is not recorded yet: %s", mail.pk, type(error).__name__)
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            time.sleep(seconds)
    return _record(mail, hook, changes)


def _record(mail: OutboxMail, hook: Hook | None, changes: dict[str, Any]) -> str:
    try:
        with transaction.atomic():
            _write(mail, hook, dict(changes))
    except LeaseLost:
        logger.warning("Mail %s was taken over by another worker before its end was recorded", mail.pk)
        return "taken over"
    return str(mail.state)


def _write(mail: OutboxMail, hook: Hook | None, changes: dict[str, Any]) -> None:
    if hook is not None:
        try:
            with transaction.atomic():
                hook(mail, changes.get("sent_at") or timezone.now())
        except OperationalError:
            raise
        except Exception as error:
            logger.error("What follows from mail %s was not recorded: %s", mail.pk, type(error).__name__)
            if mail.state == MailState.SENT:
                changes |= {"error_code": MailError.AFTER_SENDING, "last_error": type(error).__name__}
    if not ours(mail).update(**changes):
        raise LeaseLost
