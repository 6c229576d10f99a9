"""How often a password may be tried, and a new one asked for: counted before anything is hashed, looked up or sent.

Three counts an hour, all by what was typed and never by whether there is such an account:

- **here**: one name from one network;
- **elsewhere**: one name from all networks that its holder has never logged in from. A network where they have keeps
  its own count: strangers who try a colleague’s name, from however many places, do not shut them out;
- **network**: all names from one network.

What is right is given back: a town hall behind one address counts its mistakes alone.
"""

import logging
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import timedelta
from math import ceil

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from core.known_networks import is_known, remember
from core.limits import allow, forget, give_back, network_of, rest_of_window
from core.mail_addresses import address_key
from core.models import User

logger = logging.getLogger("security")

HOUR = timedelta(hours=1)
LONGEST_NAME = 254
LOG_IN, RESET = "log-in", "reset"


def refuse_guessing(request: HttpRequest, login: str) -> None:
    """Count one try of a password, before it is hashed, and refuse it when there were too many.

    A form calls it in ``clean``, before ``authenticate``, and never within a transaction.

    :param login: the name of the account, as it was typed.
    :raises ValidationError: in words, with how long to wait; they do not tell whether there is such an account.
    """
    refuse(LOG_IN, settings.LOGIN_TRIES_AN_HOUR, request, one_form(login))


def refuse_resets(request: HttpRequest, address: str) -> None:
    """Count one demand for a new password, and refuse it when there were too many.

    :param address: as it was typed.
    :raises ValidationError: as above.
    """
    refuse(RESET, settings.PASSWORD_RESETS_AN_HOUR, request, address_key(address))


def refuse(what: str, limits: Mapping[str, int], request: HttpRequest, name: str) -> None:
    """Count one time more, and refuse it when one of the limits is passed.

    The narrowest count comes first: what it refuses is not held against the others.
    """
    for count, subject in counted(name, network_of(request)):
        if not allow(f"{what} {count}", subject=subject, limit=limits[count], window=HOUR):
            logger.warning("Refused: %s, too many times (%s), account %s", what, count, shown(name))
            minutes = ceil(rest_of_window(HOUR) / timedelta(minutes=1))
            words = ngettext(
                "Too many attempts. Try again in %(minutes)d minute.",
                "Too many attempts. Try again in %(minutes)d minutes.",
                minutes,
            )
            raise ValidationError(words % {"minutes": minutes}, code="too_many")


def counted(name: str, network: str) -> Iterator[tuple[str, str]]:
    """What is counted of one try: which count, and by what."""
    yield "here", f"{network} {name}"
    if not is_known(name, network):
        yield "elsewhere", name
    yield "network", network


def note_failure(name: str) -> None:
    """Write down that a password was wrong: no name, no address, and the same mark for the same account.

    :param name: of the account, as it was typed: it may be a password by mistake.
    """
    logger.warning("Wrong password: account %s", shown(one_form(name)))


def came_in(request: HttpRequest, user: User) -> None:
    """Give back what a right password was counted, and remember from where it came."""
    names, network = names_of(user), network_of(request)
    # The name that was typed is not told: the other one has nothing to be given back, most of the time.
    give_back(tries(names, network), window=HOUR)
    remember(names, network)


def proved_themselves(request: HttpRequest, user: User) -> None:
    """Somebody has chosen a new password by a link that only they have: their own mistakes here are forgotten."""
    names, network = names_of(user), network_of(request)
    forget([(f"{LOG_IN} here", f"{network} {name}") for name in names], window=HOUR)
    remember(names, network)


def tries(names: list[str], network: str) -> list[tuple[str, str]]:
    """Each bucket that a try may have been counted in, and by what."""
    own = [pair for name in names for pair in ((f"{LOG_IN} here", f"{network} {name}"), (f"{LOG_IN} elsewhere", name))]
    return [*own, (f"{LOG_IN} network", network)]


def names_of(user: User) -> list[str]:
    """What somebody may type to name their account, each once and in its one form."""
    names = (one_form(user.get_username()), address_key(user.email))
    return list(dict.fromkeys(filter(None, names)))


def one_form(login: str) -> str:
    """A name as it is counted: capitals, spaces and odd letters make no new one."""
    return unicodedata.normalize("NFKC", login.strip()).casefold()[:LONGEST_NAME]


def shown(name: str) -> str:
    """A mark that tells two accounts apart in a log, and says nothing else without the secret key."""
    return salted_hmac("core.login.limits", name.encode("utf-8", "backslashreplace")).hexdigest()[:12]
