"""What a start of the site can check of mails: that each has its words, fit to leave, in every language."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ValidationError

from core.enums import Language
from core.mails.record import Mail, all_mails
from core.mails.wording import checked, shipped_text


@register
def check_mails_have_texts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a mail without a shipped text, or with one that its own checks would not let the team save."""
    faults = [
        f"{mail.application}/mail_texts/{language.value}.json: {mail.name}: {fault}"
        for mail in all_mails()
        for language in Language
        if (fault := fault_of(mail, language))
    ]
    return [Error(fault, hint="See docs/howto/add-a-mail.md.", id="core.E005") for fault in faults]


def fault_of(mail: Mail, language: str) -> str:
    """What is wrong with the shipped text of a mail; nothing when all is well."""
    try:
        checked(mail, shipped_text(mail, language))
    except (FileNotFoundError, KeyError):
        return "no text"
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
