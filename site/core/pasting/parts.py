"""What a pasted text is made of, once it is read: words with their styles, paragraphs, tables."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

#: Spaces at which a line may end: those that do not break are words' own.
SPACES = re.compile(r"[ \n]+")
#: The level of a paragraph that is no title.
TEXT = 0


@dataclass(frozen=True)
class Style:
    """How some words look, as far as it says what they are."""

    bold: bool = False
    italic: bool = False
    #: ``sup``, ``sub`` or nothing.
    script: str = ""
    #: Where they lead, clean; nothing for words that are no link.
    href: str = ""


@dataclass
class Run:
    """Words that look the same."""

    text: str
    style: Style


@dataclass
class Paragraph:
    """A paragraph, a title or an item of a list."""

    runs: list[Run] = field(default_factory=list)
    #: The level of a title, from 1 to 6; ``TEXT`` for what is none.
    title: int = TEXT
    #: ``ol``, ``ul``, or nothing outside of lists.
    list_kind: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


@dataclass
class Cell:
    """A cell of a table: what stands in it, and how many columns and rows it spans."""

    parts: list["Paragraph | Table"] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass
class Table:
    rows: list[list[Cell]] = field(default_factory=list)
    caption: str = ""


Part = Paragraph | Table
#: What could not be kept, by its name in :mod:`core.pasting.notes`, and how often.
Losses = Counter[str]


def lines_of(parts: Iterable[Part]) -> list[str]:
    """The words of some paragraphs, each on one line."""
    return [" ".join(SPACES.split(part.text.strip())) for part in parts if isinstance(part, Paragraph)]
