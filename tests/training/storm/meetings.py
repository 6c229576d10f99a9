"""Two operations that meet: the second comes between two statements of the first, between any two, one after the other.

What threads do by luck, once in a thousand times, is done here on purpose: the first stops before its statement number
*n*; the second runs until it has ended, or waits for a lock that the first holds; the first goes on. Then *n* + 1.

SQLite lets nobody else write between the first statement of a transaction and its end: there, one meeting in each
transaction is enough. PostgreSQL does. But when the second must wait for the ledger that the first has locked, all
meetings after that are the same: a few of them are enough, unless the test wants all.
"""

import threading
import time
from itertools import count

from django.db import connection, connections

from training.services.shared.errors import Refused

PATIENCE = 20.0
#: How long SQLite is given to show that the second does not get through.
GLIMPSE = 0.02
#: The lock is taken by then: later, one statement in so many.
FIRST_STATEMENTS, ONE_IN = 5, 8


def meetings(prepare, first, second, *, thorough=False, step=1):
    """Let two operations meet at every point; give, for each, what was prepared and what each operation answered.

    :param prepare: makes the state that both find; what it returns is given to each of them.
    :param first: is interrupted.
    :param second: comes between.
    :param thorough: between any two statements indeed: the second does not wait for the ledger.
    :param step: for long ways: one meeting in so many.
    """
    for at in count(1, step):
        prepared = prepare()
        meeting = Meeting(lambda prepared=prepared: second(prepared), at, thorough)
        with connection.execute_wrapper(meeting):
            answer = answer_of(lambda prepared=prepared: first(prepared))
        if not meeting.has_begun:
            assert at > 1, "no statement, no meeting"
            return
        yield prepared, answer, meeting.end()


def answer_of(operation):
    """What an operation returns, or the refusal that it raises."""
    try:
        return operation()
    except Refused as refusal:
        return refusal


class Meeting:
    """Counts the statements of the first operation, and lets the second one in before one of them."""

    def __init__(self, second, at, thorough):
        self.second, self.left, self.thorough = second, at, thorough
        self.thread, self.pid, self.answer, self.fault = None, None, None, None
        self.inside = 0
        self.is_connected = threading.Event()

    @property
    def has_begun(self):
        return self.thread is not None

    def __call__(self, execute, sql, *arguments):
        if not self.has_begun and self.is_point():
            self.left -= 1
            if self.left == 0:
                self.begin()
        return execute(sql, *arguments)

    def is_point(self):
        """Whether another can come here."""
        self.inside = self.inside + 1 if connection.in_atomic_block else 0
        if connection.vendor == "sqlite":
            return self.inside <= 1
        return self.thorough or self.inside <= FIRST_STATEMENTS or self.inside % ONE_IN == 0

    def begin(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        assert self.is_connected.wait(PATIENCE)
        if connection.vendor == "sqlite":
            self.thread.join(GLIMPSE if connection.in_atomic_block else PATIENCE)
            return
        end = time.monotonic() + PATIENCE
        while self.thread.is_alive() and not self.waits():
            assert time.monotonic() < end
            self.thread.join(0.002)

    def waits(self):
        """Whether PostgreSQL makes the second wait for a lock."""
        # Not by a cursor of Django: this is no statement of the first operation.
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s))", [self.pid])
            return cursor.fetchone()[0] > 0

    def run(self):
        try:
            connection.ensure_connection()
            self.pid = connection.connection.info.backend_pid if connection.vendor == "postgresql" else None
            self.is_connected.set()
            self.answer = answer_of(self.second)
        except Exception as error:
            self.fault = error
        finally:
            self.is_connected.set()
            connections.close_all()

    def end(self):
        """Wait for the second. Returns its answer."""
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        if self.fault:
            raise self.fault
        return self.answer
