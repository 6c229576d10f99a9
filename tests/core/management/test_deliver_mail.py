"""`deliver_mail`: once, or until told to stop; and how commands that go on are told."""

import signal
import threading

import pytest
from django.core.management import call_command
from django.db import OperationalError

from core.management.commands import deliver_mail
from core.management.stopping import stop_on_signal
from core.models import OutboxMail
from core.outbox.delivery import Round
from tests.core.outbox.conftest import NotedMail
from tests.factories.outbox import OutboxMailFactory


class Stop(threading.Event):
    """Notes how long it was asked to wait, and is set after some times."""

    def __init__(self, rounds):
        super().__init__()
        self.waits, self.rounds = [], rounds

    def wait(self, timeout=None):
        self.waits.append(timeout)
        if len(self.waits) == self.rounds:
            self.set()


@pytest.mark.django_db
def test_once_delivers_what_is_due_and_stops(monkeypatch, mailoutbox):
    NotedMail().use(monkeypatch)
    OutboxMailFactory.create_batch(3)
    call_command("deliver_mail", "--once")
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {"sent"}
    assert len(mailoutbox) == 3


def test_service_looks_often_and_waits_longer_while_the_server_is_away(monkeypatch):
    rounds = iter([False, True, True, True, True, True, True, False, False])
    monkeypatch.setattr(deliver_mail, "deliver_due", lambda stop: Round(is_server_down=next(rounds)))
    monkeypatch.setattr(deliver_mail, "close_old_connections", lambda: None)
    stop = Stop(9)
    deliver_mail.serve(stop)
    assert stop.waits == [3, 6, 12, 24, 48, 60, 60, 3, 3]


def test_service_survives_a_database_that_is_away(monkeypatch, caplog):
    troubles = [OperationalError("password=secret")]

    def deliver(stop):
        if troubles:
            raise troubles.pop()
        return Round()

    monkeypatch.setattr(deliver_mail, "deliver_due", deliver)
    monkeypatch.setattr(deliver_mail, "close_old_connections", lambda: None)
    monkeypatch.setattr(deliver_mail.connections, "close_all", lambda: None)
    stop = Stop(2)
    deliver_mail.serve(stop)
    assert stop.waits == [6, 3]
    assert caplog.messages == ["The database does not answer: OperationalError"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_sets_the_event_and_the_former_handler_comes_back(number):
    former = signal.getsignal(number)
    with stop_on_signal() as stop:
        signal.raise_signal(number)
        assert stop.is_set()
    assert signal.getsignal(number) == former


def test_command_inside_a_command_stops_with_it():
    with stop_on_signal() as outer:
        with stop_on_signal() as inner:
            signal.raise_signal(signal.SIGTERM)
        assert (inner is outer, outer.is_set()) == (True, True)
        assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
