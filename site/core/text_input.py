"""Words that somebody typed on a public page, made safe for mails, files and screens."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: Marks that turn the direction of the words around them, and the sign of a byte that was no letter.
FORBIDDEN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffd")
FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cn", "Co", "Cs"})
LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")


def clean_line(value: str) -> str:
    """One line of text: composed letters, single spaces.

    :param value: what was typed, already of a bounded length.
    :raises ValidationError: for a line break, a control character, a mark that turns the direction of words.
    """
    _refuse_forbidden(value)
    if LINE_ENDS.search(value):
        raise _refusal()
    return " ".join(unicodedata.normalize("NFC", value).split())


def clean_text(value: str) -> str:
    """Text of several lines, each ended by a line feed.

    :param value: what was typed, already of a bounded length.
    :raises ValidationError: as :func:`clean_line`, line breaks and tabs aside.
    """
    value = LINE_ENDS.sub("\n", value)
    _refuse_forbidden(value.replace("\n", "").replace("\t", ""))
    return unicodedata.normalize("NFC", value).strip()


def _refuse_forbidden(value: str) -> None:
    if any(letter in FORBIDDEN or unicodedata.category(letter) in FORBIDDEN_CATEGORIES for letter in value):
        raise _refusal()


def _refusal() -> ValidationError:
    return ValidationError(_("This text has a character that cannot be used here. Type it again."), code="forbidden")


def person_fold(name: str) -> str:
    """One form of a name (stand-in, until the cleaner of texts lands)."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
