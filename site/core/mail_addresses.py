"""Mail addresses: the form that compares, and the form that travels.

All in Python. SQL's LOWER() leaves “É” untouched on SQLite and depends on the collation on PostgreSQL.
"""

import re
import unicodedata

#: The full stops that IDNA takes for one (RFC 3490, section 3.1).
DOTS = re.compile(r"[.\u3002\uff0e\uff61]")


def address_key(address: str) -> str:
    """Return the one form of an address, to count and to compare: never to send to.

    Domain in lower case and IDNA, local part in lower case and NFC. By the letter of RFC 5321 (section 2.4) the case
    of a local part may matter; no mail service in use tells two people apart by it.

    :param address: as somebody typed it; a text without “@” is only put in lower case.
    """
    local, at, domain = address.strip().rpartition("@")
    if not at:
        return _folded(domain)
    return f"{_folded(local)}@{ascii_domain(domain)}"


def ascii_domain(domain: str) -> str:
    """Return a domain in the letters of DNS: “région.example” is “xn--rgion-bsa.example”.

    Python’s own codec knows IDNA 2003 only, for which “straße” is “strasse”: another domain, with another owner.
    """
    labels = DOTS.split(_folded(domain).rstrip("."))
    return ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}" for label in labels)


def sendable_address(address: str) -> str:
    """Return an address as a mail server takes it: its domain in ASCII, its local part untouched."""
    local, at, domain = address.strip().rpartition("@")
    return f"{local}{at}{ascii_domain(domain)}" if at else domain


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
