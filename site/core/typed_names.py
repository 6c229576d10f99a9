"""Names of people, as a stranger may type them into a form that writes a mail: no address is one of a person.

A name that leads somewhere (“Win 1000 EUR https://…”) is an advertisement, and what is typed may reach somebody else.
So `@`, `://`, `www.` and the ending of a domain are refused, in words; nothing else of a name is judged.

An ending counts after a dot that stands directly between a letter or a digit and the ending, where no letter, digit or
further part follows: “exemple.fr”, “bit.ly/abc”, not “St. Pierre”, “A.B.C.” or “M.Dupont”. Those that anybody may
register are listed (``domain_endings.txt``); those of one firm are not: “Marie.Leclerc” lacks a space. After an initial
or a title, a country’s two letters written as a family name, and a particle before a name, are a person’s: “M.Ly”,
“Mme.de La Tour”; so are the second parts of titles: “Dr.med.”.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.typed_text import clean_line

MARKS = ("@", "://", "www.")
LENGTH_OF_A_COUNTRY = 2
#: Of French, German and English: what stands before a name, with or without its dot.
TITLE = re.compile(
    r"mm?|mmes?|mlles?|me|mgr|mrs?|ms|drs?|prof|pr|ste?|sr|jr|hrn?|frl?|dipl|ing|med|phil|rer|nat|pol|jur|iur|sc|oec|vet|mag|lic"
)
#: Of these titles, the second parts that are endings too: “Dr.med.”, “Dipl.ing.”.
SECOND_TITLES = frozenset({"ing", "med", "sc", "vet"})
PARTICLES = frozenset({"al", "de", "di", "do", "la"})
#: Endings of countries that are sold to everybody for what they say: nobody is called so.
SOLD = frozenset({"co", "io", "me", "tv"})
ENDING = re.compile(
    r"(?<![^\W_])(?P<before>(?:[^\W_]|-)*[^\W_])\.(?P<ending>xn--[a-z0-9-]+|[^\W\d_]{2,})(?!\w|\.\w)(?P<name> \w)?",
    re.I,
)
#: The full stops that IDNA takes for one, beside those that Unicode folds by itself (RFC 3490, section 3.1).
FULL_STOPS = str.maketrans(dict.fromkeys("\u3002\uff61", "."))


@cache
def endings() -> frozenset[str]:
    """The endings of domains that count, in lower case: those of ``domain_endings.txt``, read once."""
    text = (Path(__file__).parent / "domain_endings.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def clean_name(value: str, *, longest: int) -> str:
    """Return the name of a person, cleaned as :func:`core.typed_text.clean_line` does.

    :param longest: in characters, once clean.
    :raises ValidationError: as there, and when the name holds an address of the web or of mail.
    """
    name = clean_line(value, longest=longest)
    if leads_elsewhere(name):
        message = _(
            "Enter a name only: no web address and no email address. If two words are joined by a dot, put a space."
        )
        raise ValidationError(message, code="address_in_name")
    return name


def leads_elsewhere(name: str) -> bool:
    """Tell whether a name holds what a mail program may make a link of; see the head of this module.

    :param name: one line, clean.
    """
    plain = unicodedata.normalize("NFKC", name).translate(FULL_STOPS)
    if any(mark in plain.casefold() for mark in MARKS):
        return True
    return any(_is_domain(found) for found in ENDING.finditer(plain))


def _is_domain(found: re.Match[str]) -> bool:
    ending = found["ending"].casefold()
    if not (ending.startswith("xn--") or ending in endings()):
        return False
    before = found["before"].casefold()
    has_title = TITLE.fullmatch(before) is not None
    if has_title and ending in SECOND_TITLES:
        return False
    if not has_title and not (len(before) == 1 and found["before"].isupper()):
        return True
    is_family_name = found["ending"].istitle() and len(ending) == LENGTH_OF_A_COUNTRY and ending not in SOLD
    is_particle = ending in PARTICLES and found["name"] is not None
    return not (is_family_name or is_particle)
