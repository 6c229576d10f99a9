"""Addresses that lead through somebody else: what a mail filter or a search engine puts around an address is taken off.

A wrapper says who received the mail (``data=`` of Safe Links holds their address), stops working when its maker wants,
and tells its maker who follows it. Formats as their makers describe them, or as they write them in mails of today.
"""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from string import ascii_lowercase, ascii_uppercase, digits
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

#: One filter behind another behind a search engine: nobody has more.
DEEPEST = 5

#: Wrappers that hold the address as a parameter: a host (and those below it), how the path begins, the parameters.
BY_PARAMETER = (
    ("safelinks.protection.outlook.com", "/", ("url",)),
    ("safelinks.protection.office365.us", "/", ("url",)),
    ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks/", ("url",)),
    ("urldefense.proofpoint.com", "/v1/url", ("u",)),
    ("urldefense.com", "/v1/url", ("u",)),
    ("linkprotect.cudasvc.com", "/url", ("a",)),
    ("urlsand.esvalabs.com", "/", ("u",)),
    ("duckduckgo.com", "/l/", ("uddg",)),
    ("search.brave.com", "/redirect", ("url",)),
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("www.linkedin.com", "/redir/", ("url",)),
    ("www.linkedin.com", "/safety/go", ("url",)),
    ("www.youtube.com", "/redirect", ("q",)),
)
GOOGLE = re.compile(r"(www\.)?google(\.[a-z]{2,3}){1,2}")
#: Filters whose addresses hold nothing that anybody but them can read.
SEALED = ("mimecast.com", "mimecastprotect.com", "protection.sophos.com", "secure-web.cisco.com")
#: How many characters a token of Proofpoint's third format stands for: A for two, B for three…
RUNS = {letter: length for length, letter in enumerate(f"{ascii_uppercase}{ascii_lowercase}{digits}-_", start=2)}


def unwrap(url: str) -> str:
    """The address that a wrapper leads to, itself unwrapped; the same address when there is no wrapper.

    :param url: an absolute address.
    :raises ValueError: when it is of a wrapper and the address inside cannot be read.
    """
    for _layer in range(DEEPEST):
        inner = _inside(url)
        if inner is None:
            return url
        if not inner.lower().startswith(("http://", "https://")):
            raise ValueError("A wrapper around no address.")
        url = inner
    raise ValueError("Wrappers around wrappers.")


def _inside(url: str) -> str | None:
    """What the outer wrapper holds, empty when that cannot be read; None when the address is of no wrapper."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if any(_is_of(host, sealed) for sealed in SEALED):
        return ""
    for known, path, names in BY_PARAMETER:
        if _is_of(host, known) and parts.path.startswith(path):
            return _parameter(parts, names)
    for belongs, read in READERS:
        if belongs(host, parts.path):
            return read(parts, url)
    return None


def _is_of(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}")


def _parameter(parts: SplitResult, names: tuple[str, ...]) -> str:
    given = dict(parse_qsl(parts.query))
    return next((given[name] for name in names if given.get(name)), "")


def _google(parts: SplitResult, url: str) -> str:
    return _parameter(parts, ("q", "url"))


def _bing(parts: SplitResult, url: str) -> str:
    """“a1”, then the address in base 64."""
    return _base64(_parameter(parts, ("u",)).removeprefix("a1"))


def _yahoo(parts: SplitResult, url: str) -> str:
    """A part of the path: ``/RU=https%3a%2f%2f…/RK=2/``."""
    found = re.search(r"/RU=([^/]+)", parts.path)
    return unquote(found[1]) if found else ""


def _second_proofpoint(parts: SplitResult, url: str) -> str:
    """Percent signs are hyphens there, and slashes underscores."""
    return unquote(_parameter(parts, ("u",)).translate(str.maketrans("-_", "%/")))


def _third_proofpoint(parts: SplitResult, url: str) -> str:
    """``__address__;characters!``: a star stands for the next of the characters, two and a letter for a run of them."""
    found = re.search(r"/v3/__(.+?)__;([^!]*)!", url)
    if not found:
        return ""
    left = iter(_base64(found[2]))

    def characters(match: re.Match[str]) -> str:
        length = RUNS[match[1]] if match[1] else 1
        return "".join(character for _place, character in zip(range(length), left, strict=False))

    inner = re.sub(r"\*(?:\*([\w-]))?", characters, found[1], flags=re.ASCII)
    # Some servers on the way make one slash of two.
    return re.sub(r"^(https?):/(?!/)", r"\1://", inner)


def _base64(text: str) -> str:
    """What a text in the base 64 of addresses says; nothing when it is none."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError:
        return ""


READERS: tuple[tuple[Callable[[str, str], bool], Callable[[SplitResult, str], str]], ...] = (
    (lambda host, path: bool(GOOGLE.fullmatch(host)) and path == "/url", _google),
    (lambda host, path: host in ("www.bing.com", "bing.com") and path.startswith("/ck/"), _bing),
    (lambda host, path: host == "r.search.yahoo.com", _yahoo),
    (lambda host, path: host.startswith("urldefense.") and path.startswith("/v2/"), _second_proofpoint),
    (lambda host, path: host.startswith("urldefense.") and path.startswith("/v3/"), _third_proofpoint),
)
