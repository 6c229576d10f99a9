"""A mail written: its words, and after them what its application tells. Whatever the team has written, it is whole."""

from dataclasses import replace

from django.utils import translation

from core.mails.confirmed import is_to_confirmed
from core.mails.letter import Letter, Message
from core.mails.record import Mail, mail_named
from core.mails.wording import Text, text_of
from core.mails.writing import html_of, plain_text, subject_of
from core.models import OutboxMail


def render(row: OutboxMail) -> Message:
    """Write a mail that leaves, in the active language, which is the mail’s.

    Of what somebody typed, nothing goes to an address that nobody has confirmed, whatever its application tells.

    :raises UnknownMail: no application has registered it.
    :raises NotRelevant: it has nothing true to say any more.
    """
    mail = mail_named(row.kind)
    letter = only_known(mail, mail.tell(row), with_typed=is_to_confirmed(row))
    return message_of(text_of(mail, row.language), letter, row.language)


def preview(mail: Mail, text: Text, language: str) -> Message:
    """A mail in some words, as one of its readers would get it. Nothing of it is stored, and nothing is sent.

    :param text: the words to try, checked.
    """
    with translation.override(language):
        return message_of(text, only_known(mail, mail.example(language), with_typed=True), language)


def only_known(mail: Mail, letter: Letter, *, with_typed: bool) -> Letter:
    """A letter without values that its mail has no placeholder for: an old text may name them still.

    :param with_typed: whether what somebody typed may stand in it.
    """
    names = {holder.name for holder in mail.placeholders if with_typed or not holder.is_typed}
    return replace(letter, values={name: value for name, value in letter.values.items() if name in names})


def message_of(text: Text, letter: Letter, language: str) -> Message:
    """A letter in its words, laid out."""
    return Message(
        subject=subject_of(text, letter),
        text=plain_text(text, letter),
        html=html_of(text, letter, language=language),
        calendars=tuple(letter.calendars),
        reply_to=letter.reply_to,
        secrets=letter.secrets,
    )
