"""Mails as files, on a machine where nobody must receive one: a backend of Django, and what the demo’s page reads."""

import email.policy
import os
import re
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage as Parsed
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

NAME = re.compile(r"\d{8}-\d{6}-\d{6}-[0-9a-f]{8}\.eml")


class EmailBackend(BaseEmailBackend):
    """Write each mail into a file of MAIL_DIR, which any mail program opens. Only the owner of the folder reads it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails, whole or not at all.

        :returns: how many were written.
        """
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{os.urandom(4).hex()}"
            unfinished = folder / f"{name}.part"
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.message().as_bytes())
            unfinished.rename(folder / f"{name}.eml")
        return len(email_messages)


def mail_files() -> list[Path]:
    """Return the files of mails, the newest first."""
    folder = Path(settings.MAIL_DIR)
    return sorted((path for path in folder.glob("*.eml") if NAME.fullmatch(path.name)), reverse=True)


def mail_file(name: str) -> Path | None:
    """Return the file of a name, if it is one of ours: a name never leads out of the folder."""
    path = Path(settings.MAIL_DIR) / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def read_mail(path: Path) -> Parsed:
    """Return a mail as Python’s own library reads it."""
    with path.open("rb") as file:
        return BytesParser(policy=email.policy.default).parse(file)


def written_at(path: Path) -> datetime:
    """Return when a file was written, by its name."""
    day, second, _micro, _random = path.stem.split("-")
    return datetime.strptime(f"{day}{second}+0000", "%Y%m%d%H%M%S%z")
