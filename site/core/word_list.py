"""One word for one thing: the list of ``docs/howto/words.md``, and the words that go against it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/howto/words.md"
#: The columns of the table: names of languages in English.
COLUMNS = {"French": "fr", "English": "en", "German": "de"}
NEVER = "never in "
#: What a program reads or fills in, and addresses: no words.
NOT_WORDS = re.compile(r"%\(\w+\)[sd]|\{\{?[^{}]*\}?\}|<[^>]+>|https?://\S+|\S+@\S+")


class Stray(NamedTuple):
    """A word that the list refuses, as it was found, and what to say."""

    found: str
    instead: str

    def __str__(self) -> str:
        return f"“{self.found}”: say “{self.instead}”"


class Refused(NamedTuple):
    """What must not be said of one notion, in one language."""

    pattern: re.Pattern[str]
    instead: str


@cache
def rows() -> list[dict[str, str]]:
    """The table, a notion a row, by the titles of its columns."""
    lines = DOCUMENT.read_text("utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [dict(zip(table[0], cells, strict=True)) for cells in table[2:]]


@cache
def refused(language: str) -> list[Refused]:
    """What must not be said in a language; nothing in one that the table does not have.

    :param language: two-letter code.
    """
    names = [name for name, code in COLUMNS.items() if code == language]
    found = []
    for name in names:
        for row in rows():
            words = [word.strip() for word in row[NEVER + name].split(",") if word.strip()]
            if words:
                found.append(Refused(_pattern_of(words), row[name] or "something plainer"))
    return found


def _pattern_of(words: list[str]) -> re.Pattern[str]:
    """Any of some words, whole: in any case, or as it stands where it has a capital."""
    parts = []
    for word in words:
        first, rest = (re.escape(part).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for part in (word[0], word[1:]))
        # A sentence may begin with it.
        start = f"(?i:{first})" if first.islower() else first
        parts.append(start + (f"(?i:{rest})" if word == word.lower() else rest))
    # “E-Mail” is one word, and “Mail” is not in it.
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def strays(text: str, language: str) -> Iterator[Stray]:
    """The words of a text that the list refuses.

    :param text: as readers see it, or with tags, addresses and placeholders, which are no words.
    :param language: two-letter code.
    """
    plain = NOT_WORDS.sub(" ", text)
    for pattern, instead in refused(language):
        yield from (Stray(match.group(), instead) for match in pattern.finditer(plain))
