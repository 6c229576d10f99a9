"""Reading ``who_may_what.txt``: who may open each address, and who may change what by it."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("who_may_what.txt")


@dataclass(frozen=True)
class Line:
    """What one line says.

    :param pattern: a name of an address, or a family of names with ``*``.
    :param opens: who opens it, by the name of a set; ``method`` where reading is no way to ask.
    :param changes: for each set of people, the tables they may write, by the names of their groups.
    """

    pattern: str
    opens: str
    changes: dict[str, list[str]]


class Matrix:
    """The whole file: its sets of people, its groups of tables, its lines in their order."""

    def __init__(self, text: str) -> None:
        parts = re.split(r"^\[(\w+)\]$", re.sub(r"#.*", "", text), flags=re.MULTILINE)
        sections = dict(zip(parts[1::2], parts[2::2], strict=True))
        self.tables: dict[str, list[str]] = {}
        for name, words in pairs(sections["tables"]):
            self.tables[name] = [table for word in words.split() for table in self.tables.get(word, [word])]
        self.people: dict[str, dict[str, set[str]]] = {}
        self.words_of_people = sections["people"].split()
        for whole, words in pairs(sections["people"]):
            name, _at, object_name = whole.partition(" @ ")
            self.people.setdefault(name, {})[object_name] = self.named(words.split())
        self.lines = [line(words) for words in sections["addresses"].splitlines() if words.strip()]

    def named(self, words: list[str]) -> set[str]:
        """The roles that some words name, each a role or a set above; superusers with them, but after ``only``."""
        roles = set() if words[:1] == ["only"] else {"superuser"}
        for word in words:
            roles |= self.people[word][""] if word in self.people else {word.replace("_", " ")}
        return roles - {"only"}

    def line_of(self, name: str) -> Line | None:
        """The first line whose pattern is that of an address."""
        return next((line for line in self.lines if fnmatchcase(name, line.pattern)), None)

    def who(self, set_name: str, label: str) -> set[str]:
        """The roles of a set, for an object.

        :param label: what makes the object different; it begins with the name that the file has for it.
        :raises KeyError: the set says nothing of that object.
        """
        known = self.people[set_name]
        for name in sorted(known, key=len, reverse=True):
            if label.startswith(name):
                return known[name]
        raise KeyError(f"{set_name} @ {label}")

    def may_change(self, line: Line, label: str, role: str, table: str) -> bool:
        """Whether a role may write a table by an address, for an object."""
        may = [people for people in line.changes if role in self.who(people, label)]
        return any(self.fits(table, line.changes[people]) for people in may) or self.is_read(table)

    def has_done(self, line: Line, people: str, label: str, role: str, written: set[str]) -> bool:
        """Whether somebody of a set wrote what the line lets them write, and that reading does not."""
        tables = (table for table in written if not self.fits(table, ["traces"]))
        return role in self.who(people, label) and any(self.fits(table, line.changes[people]) for table in tables)

    def is_read(self, table: str) -> bool:
        """Whether reading may write a table."""
        return self.fits(table, ["traces", "reading"])

    def fits(self, table: str, groups: list[str]) -> bool:
        """Whether a table is of one of these groups, or is named."""
        patterns = [pattern for group in groups for pattern in self.tables.get(group, [group])]
        return any(fnmatchcase(table, pattern) for pattern in patterns)


def pairs(text: str) -> list[tuple[str, str]]:
    """The names and the words of a section; a line that is indented goes on with the one above."""
    whole = re.sub(r"\n[ \t]+", " ", text)
    return [(name.strip(), words) for name, _equals, words in (row.partition("=") for row in whole.splitlines() if row)]


def line(words: str) -> Line:
    """A line of the last section: ``name  who  who: table table; who: table``."""
    pattern, opens, *rest = re.split(r"\s{2,}", words.strip(), maxsplit=2)
    changes = {}
    for part in "".join(rest).split(";"):
        people, _colon, tables = part.partition(":")
        if people.strip():
            changes[people.strip()] = tables.split()
    return Line(pattern, opens, changes)


@cache
def matrix() -> Matrix:
    """The file, read once."""
    return Matrix(FILE.read_text("utf-8"))
