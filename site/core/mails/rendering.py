"""A mail written: its words, and after them what its application tells. Whatever the team has written, it is whole."""

from django.utils import translation

from core.mails.letter import Letter, Message
from core.mails.record import Mail, mail_named
from core.mails.wording import Text, text_of
from core.mails.writing import html_of, plain_text, subject_of
from core.models import OutboxMail


def render(row: OutboxMail) -> Message:
    """Write a mail that leaves, in the active language, which is the mail’s.

    :raises UnknownMail: no application has registered it.
    :raises NotRelevant: it has nothing true to say any more.
    """
    mail = mail_named(row.kind)
    letter = mail.tell(row)
    return message_of(text_of(mail, row.language), letter, row.language)


def preview(mail: Mail, text: Text, language: str) -> Message:
    """A mail in some words, as one of its readers would get it. Nothing of it is stored, and nothing is sent.

    :param text: the words to try, checked.
    """
    with translation.override(language):
        return message_of(text, mail.example(language), language)


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
