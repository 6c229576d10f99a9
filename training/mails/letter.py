"""What a mail is made of, whether it is read as text or as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.outbox.kinds import CalendarPart


@dataclass(frozen=True)
class Action:
    """A link, in the words of what it does.

    :param note: until when, and what happens behind it.
    """

    label: str
    url: str
    note: str = ""


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
    """

    values: dict[str, str] = field(default_factory=dict)
    action: Action | None = None
    parts: Sequence[Part] = ()
    links: Sequence[Action] = ()
    notes: Sequence[str] = ()
    calendars: Sequence[CalendarPart] = ()
