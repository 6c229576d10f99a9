"""Where the holder of an account has logged in before: strangers who try its name from elsewhere do not keep them out.

One keyed hash of the name and the network together, for ``RETENTION_DAYS["known_network"]`` days after the last time.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.limits import UNKNOWN_NETWORK
from core.models import KnownNetwork


def is_known(name: str, network: str) -> bool:
    """Tell whether somebody of a name has logged in from a network; one query, whatever the name.

    :param name: of the account, in its one form.
    :param network: see :func:`core.limits.network_of`.
    """
    return KnownNetwork.objects.filter(mark=mark(name, network)).exists()


def remember(names: Iterable[str], network: str) -> None:
    """Note that somebody has logged in from a network; one whose address is not told is none.

    :param names: those by which they may call themselves, each in its one form.
    :param network: see :func:`core.limits.network_of`.
    """
    if network == UNKNOWN_NETWORK:
        return
    today = timezone.localdate()
    KnownNetwork.objects.bulk_create(
        [KnownNetwork(mark=mark(name, network), seen_on=today) for name in names],
        update_conflicts=True,
        unique_fields=["mark"],
        update_fields=["seen_on"],
    )


def mark(name: str, network: str) -> str:
    """The keyed hash of a name and a network."""
    text = f"{network} {name}".encode("utf-8", "backslashreplace")
    return salted_hmac("core.known_networks", text, algorithm="sha256").hexdigest()


def seen_before(day: date) -> QuerySet[KnownNetwork]:
    """Those from which nobody has logged in since a day."""
    return KnownNetwork.objects.filter(seen_on__lt=day)
