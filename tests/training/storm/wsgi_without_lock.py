"""The site without its lock, for the negative control: no transaction, no first UPDATE, a breath before each decision.

No setting does this to the site: only whoever imports this file.
"""

import time
from contextlib import nullcontext
from types import SimpleNamespace

from config.wsgi import application
from training.models import SeatLedger
from training.services import moves, seats

#: Between the count of the seats and what is made of it: two threads are sure to meet there.
BREATH = 0.02


def look(session_key):
    """In place of the UPDATE that locks: whether there is a ledger."""
    return SeatLedger.objects.filter(session_key=session_key).count()


def slowly(count):
    """Make a count something that is no longer true when it is used."""

    def counted(ledger):
        free = count(ledger)
        time.sleep(BREATH)
        return free

    return counted


seats.transaction = SimpleNamespace(atomic=lambda **_options: nullcontext())
seats.limit_wait = lambda: None
seats.touch = look
moves.free_seats = slowly(moves.free_seats)

__all__ = ["application"]
