"""What the team may write between braces in the texts of mails: a closed list for each, put in by plain replacement.

The names are French in all three languages: the team reads French. No template language: a text can name nothing that
is not in its list, and a value that looks like a placeholder, such as somebody named “{contact}”, stays what it is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
#: With the space before it, which goes where nothing stands in its place.
SPACED = re.compile(r"([ \u00a0\u202f]?)\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")


def a_plain_value(language: str) -> Sequence[str]:
    """Most placeholders stand for a name, a day or a number: there are no sentences to show."""
    return ()


@dataclass(frozen=True)
class Placeholder:
    """What the team may write between braces in the text of a mail.

    :param name: between the braces.
    :param meaning: what stands there when the mail leaves.
    :param in_subject: whether a subject may hold it: a whole sentence is too long for one.
    :param required: whether the text must hold it. Without its sentence about the case, a mail would tell everybody the
        same, and some of them something wrong.
    :param sentences: all that may stand there in a language, case by case, for the team to read.
    :param is_typed: whether its words are those that somebody typed into a public form: a name. They never go to an
        address that nobody has confirmed.
    """

    name: str
    meaning: str | Promise
    in_subject: bool = True
    required: bool = False
    sentences: Callable[[str], Sequence[str]] = a_plain_value
    is_typed: bool = False


def check(text: str, allowed: Iterable[str], required: Iterable[str] = (), barred: Iterable[str] = ()) -> None:
    """Refuse a text that would not be filled in as its author expects.

    :param allowed: names of the placeholders it may hold.
    :param required: names of those it must hold.
    :param barred: names of those that would write typed words to an address that may be anybody’s.
    :raises ValidationError: every fault at once, in words.
    """
    allowed, barred = list(allowed), list(barred)
    names = [unicodedata.normalize("NFC", name) for name in PLACEHOLDER.findall(text)]
    faults = []
    if BRACE.search(PLACEHOLDER.sub("", text)):
        message = _("A curly bracket is missing, or there is one too many: write a placeholder as {%(name)s}.")
        faults.append(message % {"name": next(iter(allowed), "…")})
    for name in dict.fromkeys(names):
        if name in barred:
            message = _(
                "This email goes to an address that nobody has confirmed yet: it cannot contain {%(name)s}, which "
                "someone typed into a form. Its text needs to make sense without it."
            )
            faults.append(message % {"name": name})
        elif name not in allowed:
            faults.append(_("This email has no placeholder {%(name)s}.") % {"name": name})
    for name in required:
        if name not in names:
            faults.append(_("This email needs the placeholder {%(name)s}.") % {"name": name})
    if faults:
        raise ValidationError(faults)


def check_subject(subject: str, placeholders: Iterable[Placeholder], barred: Iterable[str] = ()) -> None:
    """Refuse a subject with a wrong placeholder.

    :param placeholders: of its mail.
    :param barred: names of those it must not hold: see :func:`check`.
    :raises ValidationError: see :func:`check`.
    """
    check(subject, [placeholder.name for placeholder in placeholders if placeholder.in_subject], barred=barred)


def check_body(body: str, placeholders: Sequence[Placeholder], barred: Iterable[str] = ()) -> None:
    """Refuse a text with a wrong placeholder, or without one that it needs.

    :param placeholders: of its mail.
    :param barred: names of those it must not hold: see :func:`check`.
    :raises ValidationError: see :func:`check`.
    """
    required = [placeholder.name for placeholder in placeholders if placeholder.required]
    check(body, [placeholder.name for placeholder in placeholders], required, barred)


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with values in the place of its placeholders. One pass: a value is never read for placeholders.

    :param values: by name; what has none is left out of the text, with the space before it.
    """

    def put(found: re.Match[str]) -> str:
        value = values.get(unicodedata.normalize("NFC", found[2]), "")
        return f"{found[1]}{value}" if value else ""

    return SPACED.sub(put, text)
