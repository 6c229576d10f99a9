"""An address of the web, as somebody copied it: its own is kept to the letter, the rest goes or is refused.

The one cleaner, for every field of an address and for the links of texts, whatever road they came by.
"""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from core.wrapped_addresses import unwrap

#: An address in a wrapper is long; once clean, browsers and servers agree on no more than the second.
LONGEST_TYPED = 8000
LONGEST = 2000
#: Parameters that say where a reader came from: of campaigns, advertisers, mailing tools and audience meters.
TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_(campaign|kwd|keyword|source|medium|content|cid)|at_(medium|campaign|format|creation|variant)\w*"
    r"|xtor|xts|gclid|gclsrc|gbraid|wbraid|dclid|fbclid|msclkid|twclid|yclid|igsh|igshid|li_fat_id|srsltid"
    r"|mc_[ce]id|mkt_tok|_hsenc|_hsmi|_ga|_gl|vero_id|oly_(enc|anon)_id|s_cid",
    re.IGNORECASE,
)
SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
#: Ends of names that no public server has (RFC 6761, 6762, 8375, 9476, and what offices use). Those of examples are
#: not among them: texts may show one.
PRIVATE_ENDS = frozenset(
    {
        *("alt", "arpa", "corp", "home", "internal", "intra", "intranet", "invalid", "lan", "local", "localdomain"),
        *("localhost", "onion", "private", "test"),
    }
)
OPENING, CLOSING = "([{", ")]}"
#: What stands around an address in a sentence or a mail, and is not of it.
AROUND = "<>\"'«»“”„‘’ \u00a0\t\r\n"
#: What a link of a text may be besides an address of the web: an e-mail, a telephone, a place of the site or the page.
OTHER_LINKS = re.compile(r"mailto:[^\s@]+@[^\s@]+|tel:[+\d][\d\s().-]*|#|/(?![/\\])", re.IGNORECASE)

is_written_right = URLValidator(schemes=["http", "https"])


def clean_address(value: str) -> str:
    """Return an address of the web without what others put around or behind it.

    Wrappers of mail filters and search engines, parameters of tracking, numbers of sessions, brackets and quotes at its
    ends go. Anything else stays as it was typed.

    :param value: what was typed or pasted; nothing is no address.
    :raises ValidationError: when it is no address of the web, leads where readers cannot follow (a private network, a
        sealed filter) or holds a password.
    """
    if len(value) > LONGEST_TYPED:
        raise _refused(_("This address is too long."), "too_long")
    address = trimmed(value)
    if not address:
        return ""
    if not SCHEME.match(address) and not address.startswith("//"):
        address = f"https://{address}"
    _refuse_other_schemes(address)
    _split(address)
    try:
        address = without_tracking(trimmed(unwrap(address)))
    except ValueError as error:
        message = _(
            "This address hides where it leads, as email filters and search engines do. "
            "Open it, and copy the one that your browser shows."
        )
        raise _refused(message, "wrapped") from error
    _refuse_unreachable(address)
    return address


def clean_link(value: str) -> str:
    """Return the address of a link in a text: of the web, clean; or an e-mail, a telephone, a place of the site.

    :raises ValidationError: as :func:`clean_address`.
    """
    link = trimmed(value[:LONGEST_TYPED])
    return link if OTHER_LINKS.match(link) else clean_address(value)


def trimmed(value: str) -> str:
    """An address without the signs of the sentence around it; a bracket that it opens itself is its own."""
    address = value.strip(AROUND)
    if address[:1] in tuple(OPENING):
        address = address[1:]
    while address:
        last = address[-1]
        place = CLOSING.find(last)
        if last not in f".,;{AROUND}" and (place < 0 or address.count(last) <= address.count(OPENING[place])):
            break
        address = address[:-1]
    return address


def without_tracking(url: str) -> str:
    """An address without the parameters that only say where its reader came from."""
    path, fragment_sign, fragment = url.partition("#")
    path, query_sign, query = path.partition("?")
    query = _without_tracking(query)
    if _without_tracking(fragment) != fragment:
        fragment = _without_tracking(fragment)
        fragment_sign = "#" if fragment else ""
    return f"{SESSION.sub('', path)}{query_sign if query else ''}{query}{fragment_sign}{fragment}"


def _without_tracking(parameters: str) -> str:
    parts = parameters.replace("&amp;", "&").split("&")
    kept = [part for part in parts if not TRACKING.fullmatch(part.partition("=")[0])]
    return parameters if len(kept) == len(parts) else "&".join(kept)


def is_public_host(host: str) -> bool:
    """Tell whether anybody, from anywhere, can reach a host of this name."""
    name = host.lower().rstrip(".")
    try:
        return ip_address(name).is_global
    except ValueError:
        end = name.rpartition(".")[2]
        # A name that ends in a number is an address to browsers, in an odd spelling (WHATWG URL, “ends in a number”).
        return "." in name and end not in PRIVATE_ENDS and not re.fullmatch(r"\d+|0x[0-9a-f]*", end)


def _refuse_other_schemes(address: str) -> None:
    if not address.lower().startswith(("http://", "https://")):
        message = _("Give a web address that begins with https://, as your browser shows it.")
        raise _refused(message, "scheme")


def _refuse_unreachable(address: str) -> None:
    parts = _split(address)
    if len(address) > LONGEST:
        raise _refused(_("This address is too long."), "too_long")
    if parts.username is not None:
        raise _refused(_("This address holds a name or a password before “@”: readers must not have it."), "password")
    # The site itself, wherever it runs: on a server its own address is public.
    if not is_public_host(parts.hostname or "") and parts.hostname != urlsplit(settings.BASE_URL).hostname:
        message = _("Only people on a private network can open this address (%(host)s).")
        raise _refused(message, "private", host=parts.hostname or "")
    is_written_right(address)


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise _refused(_("This is not a web address."), "invalid") from error


def _refused(message: str, code: str, **params: str) -> ValidationError:
    return ValidationError(message, code=code, params=params or None)
