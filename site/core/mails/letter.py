"""What a mail is made of before it is laid out, and as its reader gets it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


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
class Action:
    """A link, in the words of what it does.

    :param note: until when, and what happens behind it.
    :param is_secret: whether whoever holds the address may act: it is in no copy that is kept of the mail.
    """

    label: str
    url: str
    note: str = ""
    is_secret: bool = False


@dataclass(frozen=True)
class Fact:
    """One thing to know.

    :param lines: each on a line of its own.
    :param url: an address to open, shown in full.
    :param language: of the lines, where it is not that of the mail.
    """

    label: str
    lines: Sequence[str] = ()
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Part:
    """Some facts and links under a title."""

    title: str
    facts: Sequence[Fact] = ()
    links: Sequence[Action] = ()


@dataclass(frozen=True)
class Letter:
    """A mail before it is laid out.

    :param values: what to put in the place of the placeholders of its text.
    :param action: what is expected of the reader, if anything is.
    :param links: what the reader may also do.
    :param notes: last lines: the calendar, whom to write to, what is kept.
    :param reply_to: who reads the answers.
    """

    values: dict[str, str] = field(default_factory=dict)
    action: Action | None = None
    parts: Sequence[Part] = ()
    links: Sequence[Action] = ()
    notes: Sequence[str] = ()
    calendars: Sequence[CalendarPart] = ()
    reply_to: str = ""

    @property
    def secrets(self) -> tuple[str, ...]:
        """The addresses that no copy keeps."""
        ours = [self.action, *self.links] if self.action else self.links
        actions = [*ours, *(link for part in self.parts for link in part.links)]
        return tuple(action.url for action in actions if action.is_secret)


@dataclass(frozen=True)
class Message:
    """A mail as its reader gets it. Line breaks and other controls in a header’s value are taken out on the way.

    :param secrets: what is cut out of the copy that is kept of its text.
    """

    subject: str
    text: str
    html: str
    calendars: Sequence[CalendarPart] = ()
    reply_to: str = ""
    secrets: Sequence[str] = ()
