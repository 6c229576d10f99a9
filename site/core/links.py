"""Links and forms that only this site can have made: signed with its secret key, nothing kept in the database.

A link to something personal is an address of two parts: the public number of what it leads to, and a token. The token
signs the number, the purpose (a link to look does not let one give the seat away) and a version, kept with the row: one
more, and every older link is dead.
"""

import hmac
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from enum import Enum
from uuid import UUID, uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

#: 160 bits: nobody guesses one, and its 27 characters stay on one line of a mail.
TOKEN_BYTES = 20


def token_for(purpose: str, public_id: UUID, version: int) -> str:
    """Return the token of a link, in letters, digits, ``-`` and ``_``.

    :param purpose: what the link lets one do; a token of one purpose is worth nothing for another.
    :param public_id: public number of what the link leads to.
    :param version: version of its links.
    """
    return _signed(settings.SECRET_KEY, purpose, public_id, version)


def is_valid(token: str, *, purpose: str, public_id: UUID, version: int | None) -> bool:
    """Tell whether a link's token is the right one, by today's key or a former one (``SECRET_KEY_FALLBACKS``).

    :param token: what the address holds: anything.
    :param public_id: public number of the address, which may be of nothing that is there.
    :param version: version of the links of what was found there. None when nothing was found: the answer is no, after
        the same work, so that its delay does not tell what exists.
    """
    given = token.encode("utf-8", "backslashreplace")
    right = False
    for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        expected = _signed(key, purpose, public_id, 0 if version is None else version).encode()
        # No stop at the first that fits: every answer takes every key.
        right |= hmac.compare_digest(given, expected)
    return right and version is not None


def _signed(key: str | bytes, purpose: str, public_id: UUID, version: int) -> str:
    # A number has no space and a purpose is in the salt: no two meanings give one text to sign.
    digest = salted_hmac(f"core.links {purpose}", f"{public_id} {version}", secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:TOKEN_BYTES]).rstrip(b"=").decode()


class Verdict(Enum):
    """What a form's token says of the form that was sent."""

    GOOD = "good"
    TOO_FAST = "too_fast"
    TOO_OLD = "too_old"
    FORGED = "forged"


@dataclass(frozen=True)
class FormToken:
    """The token of a form that was sent: its number, how long ago it was shown in seconds, and what to make of it.

    A forged one has no number. Those of a form too old or too fast are true: what it did once can be found by them.
    """

    uuid: UUID | None
    age: float
    verdict: Verdict


# Not Django's TimestampSigner: it counts whole seconds, which is much of a time trap of three, and hides the age.
_FORMS = "core.links form"


def issue_form_token() -> str:
    """Return a new token for a form about to be shown: a number never given before, and the time.

    A form shown again with errors keeps its token: correcting one letter takes less time than filling a form.
    """
    return Signer(salt=_FORMS).sign(f"{uuid4()} {time.time():.3f}")


def read_form_token(value: str, *, youngest_seconds: float, oldest_seconds: float) -> FormToken:
    """Read the token that came back with a form.

    :param value: the hidden field, as it was sent: anything.
    :param youngest_seconds: a form that comes back sooner was not filled by a person.
    :param oldest_seconds: a form that comes back later may ask for things that are no more: show it again.
    """
    try:
        number, shown_at = Signer(salt=_FORMS).unsign(value).split(" ")
    except (BadSignature, UnicodeError):
        return FormToken(uuid=None, age=0, verdict=Verdict.FORGED)
    age = time.time() - float(shown_at)
    if age < youngest_seconds:
        verdict = Verdict.TOO_FAST
    elif age > oldest_seconds:
        verdict = Verdict.TOO_OLD
    else:
        verdict = Verdict.GOOD
    return FormToken(uuid=UUID(number), age=age, verdict=verdict)
