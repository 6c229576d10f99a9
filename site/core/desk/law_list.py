"""A list of articles of law that have changed, as somebody writes it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.articles import Span, spans_of_numbers
from core.law import Code

#: The year and the rank of a law or a decree: « 2024-134 ».
NUMBERED = re.compile(r"(?:n°\s*)?((?:19|20)\d\d-\d{1,4})")
ENTRY = re.compile(r"(?:(?P<code>[a-z]+):)?\s*(?P<articles>.+)")


@dataclass(frozen=True)
class Change:
    """Articles that have changed.

    :param code: a value of :class:`core.law.Code`, where the list says it: other codes are left alone then.
    """

    span: Span
    code: str = ""


def read_changes(lines: Iterable[str]) -> list[Change]:
    """The articles of a list, each once; what is behind « # » is a remark.

    :param lines: as « L2112-2 », « R2111-12 à R2111-17 », « ccp:L3, L4 » or « 2024-134 ».
    :raises ValueError: with the line that names no article.
    """
    changes: list[Change] = []
    for line in lines:
        written = line.partition("#")[0].strip()
        if written:
            changes += changes_of(written)
    return list(dict.fromkeys(changes))


def changes_of(written: str) -> list[Change]:
    """The articles of one line.

    :raises ValueError: with the line, when it names none.
    """
    entry = ENTRY.fullmatch(written)
    code = (entry["code"] if entry else "") or ""
    if entry is None or (code and code not in Code.values):
        raise ValueError(written)
    if numbered := NUMBERED.fullmatch(entry["articles"]):
        return [Change(Span(numbered[1], numbered[1]))]
    spans = spans_of_numbers(entry["articles"])
    if not spans:
        raise ValueError(written)
    return [Change(span, code) for span in spans]
