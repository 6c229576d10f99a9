"""The end of an address, made of a title as its language writes it: one table of letters for browser and server.

The table is a list of replacements, each a regular expression that Python and JavaScript read alike: Wagtail's field of
a slug takes them (``core.page_forms``), and the server applies the same ones here. So the two cannot differ.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

#: What stands for a match of an expression.
Replacement = tuple[str, str]

#: As long as Wagtail's field.
LONGEST = 255

#: What Unicode does not take apart, and every language writes alike.
LETTERS = {
    "æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ĸ": "k",
    "ŋ": "ng", "ŧ": "t",
    # What is left of ŀ, of ŉ and of ½ once they are taken apart.
    "·": "", "ʼ": "", "⁄": "-",
}  # fmt: skip
#: Letters with accents, small raised and lowered ones, letters drawn as one.
RANGES = [(0xAA, 0x24F), (0x2B0, 0x2B8), (0x1D2C, 0x1D6A), (0x1E00, 0x1EFF), (0x2070, 0x209C), (0xFB00, 0xFB06)]
#: The mark of an accent that stands after its letter, as a Mac writes it.
ACCENTS = r"[\u0300-\u036f]+"
APOSTROPHES = "['\u2018\u2019\u02bc]"
#: Nobody sees them: where a word may be parted, or not.
UNSEEN = r"[\u00ad\u200b-\u200d\u2060\ufeff]+"

#: What a language writes in its own way.
OWN: dict[str, list[Replacement]] = {
    # L’été des œuvres: an apostrophe parts two words.
    "fr": [(APOSTROPHES, "-"), ("&", "-et-"), ("%", "-pour-cent-"), ("€", "-euros-")],
    "de": [
        ("[äÄ]|[aA]\u0308", "ae"),
        ("[öÖ]|[oO]\u0308", "oe"),
        ("[üÜ]|[uU]\u0308", "ue"),
        ("&", "-und-"),
        ("%", "-prozent-"),
        ("€", "-euro-"),
    ],
    "en": [("&", "-and-"), ("%", "-percent-"), ("€", "-euros-")],
}


def slug_of(text: str, language: str) -> str:
    """The end of an address for a title, or for an address as somebody typed it.

    :param language: two-letter code; of an unknown one, accents are left out.
    :returns: small letters, digits, ``-`` and ``_``; nothing when no letter of the text is in the table.
    """
    for expression, instead in replacements(language):
        text = re.sub(expression, instead, text)
    return text.lower()[:LONGEST].rstrip("-")


@cache
def replacements(language: str) -> tuple[Replacement, ...]:
    """What is put for what in a title, one after the other."""
    return (
        *OWN.get(language, []),
        (UNSEEN, ""),
        # In French they are gone by now; elsewhere a word goes on: Grimm’sche, buyer’s.
        (APOSTROPHES, ""),
        (ACCENTS, ""),
        *plain_letters(),
        ("[^A-Za-z0-9_-]+", "-"),
        ("-{2,}", "-"),
        ("^-+|-+$", ""),
    )


@cache
def plain_letters() -> tuple[Replacement, ...]:
    """The letters beyond A to Z, by what is written for them."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for letter, plain in letters():
        groups[plain].append(letter)
    return tuple((f"[{''.join(group)}]", plain) for plain, group in sorted(groups.items()))


def letters() -> Iterator[tuple[str, str]]:
    """Each letter beyond A to Z, and what is written for it."""
    for letter in (chr(code) for first, last in RANGES for code in range(first, last + 1)):
        parts = unicodedata.normalize("NFKD", letter)
        plain = "".join(LETTERS.get(part.lower(), part.lower()) for part in parts if not unicodedata.combining(part))
        if re.fullmatch("[a-z0-9-]+", plain):
            yield letter, plain
