"""One operation at a time: what is done again, what is locked, in which order."""

from contextlib import contextmanager
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, transaction

from tests.factories.training import SessionPageFactory, slot
from tests.factories.translations import translate
from tests.training.services.conftest import SESSION_DAY
from training.models import SeatLedger, SessionPage
from training.services.shared import seats
from training.services.shared.errors import SessionGone
from training.services.shared.seats import limit_wait, lock_seats, open_ledger, seat_operation

pytestmark = pytest.mark.django_db


@pytest.fixture
def naps(monkeypatch):
    """How long an operation would have slept, at most, before it was done again."""
    slept = []
    monkeypatch.setattr(seats.random, "uniform", lambda *between: between == (0.01, 0.1) and 0.1)
    monkeypatch.setattr(seats.time, "sleep", slept.append)
    return slept


def refusal(code):
    """What Django makes of an error of the database."""
    error = OperationalError("refused")
    error.__cause__ = type("DatabaseError", (Exception,), {"sqlstate": code})() if code else None
    return error


def refused(times, code, calls):
    """An operation that writes, and that the database refuses so many times."""

    @seat_operation
    def operation(name, *, end):
        """Words of its own."""
        calls.append(name)
        SeatLedger.objects.create(session_key=uuid4(), capacity=1, told={})
        if len(calls) <= times:
            raise refusal(code)
        return name + end

    return operation


@pytest.mark.parametrize("code", ["55P03", "40P01", "40001"])
def test_operation_is_done_again_as_a_whole(naps, code):
    calls = []
    assert refused(4, code, calls)("a", end="!") == "a!"
    assert (calls, SeatLedger.objects.count()) == (["a"] * 5, 1)
    assert naps == pytest.approx([0.1, 0.2, 0.3, 0.4])


def test_operation_is_refused_the_fifth_time(naps):
    calls = []
    with pytest.raises(OperationalError):
        refused(5, "55P03", calls)("a", end="!")
    assert (len(calls), len(naps), SeatLedger.objects.count()) == (5, 4, 0)


@pytest.mark.parametrize("code", ["57014", ""])
def test_operation_that_cannot_succeed_is_refused_at_once(naps, code):
    calls = []
    with pytest.raises(OperationalError):
        refused(1, code, calls)("a", end="!")
    assert (len(calls), naps) == (1, [])


def test_operation_keeps_its_name_and_its_words():
    operation = refused(0, "", [])
    assert (operation.__name__, operation.__doc__) == ("operation", "Words of its own.")


@pytest.mark.parametrize(("vendor", "asked"), [("postgresql", ["SET LOCAL lock_timeout = 3000"]), ("sqlite", [])])
def test_postgresql_waits_three_seconds_for_a_lock(monkeypatch, vendor, asked):
    said = []

    @contextmanager
    def cursor():
        yield SimpleNamespace(execute=said.append)

    monkeypatch.setattr(seats, "connection", SimpleNamespace(vendor=vendor, cursor=cursor))
    limit_wait()
    assert said == asked


def test_every_operation_limits_its_wait(monkeypatch):
    waits = []
    monkeypatch.setattr(seats, "limit_wait", lambda: waits.append("limited"))
    refused(0, "", [])("a", end="!")
    assert waits == ["limited"]


@pytest.fixture
def bare(course):
    """Sessions without a ledger, by their keys in order."""
    found = {}
    for number in (1, 2):
        page = SessionPageFactory(parent=course, seats=number, slots=[slot(SESSION_DAY)])
        found[UUID(int=number)] = page
        SessionPage.objects.filter(pk=page.pk).update(translation_key=UUID(int=number))
    SeatLedger.objects.all().delete()
    return found


def test_seats_are_locked_in_one_order_and_given_back_in_that_of_the_question(bare, monkeypatch):
    first, second = bare
    touched = []
    touch = seats.touch
    monkeypatch.setattr(seats, "touch", lambda key: touched.append(key) or touch(key))
    ledgers = lock_seats(second, first)
    assert [(ledger.session_key, ledger.capacity) for ledger in ledgers] == [(second, 2), (first, 1)]
    # Not found, made, touched; then the other.
    assert touched == [first, first, second, second]
    assert [ledger.session_key for ledger in lock_seats(first, first)] == [first, first]
    assert touched[4:] == [first]


def test_lock_is_a_write(bare):
    first, second = bare
    versions = []
    for _turn in range(3):
        lock_seats(first)
        versions.append(SeatLedger.objects.get(session_key=first).version)
    assert versions == [versions[0], versions[0] + 1, versions[0] + 2]
    assert not SeatLedger.objects.filter(session_key=second).exists()


def test_ledger_is_made_of_the_page_in_the_source_language(session):
    translate(session, "de", seats=99)
    SeatLedger.objects.all().delete()
    ledger = open_ledger(session.translation_key)
    assert (ledger.capacity, [half["day"] for half in ledger.told["slots"]]) == (2, [SESSION_DAY.isoformat()])


def test_ledger_of_a_page_without_seats_has_none(session):
    SeatLedger.objects.all().delete()
    SessionPage.objects.filter(pk=session.pk).update(seats=None)
    assert open_ledger(session.translation_key).capacity == 0


def test_ledger_that_is_there_stays(session):
    SeatLedger.objects.update(capacity=7, told={})
    ledger = open_ledger(session.translation_key)
    assert (ledger.capacity, ledger.told, SeatLedger.objects.count()) == (7, {}, 1)


def test_no_page_no_seats(db):
    for ask in (lock_seats, open_ledger):
        with pytest.raises(SessionGone):
            ask(uuid4())


def test_operation_within_another_transaction_is_refused(session):
    calls = []
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        refused(0, "", calls)("a", end="!")
    assert calls == []
