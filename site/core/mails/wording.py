"""The words of mails: those shipped, one file a language in each application, and the team’s own over them.

``mail_texts/fr.json`` of an application holds under ``mails`` a subject and paragraphs for each of its mails; what else
is in it is the application’s own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError

from core.mails.placeholders import check_body, check_subject
from core.mails.record import Mail
from core.models import MailText
from core.models.mail_text import LONGEST_BODY, LONGEST_SUBJECT
from core.typed_text import clean_line, clean_text


@dataclass(frozen=True)
class Text:
    """Subject and body of a mail, their placeholders not filled in. An empty line parts two paragraphs."""

    subject: str
    body: str


@cache
def shipped_words(application: str, language: str) -> Mapping[str, Any]:
    """All the shipped words of an application in a language, read once.

    :param application: its label.
    """
    folder = Path(apps.get_app_config(application).path) / "mail_texts"
    return json.loads((folder / f"{language}.json").read_text("utf-8"))


def shipped_text(mail: Mail, language: str) -> Text:
    """The shipped text of a mail."""
    text = shipped_words(mail.application, language)["mails"][mail.name]
    return Text(subject=text["subject"], body="\n\n".join(text["body"]))


def own_text(mail: Mail, language: str) -> MailText | None:
    """The row with the team’s own text; none where it is the shipped one."""
    return MailText.objects.filter(mail=mail.name, language=language).first()


def text_of(mail: Mail, language: str) -> Text:
    """The text of a mail as it leaves: the team’s own, or the shipped one; of a private mail always the latter."""
    own = None if mail.is_private else own_text(mail, language)
    return Text(subject=own.subject, body=own.body) if own else shipped_text(mail, language)


def checked(mail: Mail, text: Text) -> Text:
    """A text as it may leave: tidied, with no placeholder but its mail’s, and with those that the mail needs.

    :raises ValidationError: every fault at once, in words, by ``subject`` and ``body``.
    """
    subject, body = text.subject, text.body
    errors: dict[str, ValidationError] = {}
    try:
        subject = clean_line(subject, longest=LONGEST_SUBJECT)
        check_subject(subject, mail.placeholders, mail.barred)
    except ValidationError as error:
        errors["subject"] = error
    try:
        body = clean_text(body, longest=LONGEST_BODY)
        check_body(body, mail.placeholders, mail.barred)
    except ValidationError as error:
        errors["body"] = error
    if errors:
        raise ValidationError(errors)
    return Text(subject, body)
