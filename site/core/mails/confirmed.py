"""Which addresses have been confirmed: their owner has pressed a button behind a mail that went there.

An application that lets people confirm an address knows which did; the outbox asks all of them. Nothing is kept of it
here: an application that forgets somebody forgets this too.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from core.mails.record import private_names
from core.models import OutboxMail

#: Gives the keys of confirmed addresses (``core.mail_addresses.address_key``), one column.
Proof = Callable[[], QuerySet]

_PROOFS: dict[str, Proof] = {}


def register(application: str, proof: Proof) -> None:
    """Make known who knows of confirmed addresses.

    :param application: its label: registered again, its proof is replaced.
    """
    _PROOFS[application] = proof


def to_confirmed() -> Q:
    """The mails of the outbox that go to an address somebody has confirmed, or to the holder of an account."""
    found = Q(kind__in=private_names())
    for proof in _PROOFS.values():
        found |= Q(recipient_key__in=proof())
    return found


def is_to_confirmed(row: OutboxMail) -> bool:
    """Tell whether a mail goes to an address that somebody has confirmed."""
    return OutboxMail.objects.filter(to_confirmed(), pk=row.pk).exists()
