"""Kinds of mails: how an application above `core` writes its own, and what it does once they have left.

A kind is registered when its application is ready:

    register(OfferMail())
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from core.models import OutboxMail


@dataclass(frozen=True)
class CalendarPart:
    """A calendar that travels with a mail: shown by the mail program when it can, attached in any case.

    :param method: of iTIP, in capitals: REQUEST, CANCEL, PUBLISH.
    :param content: the calendar, in UTF-8.
    :param filename: of the attachment, such as “formation.ics”.
    """

    method: str
    content: bytes
    filename: str


@dataclass(frozen=True)
class Message:
    """A mail as its reader gets it. Line breaks and other controls in a header’s value are taken out on the way."""

    subject: str
    text: str
    html: str
    calendars: Sequence[CalendarPart] = ()
    reply_to: str = ""


class NotRelevant(Exception):
    """What the mail would say is no longer true: it is skipped, and the journal tells why.

    :param reason: for the team, without a name or an address.
    """

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownKind(LookupError):
    """No application has registered this kind of mail."""


class MailKind(ABC):
    """A kind of mail. The hooks run in the transaction that records the fact: they write, they send nothing.

    A hook runs *before* the row of the mail is written, so that an application can take its own lock first, as it does
    everywhere else; when the row turns out to be another worker’s, all that the hook wrote is taken back.
    """

    #: Stable: rows in the database name it.
    name: str
    #: For the journal of mails.
    label: str | Promise

    @abstractmethod
    def render(self, mail: OutboxMail) -> Message:
        """Write the mail, in the active language, which is the mail’s. May read the database; runs in no transaction.

        :raises NotRelevant: when the mail has nothing true to say any more.
        """

    def sent(self, mail: OutboxMail, at: datetime) -> None:  # noqa: B027 - most kinds have nothing to do
        """Do what follows from the mail having left: an offer’s clock starts here.

        :param at: when the mail server took it.
        """

    def failed(self, mail: OutboxMail, at: datetime) -> None:  # noqa: B027 - same
        """Do what follows from the mail having failed for good.

        :param at: when it was given up.
        """

    def corrected(self, mail: OutboxMail, recipient: str) -> OutboxMail | None:
        """Correct the address where it came from, and write the mail anew; nothing: the outbox copies the mail.

        A kind whose mails hold personal links makes the old ones die here.

        :param mail: the one that will not be sent; its key is taken, the new one needs its own.
        :param recipient: the right address.
        :returns: the new mail, or nothing when a copy is good.
        """
        return None


REGISTRY: dict[str, MailKind] = {}


def register(kind: MailKind) -> MailKind:
    """Make a kind known. The same class again replaces it; another under its name is an error.

    :raises ValueError: when the name belongs to another class.
    """
    known = REGISTRY.get(kind.name)
    if known is not None and type(known) is not type(kind):
        raise ValueError(f"The kind of mail '{kind.name}' is registered already.")
    REGISTRY[kind.name] = kind
    return kind


def kind_of(name: str) -> MailKind:
    """Return the kind of a name.

    :raises UnknownKind: when no application has registered it.
    """
    try:
        return REGISTRY[name]
    except KeyError:
        raise UnknownKind(name) from None


def kinds() -> list[MailKind]:
    """Return all kinds, by name."""
    return sorted(REGISTRY.values(), key=lambda kind: kind.name)
