"""What people type, or paste: names and answers in any script, and nothing that hides in them.

A name goes into pages, headers of mails, calendars and sheets. So what cannot be seen is refused, in words, rather than
taken away in silence: a name that was changed behind somebody's back is no longer theirs. Spaces are put right, since
nobody sees those, and letters get their one form (NFC): an é is one character, however the keyboard made it.

The team pastes from office software all day, which puts signs of its own between the letters: those that show nothing
and change nothing go, and only what makes words be read as others is refused (:func:`clean_typed`).
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_LINE = 200
LONGEST_TEXT = 5000
#: A letter typed in pieces has at most so many; nor does one in its one form (NFC) become more than so many.
PIECES_OF_A_LETTER = 4
#: Signs that may be stacked on one letter: the longest run of a Stream-Safe text (Unicode UAX #15, section 13). Real
#: words have three or four; the time to put them in order grows with the square.
HIGHEST_STACK = 30

ZWNJ, ZWJ = "\u200c", "\u200d"
VIRAMA = 9
VARIATION_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
#: Categories of what is not seen: controls, formats, line and paragraph separators, halves of characters.
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Letters and signs that show as nothing; and the two that stand for what was lost on the way.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd")
LINE_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
#: What shows as nothing and changes nothing where it stands: word and column breaks of office software, marks of a text
#: that was compared, places where a word may be parted, signs of direction that only repeat what letters say.
IDLE = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb\ufffc"
)
#: What none of this is asked of: the letters of our languages, as they are typed.
PLAIN = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\xff\u0152\u0153\u2013\u2014\u2018-\u201e\u2026\u202f\u20ac]*")
#: Letters before a sign that is refused, to find it by.
SHOWN_BEFORE = 20
#: One sign for those that keyboards and telephones write differently.
ONE_SIGN = str.maketrans(dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("‐‑‒–", "-"))


def is_hidden(character: str) -> bool:
    """Tell whether a character cannot be seen, or can make others be read as what they are not (bidi overrides)."""
    return unicodedata.category(character) in HIDDEN_CATEGORIES or character in BLANK or is_noncharacter(character)


def is_noncharacter(character: str) -> bool:
    """Tell whether a character is none, for good: the 66 of the Unicode Standard, section 23.7."""
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def clean_line(value: str, *, longest: int = LONGEST_LINE) -> str:
    """Return a name or another answer of one line: in its one form, with single spaces and none at its ends.

    :param value: what was typed. Nothing but spaces is an empty line.
    :param longest: in characters, once clean.
    :raises ValidationError: when it is too long, or holds a line break or another character that is not seen.
    """
    line = _composed(value, longest).strip()
    _refuse_hidden(line)
    return _of_length(" ".join(line.split()), longest)


def clean_text(value: str, *, longest: int = LONGEST_TEXT) -> str:
    r"""Return an answer of several lines: in its one form, lines ended by ``\n``, no spaces at their ends, no tabs.

    :param value: what was typed.
    :param longest: in characters, once clean.
    :raises ValidationError: when it is too long, or holds a character that is not seen.
    """
    text = LINE_BREAKS.sub("\n", _composed(value, longest)).replace("\t", " ")
    lines = [line.rstrip(" ") for line in text.split("\n")]
    for line in lines:
        _refuse_hidden(line)
    return _of_length("\n".join(lines).strip(), longest)


def clean_typed(value: str, *, lines: bool = True) -> str:
    r"""Return what the team typed or pasted, as it is seen: in its one form, without what shows nothing.

    Spaces stay, those that do not break too: editors put them where French wants them.

    :param value: what was typed.
    :param lines: whether line breaks are meant: else each is a space.
    :raises ValidationError: when it holds a sign that is not seen and makes others be read as what they are not, such
        as U+202E, or that stands for what was lost on the way. The error says which, and after what words.
    """
    if PLAIN.fullmatch(value) and (lines or "\n" not in value):
        return value
    text = LINE_BREAKS.sub("\n" if lines else " ", value).replace("\t", " ")
    if _height(text) > HIGHEST_STACK:
        raise _not_allowed()
    text = unicodedata.normalize("NFC", text)
    return "".join(character for place, character in enumerate(text) if _is_kept(text, place))


def _is_kept(text: str, place: int) -> bool:
    character = text[place]
    if character == "\n" or not is_hidden(character) or _joins(text, place):
        return True
    if character in IDLE or character in (ZWNJ, ZWJ) or unicodedata.category(character) == "Cc":
        return False
    message = _(
        "After “%(before)s” stands a character that is not seen and changes how words are read (%(code)s). "
        "Delete it, or type these words again."
    )
    params = {"before": text[max(0, place - SHOWN_BEFORE) : place], "code": f"U+{ord(character):04X}"}
    raise ValidationError(message, code="hidden_character", params=params)


def person_fold(name: str) -> str:
    """Return a name as one compares it, to know the same person who signs up twice: never to show.

    Not told apart: capitals, spaces, an é in one or two pieces, wide or joined letters (ﬁ), the apostrophes and hyphens
    of different keyboards, what is not seen. Told apart: accents. André and Andrè on one mailbox may be two colleagues,
    and turning somebody away is worse than keeping two chairs for one. It can be far longer than the name.

    After toNFKC_Casefold (the Unicode Standard, section 3.13).
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", name).casefold())
    folded = unicodedata.normalize("NFKC", folded.casefold()).translate(ONE_SIGN)
    folded = "".join(" " if character.isspace() else character for character in folded)
    folded = re.sub(f"[{VARIATION_SELECTORS}]", "", folded)
    seen = "".join(character for character in folded if not is_hidden(character))
    # What went may have stood between a letter and its accent.
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def _composed(value: str, longest: int) -> str:
    """Put each letter in its one form, when the text is of a size that one can handle."""
    _of_length(value, longest * PIECES_OF_A_LETTER, said=longest)
    if _height(value) > HIGHEST_STACK:
        raise _not_allowed()
    return unicodedata.normalize("NFC", value)


def _height(text: str) -> int:
    """How many signs are stacked on the letter that has most."""
    height = highest = 0
    for character in text:
        height = height + 1 if unicodedata.combining(character) else 0
        highest = max(highest, height)
    return highest


def _of_length(text: str, longest: int, said: int | None = None) -> str:
    if len(text) > longest:
        message = _("This text must be %(longest)d characters or fewer.")
        raise ValidationError(message, code="max_length", params={"longest": said or longest})
    return text


def _refuse_hidden(line: str) -> None:
    for place, character in enumerate(line):
        if is_hidden(character) and not _joins(line, place):
            raise _not_allowed()


def _not_allowed() -> ValidationError:
    return ValidationError(
        _("This text contains a character that is not allowed. Type it again rather than pasting it."),
        code="hidden_character",
    )


def _joins(line: str, place: int) -> bool:
    """Tell whether a character that is not seen is a joiner, where writing needs one.

    After a virama, in the scripts of India (RFC 5892, appendix A); between letters of the Arabic script, to part them
    (Persian: می‌خواهم); between the pictures of a compound emoji.
    """
    joiner, before, after = line[place], line[max(place - 1, 0) : place], line[place + 1 : place + 2]
    if joiner not in (ZWNJ, ZWJ) or not before:
        return False
    if unicodedata.combining(before) == VIRAMA:
        return True
    if not after:
        return False
    if joiner == ZWNJ:
        return unicodedata.bidirectional(before) in {"AL", "NSM"} and unicodedata.bidirectional(after) == "AL"
    return (_is_picture(before) or before == "\ufe0f") and _is_picture(after)


def _is_picture(character: str) -> bool:
    # The range too, for the emoji that this Python is too old to know; and ↔, a sign of mathematics elsewhere.
    return 0x1F000 <= ord(character) <= 0x1FAFF or unicodedata.category(character) == "So" or character == "↔"
