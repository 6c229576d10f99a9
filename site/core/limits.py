"""How often one may do something: counted in the database, since a site without Redis is a site all the same.

Counts are of fixed windows (each hour of the clock, each day): at the worst, somebody passes twice the limit around the
end of one. What is counted by, an address or a network, is kept as a keyed hash only, with a salt that changes each
day: a row cannot be read without the secret key, nor followed from one day to the next, and it goes after two days.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.models import RateBucket

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
#: What one network of a house or an office is given: its addresses change within it.
IPV6_NETWORK_BITS = 64
UNKNOWN_NETWORK = "unknown"


def allow(bucket: str, *, subject: str, limit: int, window: timedelta) -> bool:
    """Count one more time, and tell whether it is within the limit.

    It commits by itself and at once, for a count that waits would not count: never call it within a transaction. Once a
    limit is passed, the next times are refused by reading alone: a flood does not keep the others from writing.

    :param bucket: what is limited, in 40 characters at most; each has its counts.
    :param subject: by what it is counted (an e-mail address in its one form, a network), never stored as it is.
    :param limit: how many times in a window are allowed.
    :param window: length of a window, of a day at most. Those of an hour start with the hour, UTC.
    :raises ValueError: for a window that is longer than a day, or of no length.
    :raises RuntimeError: within a transaction.
    """
    if not timedelta(0) < window <= DAY:
        raise ValueError("A window is longer than nothing, and a day at most: its hashes change each day.")
    start = start_of_window(window)
    row = {"bucket": bucket, "subject_hash": _hashed(bucket, subject, start), "window_start": start}
    counts = RateBucket.objects.filter(**row)
    # One that is over the limit stays there, but for what is given back.
    if counts.filter(hits__gt=limit).exists():
        return False
    with transaction.atomic(durable=True):
        if not counts.update(hits=F("hits") + 1):
            try:
                # A savepoint: PostgreSQL does nothing more in a transaction after an error.
                with transaction.atomic():
                    RateBucket.objects.create(**row)
            except IntegrityError:
                # Somebody else was first between the two.
                counts.update(hits=F("hits") + 1)
        # The row is ours until the end of the transaction: this is the number that our own update made.
        return counts.values_list("hits", flat=True).get() <= limit


def give_back(counted: Iterable[tuple[str, str]], *, window: timedelta) -> None:
    """Take one time off some counts of the current window: what was counted turned out to be right. One query.

    :param counted: buckets, each with the subject that was counted.
    :param window: length of the windows.
    """
    _counts(counted, window).filter(hits__gt=0).update(hits=F("hits") - 1)


def forget(counted: Iterable[tuple[str, str]], *, window: timedelta) -> None:
    """Forget some counts of the current window.

    :param counted: buckets, each with the subject that was counted.
    :param window: length of the windows.
    """
    _counts(counted, window).delete()


def start_of_window(window: timedelta) -> datetime:
    """When the current window began."""
    now = timezone.now()
    return now - (now - EPOCH) % window


def rest_of_window(window: timedelta) -> timedelta:
    """How long the current window lasts yet, and its refusals with it."""
    return start_of_window(window) + window - timezone.now()


def _counts(counted: Iterable[tuple[str, str]], window: timedelta) -> QuerySet[RateBucket]:
    start = start_of_window(window)
    hashes = [_hashed(bucket, subject, start) for bucket, subject in counted]
    return RateBucket.objects.filter(window_start=start, subject_hash__in=hashes)


def _hashed(bucket: str, subject: str, window_start: datetime) -> str:
    # The bucket is hashed too: the same person has not the same hash in two of them.
    salt = f"core.limits {window_start:%Y-%m-%d} {bucket}"
    return salted_hmac(salt, subject.encode("utf-8", "backslashreplace"), algorithm="sha256").hexdigest()


def network_of(request: HttpRequest) -> str:
    """Return where a request comes from: an IPv4 address, or the network of an IPv6 one; never an error.

    Behind a proxy that is trusted (``TRUST_PROXY_HEADERS``), it is the last address of ``X-Forwarded-For``: the proxy's
    own words. Those before it are the visitor's, who may write anything there.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if settings.TRUST_PROXY_HEADERS:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        given = forwarded or given
    address = _address(given) or _address(_without_port(given))
    if address is None:
        return UNKNOWN_NETWORK
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    # The number, and not the text: an address may carry the name of a network card.
    return str(IPv6Network((int(address), IPV6_NETWORK_BITS), strict=False))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _without_port(text: str) -> str:
    """Take away what some proxies add: ``192.0.2.7:4711``, ``[2001:db8::7]:4711``, ``[2001:db8::7]``."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def old_buckets(now: datetime) -> QuerySet[RateBucket]:
    """Return the counts that serve no more: the longest window is a day.

    :param now: the time of the purge; windows that began ``RETENTION_DAYS["network"]`` before are old.
    """
    return RateBucket.objects.filter(window_start__lt=now - timedelta(days=settings.RETENTION_DAYS["network"]))


def forget_old_buckets(now: datetime) -> int:
    """Delete the counts that serve no more, and return how many there were.

    :param now: the time of the purge.
    """
    return old_buckets(now).delete()[0]
