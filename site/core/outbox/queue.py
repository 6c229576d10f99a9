"""Write a mail into the outbox, in the transaction of the decision it tells. Nothing is rendered, nothing leaves."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils import timezone

from core.mail_addresses import address_key, ascii_domain
from core.mails.record import mail_named
from core.models import OutboxMail

LONGEST_KEY = 200
LONGEST_ADDRESS = 254
DAY = timedelta(hours=24)


def enqueue(
    *,
    key: str,
    mail: str,
    recipient: str,
    language: str,
    about: uuid.UUID | None = None,
    context: dict[str, Any] | None = None,
    created_at: datetime | None = None,
) -> OutboxMail:
    """Write a mail, once: the same key again returns the mail that is there, as it is.

    :param key: says which decision the mail tells, such as “offer:<sign-up>:<version>”; 200 characters at most.
    :param mail: name of a registered mail.
    :param recipient: one address; a form has checked it. None for a private mail: it is found when the mail leaves.
    :param language: of the person, as “fr”.
    :param about: what the mail is about, to find it again.
    :param context: facts as they are now, for those who tell the mail; dates and UUIDs become text.
    :param created_at: when it was decided, by default now; mails leave in this order.
    :raises UnknownMail: when no application has registered the mail.
    :raises ValueError: when the key or the address is too long: a database would refuse it, or cut it.
    """
    shortest = 0 if mail_named(mail).is_private else 1
    if not 0 < len(key) <= LONGEST_KEY or not shortest <= len(recipient) <= LONGEST_ADDRESS:
        raise ValueError("The key or the address of a mail is empty or too long.")
    created_at = created_at or timezone.now()
    row, _created = OutboxMail.objects.get_or_create(
        key=key,
        defaults={
            "kind": mail,
            "recipient": recipient,
            "recipient_key": address_key(recipient),
            "language": language,
            "about": about,
            "context": context or {},
            "created_at": created_at,
            "next_try_at": created_at,
            "message_id": new_message_id(),
        },
    )
    return row


def sent_today(recipient: str, mails: Collection[str]) -> int:
    """Count the mails decided for an address in the last 24 hours, for a daily cap. Skipped ones do not count less.

    :param recipient: in any form: its key is what counts.
    :param mails: names of those that share the cap.
    """
    since = timezone.now() - DAY
    return OutboxMail.objects.filter(recipient_key=address_key(recipient), kind__in=mails, created_at__gt=since).count()


def new_message_id() -> str:
    """Return a Message-ID of this site’s domain: the same at each attempt, so that a mail program shows one mail."""
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{uuid.uuid4().hex}@{ascii_domain(sender.rpartition('@')[2]) or 'localhost'}>"
