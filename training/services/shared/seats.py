"""One at a time: how an operation on the seats of a session is safe, on SQLite and PostgreSQL alike.

The first statement of its transaction writes to the ledger of the session. PostgreSQL makes the next one wait for that
row, SQLite for the database; both read what the one before has left. Then: read, decide, write, commit; nothing slow.
"""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import F

from training.models import SeatLedger, SessionPage
from training.services.shared.errors import SessionGone

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

#: How often PostgreSQL may refuse a lock before somebody reads that the site is busy.
TRIES = 5
#: How long one waits for the operation before, in milliseconds (PostgreSQL; SQLite: config.databases).
LOCK_TIMEOUT = 3000
#: Lock not available, deadlock, serialisation failure (PostgreSQL manual, appendix A).
PASSING_ERRORS = frozenset({"55P03", "40P01", "40001"})


def seat_operation(operation: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make a service one transaction, done again as a whole when the database asks for it.

    The service begins by calling :func:`lock_seats`. It may not be called inside another transaction: its mails would
    be written before anybody knows whether it holds.
    """

    @wraps(operation)
    def whole(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic(durable=True):
                    limit_wait()
                    return operation(*args, **kwargs)
            except OperationalError as error:
                if not left or not is_passing(error):
                    raise
                time.sleep(random.uniform(0.01, 0.1) * (TRIES - left))  # noqa: S311 - spreads retries, guards nothing
        raise AssertionError("unreachable")

    return whole


def lock_seats(*session_keys: UUID) -> list[SeatLedger]:
    """Wait until nobody else works on the seats of these sessions, and keep others waiting until the commit.

    :param session_keys: sessions; always taken in the same order, so that two operations cannot wait for each other.
    :returns: their ledgers as they are now, in the order of the keys.
    :raises SessionGone: a session that has no page.
    """
    for key in sorted(set(session_keys)):
        if not touch(key):
            open_ledger(key)
            touch(key)
    found = {ledger.session_key: ledger for ledger in SeatLedger.objects.filter(session_key__in=session_keys)}
    return [found[key] for key in session_keys]


def touch(session_key: UUID) -> int:
    """Write to the ledger of a session; this is the lock. Returns how many ledgers that were: one or none."""
    return SeatLedger.objects.filter(session_key=session_key).update(version=F("version") + 1)


def open_ledger(session_key: UUID) -> SeatLedger:
    """The ledger of a session, made from its page if there is none yet.

    :raises SessionGone: a session that has no page.
    """
    session = SessionPage.objects.in_source_language().filter(translation_key=session_key).first()
    if session is None:
        raise SessionGone
    ledger, _created = SeatLedger.objects.get_or_create(
        session_key=session_key, defaults={"capacity": session.seats or 0, "told": session.to_tell.as_json()}
    )
    return ledger


def limit_wait() -> None:
    """Let PostgreSQL give up a wait that lasts, rather than hold a reader's page for ever."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT:d}")


def is_passing(error: OperationalError) -> bool:
    """Whether the same operation may well succeed a moment later."""
    return getattr(error.__cause__, "sqlstate", None) in PASSING_ERRORS
