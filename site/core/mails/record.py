"""A mail as one record: who tells it, what its text may hold, what follows when it has left.

An application registers its mails once it is ready; whatever else is said of mails is derived from the records:

    register(LOAN_LENT, LOAN_OVERDUE)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from core.mails.letter import Letter
from core.mails.placeholders import Placeholder
from core.models import OutboxMail

Hook = Callable[[OutboxMail, datetime], None]


class NotRelevant(Exception):
    """What the mail would say is no longer true: it is skipped, and the journal tells why.

    :param reason: for the team, without a name or an address.
    """

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownMail(LookupError):
    """No application has registered a mail of this name."""


def nothing_follows(row: OutboxMail, at: datetime) -> None:
    """Most mails have nothing to do once they have left, or failed."""


def copy_is_good(row: OutboxMail, recipient: str) -> OutboxMail | None:
    """Most mails hold nothing that depends on the address: the outbox copies them to the right one."""
    return None


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail that an application sends.

    The hooks run in the transaction that records the fact: they write, they send nothing. A hook runs *before* the row
    of the mail is written, so that an application can take its own lock first, as it does everywhere else; when the row
    turns out to be another worker’s, all that the hook wrote is taken back.

    :param name: stable, and its own in the whole house: rows in the database name it.
    :param label: for the team.
    :param application: label of the application whose ``mail_texts/<language>.json`` hold its words.
    :param tell: makes the letter when the mail leaves, in the active language, which is the mail’s. May read the
        database; runs in no transaction. Raises :class:`NotRelevant` when there is nothing true to say any more.
    :param example: makes a letter about invented people in a language, for the preview. Stores nothing.
    :param placeholders: what its text may hold, in the order in which the team reads them.
    :param barred: names of placeholders that its text must not hold although mails like it may: it goes to addresses
        that nobody has confirmed, so no word that somebody typed is in it (docs/decisions/0037).
    :param asked_by_anybody: whether filling in a form sends it to any address: it counts towards its daily limit.
    :param addressee: finds the address when the mail leaves, for a private mail: its row holds whom it is for and no
        address. It tells an account’s holder of their account: the journal does not show it, no pause holds it, and
        its words are the shipped ones. Raises :class:`NotRelevant` when there is nobody any more.
    :param changes_calendars: whether it changes the entry in somebody’s calendar, and so its version.
    :param sent: what follows from the mail having left, at that moment: an offer’s clock starts here.
    :param failed: what follows from the mail having been given up.
    :param corrected: corrects the address where it came from, and writes the mail anew; nothing: a copy is good.
        Personal links in the old one die here. It is given the row that will not be sent, whose key is taken, and the
        right address.
    """

    name: str
    label: str | Promise
    application: str
    tell: Callable[[OutboxMail], Letter]
    example: Callable[[str], Letter]
    placeholders: Sequence[Placeholder] = ()
    barred: Sequence[str] = ()
    asked_by_anybody: bool = False
    addressee: Callable[[OutboxMail], str] | None = None
    changes_calendars: bool = False
    sent: Hook = nothing_follows
    failed: Hook = nothing_follows
    corrected: Callable[[OutboxMail, str], OutboxMail | None] = copy_is_good

    @property
    def is_private(self) -> bool:
        """Whether it is between the site and the holder of an account."""
        return self.addressee is not None

    def address_for(self, row: OutboxMail) -> str:
        """Where a mail goes.

        :raises NotRelevant: to nobody any more.
        """
        return self.addressee(row) if self.addressee else row.recipient


REGISTRY: dict[str, Mail] = {}


def register(*mails: Mail) -> None:
    """Make mails known to the outbox, the journal and the screens of texts.

    :raises ValueError: a name belongs to another mail.
    """
    for mail in mails:
        if REGISTRY.setdefault(mail.name, mail) is not mail:
            raise ValueError(f"A mail named {mail.name!r} is registered already.")


def mail_named(name: str) -> Mail:
    """Return the mail of a name.

    :raises UnknownMail: no application has registered it.
    """
    try:
        return REGISTRY[name]
    except KeyError:
        raise UnknownMail(name) from None


def all_mails() -> list[Mail]:
    """Return all mails, application by application, in the order of their tables."""
    return list(REGISTRY.values())


def asked_by_anybody() -> list[str]:
    """Return the names of the mails that anybody can have sent to any address by filling in a form."""
    return [mail.name for mail in all_mails() if mail.asked_by_anybody]


def team_mails() -> list[Mail]:
    """Return the mails that the team runs: it sees them leave, and may change their words."""
    return [mail for mail in all_mails() if not mail.is_private]


def private_names() -> list[str]:
    """Return the names of the mails that are between the site and the holder of an account."""
    return [mail.name for mail in all_mails() if mail.is_private]
