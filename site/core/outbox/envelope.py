"""From what was written to a mail that travels: headers that nothing can alter, parts in the order of RFC 2046.

multipart/mixed, with in it multipart/alternative (text, HTML, and the first calendar with its method, which mail
programs offer to accept), then every calendar once more as a file, for those that do not.
"""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from core.mail_addresses import sendable_address
from core.mails.letter import Message
from core.models import OutboxMail

LONGEST_SUBJECT = 200
#: Marks that turn the direction of a line: in a subject they would show another text than the one written.
TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
METHOD = re.compile(r"[A-Z]+")


class BadAddress(ValueError):
    """The recipient’s address cannot be one: no server would take it."""


def compose(mail: OutboxMail, message: Message) -> EmailMultiAlternatives:
    """Return the mail to hand to Django’s backend.

    :raises BadAddress: when the recipient is not one address.
    """
    email = EmailMultiAlternatives(
        subject=clean_header(message.subject)[:LONGEST_SUBJECT],
        body=clean_text(message.text),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[checked_recipient(mail.recipient)],
        reply_to=[clean_header(message.reply_to)] if message.reply_to else None,
        # RFC 3834: no automatic answer comes back, and no list answers it.
        headers={"Message-ID": clean_header(mail.message_id), "Auto-Submitted": "auto-generated"},
    )
    if message.html:
        email.attach_alternative(clean_text(message.html), "text/html")
    for position, part in enumerate(message.calendars):
        if not METHOD.fullmatch(part.method):
            raise ValueError("The method of a calendar is one word in capitals.")
        if position == 0:
            email.attach_alternative(part.content.decode(), f"text/calendar; method={part.method}")
        email.attach(clean_header(part.filename), part.content, "application/ics")
    return email


def checked_recipient(address: str) -> str:
    """Return one address as a server takes it.

    :raises BadAddress: when it is none, or more than one.
    """
    sendable = sendable_address(address)
    try:
        validate_email(sendable)
    except ValidationError as error:
        raise BadAddress from error
    return sendable


def clean_header(value: str) -> str:
    """Return a text as the value of one header: one line, no control, no mark that turns its direction."""
    kept = []
    for letter in value:
        category = unicodedata.category(letter)
        if category in {"Cc", "Zl", "Zp"}:
            kept.append(" ")
        elif category != "Cs" and letter not in TURNING:
            kept.append(letter)
    return " ".join("".join(kept).split())


def clean_text(value: str) -> str:
    """Return a body without what cannot travel: controls but line breaks and tabs, halves of letters."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})
