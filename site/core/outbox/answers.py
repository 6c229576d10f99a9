"""What a mail server’s answer means for a mail: never again, later, or not the mail’s affair.

Only a refusal of the recipient or of this very message is final. A refusal of the connection, of the login, of the
greeting or of the sender would hit every mail alike: it is the server’s fault or our settings’, and no mail pays.
"""

import re
import smtplib
import ssl
from dataclasses import dataclass
from enum import Enum

from core.mail_states import MailError

LONGEST_TEXT = 300
CLOSING = 421
TOO_BIG = 552
#: Answers to any command that mean “log in first” or “your login is wrong” (RFC 4954, section 6).
LOGIN_CODES = frozenset({530, 534, 535, 538})
ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")


class Scope(Enum):
    """How far a verdict reaches."""

    FINAL = "this mail fails"
    LATER = "this mail tries again later"
    SERVER = "no mail can leave now"


@dataclass(frozen=True)
class Verdict:
    """A fault and what follows. The text is the server’s, without an address."""

    scope: Scope
    code: MailError
    text: str


def judge_opening(error: OSError) -> Verdict:
    """Return what it means that no connection could be opened: always the server’s affair.

    :param error: of a socket, of TLS or of SMTP.
    """
    refused = isinstance(error, (smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError)) or (
        isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
    )
    return Verdict(Scope.SERVER, MailError.SERVER_SETTINGS if refused else MailError.SERVER_DOWN, _text(error))


def judge_sending(error: OSError, recipient: str) -> Verdict:
    """Return what it means that a mail was not taken over an open connection.

    :param recipient: taken out of the text.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()), (0, b""))
        return _judge_code(code, _scrubbed(code, answer, recipient), MailError.RECIPIENT_REFUSED)
    if isinstance(error, smtplib.SMTPResponseException):
        text = _scrubbed(error.smtp_code, error.smtp_error, recipient)
        if _hits_every_mail(error):
            settings_are_wrong = error.smtp_code >= 500
            return Verdict(Scope.SERVER, MailError.SERVER_SETTINGS if settings_are_wrong else MailError.LATER, text)
        return _judge_code(error.smtp_code, text, MailError.MESSAGE_REFUSED)
    return Verdict(Scope.LATER, MailError.DROPPED, _text(error))


def _hits_every_mail(error: smtplib.SMTPResponseException) -> bool:
    """Tell whether an answer is to the greeting or to the sender, which are the same for all mails."""
    if isinstance(error, smtplib.SMTPSenderRefused):
        return error.smtp_code not in {CLOSING, TOO_BIG}
    return isinstance(error, smtplib.SMTPHeloError)


def _judge_code(code: int, text: str, refusal: MailError) -> Verdict:
    if code in LOGIN_CODES:
        return Verdict(Scope.SERVER, MailError.SERVER_SETTINGS, text)
    if code >= 500:
        return Verdict(Scope.FINAL, refusal, text)
    # 421 closes the line: it counts against this mail all the same, since some servers say it to one recipient only,
    # and a mail that nobody may count against would stand before all others for ever.
    return Verdict(Scope.LATER, MailError.DROPPED if code == CLOSING else MailError.LATER, text)


def _scrubbed(code: int, answer: bytes | str, recipient: str) -> str:
    """Return an answer on one line without the recipient’s address or any other."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    local = recipient.rpartition("@")[0]
    for secret in filter(None, (recipient, local)):
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "…", text, flags=re.IGNORECASE)
    return " ".join(f"{code} {ADDRESS.sub('…', text)}".split())[:LONGEST_TEXT]


def _text(error: OSError) -> str:
    """Return the name of an error, and the server’s words if there are any."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _scrubbed(error.smtp_code, error.smtp_error, "")
    # Not str(error): it may hold the address of a machine, or a path.
    return " ".join(filter(None, (type(error).__name__, error.strerror or "")))[:LONGEST_TEXT]
