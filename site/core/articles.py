"""Articles of law as people write them: found in a text of any of our languages, whatever the spelling.

« L. 2112-2 », « articles R2111-12 à R2111-17 », “Article L3”, « Artikel 35 des Klimagesetzes », « décret n° 2024-134 ».
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

#: A number with its letter: of a law (L), of a decree of the Conseil d'État (R) or of another one (D), with or without
#: full stop, star and space. Three digits and a hyphen are an article wherever they stand.
LETTER = r"[LRD]\.?[ \u00a0\u202f]?\*?"
NUMBER = r"\d{1,4}(?:-\d{1,4})*"
SURE_ITEM = rf"(?<![\w-]){LETTER}\d{{3,4}}(?:-\d{{1,4}})+(?![\w-]*\d)"
#: Others are one behind the word alone: the letter L is also a lot, a line or a size.
WORD = r"(?:articles?|artikels?|artikeln|art\.)"
ITEM = rf"(?:{LETTER})?{NUMBER}(?:er)?(?!\w)"
BETWEEN = r"[ \u00a0\u202f]*(?:,|;|et|ou|à|and|or|to|und|oder|bis|–|-)[ \u00a0\u202f]*"
LIST = re.compile(rf"(?<!\w){WORD}[ \u00a0\u202f]+({ITEM}(?:{BETWEEN}{ITEM})*)", re.IGNORECASE)
SURE = re.compile(rf"{SURE_ITEM}(?:{BETWEEN}{SURE_ITEM})*")
ONE = re.compile(rf"({LETTER})?({NUMBER})(?:er)?(?!\w)", re.IGNORECASE)
TO = re.compile(r"^[ \u00a0\u202f]*(?:à|to|bis|–)[ \u00a0\u202f]*$", re.IGNORECASE)
#: A law or a decree named by its number: the year, then the rank.
NUMBERED = re.compile(
    r"(?:\b(?:loi|décret|ordonnance|arrêté|act|law|decree|order|gesetz|dekret|verordnung)\b(?:[^.;<>]|n[ro]\.){0,15}?"
    r"|\bn°[ \u00a0\u202f]?)((?:19|20)\d\d-(?!(?:19|20)\d\d)\d{1,4})(?![\d-])",
    re.IGNORECASE,
)
#: What makes « article 35 » an article of law, and not one of the contract that a clause is for.
TEXT_OF_LAW = re.compile(
    r"\b(?:loi|décret|ordonnance|règlement|directive|code|rgpd|law|act|decree|regulation|gdpr|gesetz(?:es|buchs?)?"
    r"|\w*gesetz(?:es|buchs?)?|dekrets?|verordnung|richtlinie|dsgvo)\b",
    re.IGNORECASE,
)
#: How far from the article its text of law is named, in characters.
NEAR = 60


@dataclass(frozen=True)
class Span:
    """An article, or several in a row: from the first to the last, both written as ``R2111-12``."""

    first: str
    last: str

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}–{self.last}"

    def covers(self, number: str) -> bool:
        """Whether an article is one of these.

        :param number: as :func:`plain` writes it.
        """
        return key(self.first) <= key(number) <= key(self.last) or number in (self.first, self.last)

    def meets(self, other: "Span") -> bool:
        """Whether these articles and others have one in common."""
        return key(self.first) <= key(other.last) and key(other.first) <= key(self.last)


def plain(number: str) -> str:
    """The number of an article without full stop, star, space and ordinal: ``L. 2112-2`` is ``L2112-2``."""
    return re.sub(r"[.*\s]", "", number).upper().removesuffix("ER")


def key(number: str) -> tuple[str, tuple[int, ...]]:
    """Where an article stands among the others: ``R2123-8`` before ``R2123-10``, and R apart from L."""
    letter = number[:1] if number[:1].isalpha() else ""
    return letter, tuple(int(part) for part in re.findall(r"\d+", number))


def spans_of_numbers(text: str) -> list[Span]:
    """The articles of a list that holds nothing else: « L2123-1 et R2123-1 à R2123-8 »."""
    found: list[Span] = []
    end = 0
    for match in ONE.finditer(text):
        number = plain(match[0])
        if found and TO.match(text[end : match.start()]) and found[-1].first == found[-1].last:
            found[-1] = Span(found[-1].first, last_of_row(found[-1].first, number))
        else:
            found.append(Span(number, number))
        end = match.end()
    return found


def last_of_row(first: str, number: str) -> str:
    """The last article of a row, of which a text says only what differs: « R2111-12 à 17 »."""
    if number[0].isalpha():
        return number
    if "-" in first and "-" not in number:
        return f"{first.rpartition('-')[0]}-{number}"
    return key(first)[0] + number


def articles_in(text: str) -> list[Span]:
    """The articles and numbered texts of law that a text names, each once, in the order of their numbers.

    :param text: plain text, in any language.
    """
    return in_order(_articles_in(text))


def articles_in_all(texts: Iterable[str]) -> list[Span]:
    """The same of several texts, each article once."""
    return in_order(chain.from_iterable(map(_articles_in, texts)))


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Articles, each once, in the order of their numbers."""
    return sorted(set(spans), key=lambda span: (key(span.first), key(span.last)))


def _articles_in(text: str) -> Iterator[Span]:
    listed: list[tuple[int, int]] = []
    for match in LIST.finditer(text):
        around = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        for span in spans_of_numbers(match[1]):
            if span.first[0].isalpha() or TEXT_OF_LAW.search(around):
                yield span
        listed.append(match.span())
    for match in SURE.finditer(text):
        if not any(start <= match.start() < end for start, end in listed):
            yield from spans_of_numbers(match[0])
    for match in NUMBERED.finditer(text):
        yield Span(match[1], match[1])
