"""What the team may write between braces in the texts of mails: a closed list for each, put in by plain replacement.

The names are French in all three languages: the team reads French. No template language: a text can name nothing that
is not in its list, and a value that looks like a placeholder, such as somebody named “{contact}”, stays what it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.rules.mail_names import MailName

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")

#: Each placeholder, and what stands there when the mail leaves.
MEANINGS: dict[str, str | Promise] = {
    "personne": gettext_lazy("first and last name of the person"),
    "formation": gettext_lazy("title of the course"),
    "dates": gettext_lazy("day of the session, or its first and last day"),
    "contact": gettext_lazy("email address of the training team"),
    "échéance": gettext_lazy("day and hour until which one may answer"),
    "rang": gettext_lazy("position on the waiting list"),
    "délai": gettext_lazy("time left before the session: today, tomorrow, in 7 days"),
    "collègue": gettext_lazy("name of the colleague who gives or receives the place"),
    "ancienne-session": gettext_lazy("day of the session that the person leaves"),
    "motif": gettext_lazy("why the session is cancelled: a sentence"),
    "situation": gettext_lazy("what is true of this person: a sentence that depends on the case, or nothing"),
}

_PERSON = ("personne", "formation", "dates", "contact")
#: Those of each mail, beyond what every mail about one person has.
_OWN: dict[MailName, tuple[str, ...]] = {
    MailName.CONFIRM_ADDRESS: ("échéance",),
    MailName.ALREADY_SIGNED_UP: ("situation",),
    MailName.WAITING: ("rang", "situation"),
    MailName.OFFER: ("échéance", "situation"),
    MailName.WITHDRAWN: ("situation",),
    MailName.SESSION_CANCELLED: ("motif", "situation"),
    MailName.SESSION_MOVED: ("situation",),
    MailName.HANDED_OVER: ("collègue",),
    MailName.SEAT_RECEIVED: ("collègue",),
    MailName.OTHER_SESSION: ("ancienne-session",),
    MailName.ADDRESS_CORRECTED: ("situation",),
    MailName.REMINDER: ("délai",),
}
#: Without its sentence about the case, such a mail would tell everybody the same, and some of them something wrong.
_REQUIRED: dict[MailName, tuple[str, ...]] = {
    MailName.ALREADY_SIGNED_UP: ("situation",),
    MailName.WITHDRAWN: ("situation",),
    MailName.SESSION_CANCELLED: ("motif", "situation"),
    MailName.SESSION_MOVED: ("situation",),
}
#: Sentences are too long for a subject.
_TOO_LONG_FOR_A_SUBJECT = {"situation", "motif"}


def placeholders_of(kind: MailName) -> tuple[str, ...]:
    """The placeholders that the text of a mail may hold, in the order in which the team reads them."""
    if kind == MailName.LINKS:
        # It may be about several people.
        return ("contact",)
    return _PERSON + _OWN.get(kind, ())


def subject_placeholders_of(kind: MailName) -> tuple[str, ...]:
    """Those that its subject may hold."""
    return tuple(name for name in placeholders_of(kind) if name not in _TOO_LONG_FOR_A_SUBJECT)


def required_in(kind: MailName) -> tuple[str, ...]:
    """Those that its body must hold."""
    return _REQUIRED.get(kind, ())


def check(text: str, allowed: Iterable[str], required: Iterable[str] = ()) -> None:
    """Refuse a text that would not be filled in as its author expects.

    :param allowed: names of the placeholders it may hold.
    :param required: names of those it must hold.
    :raises ValidationError: every fault at once, in words.
    """
    allowed = list(allowed)
    names = [unicodedata.normalize("NFC", name) for name in PLACEHOLDER.findall(text)]
    faults = []
    if BRACE.search(PLACEHOLDER.sub("", text)):
        message = _("A brace is missing, or is one too many: write a placeholder as {%(name)s}.")
        faults.append(message % {"name": allowed[0]})
    for name in dict.fromkeys(names):
        if name not in allowed:
            faults.append(_("This mail has no placeholder {%(name)s}.") % {"name": name})
    for name in required:
        if name not in names:
            faults.append(_("This mail needs the placeholder {%(name)s}.") % {"name": name})
    if faults:
        raise ValidationError(faults)


def check_subject(kind: MailName, subject: str) -> None:
    """Refuse a subject with a wrong placeholder.

    :raises ValidationError: see :func:`check`.
    """
    check(subject, subject_placeholders_of(kind))


def check_body(kind: MailName, body: str) -> None:
    """Refuse a text with a wrong placeholder, or without one that it needs.

    :raises ValidationError: see :func:`check`.
    """
    check(body, placeholders_of(kind), required_in(kind))


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with values in the place of its placeholders. One pass: a value is never read for placeholders.

    :param values: by name; what has none is left out of the text.
    """
    return PLACEHOLDER.sub(lambda found: values.get(unicodedata.normalize("NFC", found[1]), ""), text)
