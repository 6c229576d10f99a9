"""One worker at a time holds a mail: with real commits, several threads, and workers that the system kills."""

import contextlib
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from core.mail_states import MailState
from core.models import OutboxMail
from core.outbox import delivery
from core.outbox.delivery import deliver_due
from core.outbox.leases import LEASE, claim, delay_after, hold
from tests.factories.outbox import OutboxMailFactory
from tests.smtp_server import HOLD, SmtpServer
from tests.threads import in_threads

WORKER = """
import sys; sys.path[:0] = [".", "site"]
import django; django.setup()
from django.core.management import call_command
from pytest import MonkeyPatch
from tests.core.outbox.conftest import NotedMail
NotedMail().use(MonkeyPatch())
call_command("deliver_mail", *sys.argv[1:])
"""


def let_leases_end():
    """Let two minutes pass."""
    OutboxMail.objects.filter(state=MailState.SENDING).update(lease_until=timezone.now())


@contextlib.contextmanager
def worker(server, *arguments):
    """A process of its own that delivers over this server, from the database of the test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        address = f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, *arguments],
        cwd=django_settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": "a-key-of-more-than-fifty-characters-0123456789-abcdefghij",
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": "https://www.example.org",
            "DATABASE_URL": address,
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "DEFAULT_FROM_EMAIL": "site@commande-publique.example",
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        },
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.django_db
def test_lease_lasts_two_minutes_and_counts_an_attempt():
    OutboxMailFactory()
    mail = claim()
    row = OutboxMail.objects.get()
    assert (row.state, row.lease, row.attempts) == (MailState.SENDING, mail.lease, 1)
    assert row.lease_until == mail.lease_until
    assert timezone.now() < row.lease_until <= timezone.now() + LEASE
    assert claim() is None


@pytest.mark.django_db
def test_lease_that_has_run_out_is_due_again_and_lost_to_its_first_holder():
    OutboxMailFactory()
    first = claim()
    let_leases_end()
    second = claim()
    assert (second.pk, second.attempts, second.message_id) == (first.pk, 2, first.message_id)
    assert [hold(first), hold(second)] == [False, True]


@pytest.mark.django_db
def test_mail_of_another_time_or_state_is_not_due():
    OutboxMailFactory(next_try_at=timezone.now() + timedelta(minutes=1))
    for state in (MailState.SENDING, MailState.SENT, MailState.FAILED, MailState.SKIPPED):
        OutboxMailFactory(state=state)
    assert claim() is None


def test_delays_grow_to_an_hour():
    assert [delay_after(attempts) for attempts in (1, 2, 3, 4, 5, 26)] == [
        timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 60, 60)
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_hold_the_same_mail():
    OutboxMailFactory.create_batch(40)
    held = []

    def work():
        while mail := claim():
            held.append(mail.pk)

    in_threads(4, work)
    assert sorted(held) == sorted(OutboxMail.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_mail_is_written_or_sent(noted, smtp, monkeypatch):
    OutboxMailFactory()
    open_ones, written, sent = [], noted.render, delivery.Line.send

    def render(mail):
        open_ones.append(connection.in_atomic_block)
        return written(mail)

    def send(line, email):
        open_ones.append(connection.in_atomic_block)
        sent(line, email)

    noted.render = render
    noted.in_hook = lambda mail: open_ones.append(connection.in_atomic_block)
    monkeypatch.setattr(delivery.Line, "send", send)
    deliver_due()
    assert open_ones == [False, False, True]


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_each_mail_once(noted, smtp):
    mails = OutboxMailFactory.create_batch(30)
    in_threads(3, deliver_due)
    assert Counter(received.recipient for received in smtp.delivered) == {mail.recipient: 1 for mail in mails}
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1)}


@pytest.mark.django_db(transaction=True)
def test_worker_killed_at_message_12_of_30_loses_and_repeats_nothing(noted):
    mails = OutboxMailFactory.create_batch(30)
    with SmtpServer() as server:
        server.at_message[12] = HOLD
        with worker(server) as process:
            assert server.held.wait(60)
            process.send_signal(signal.SIGKILL)
            process.wait()
            # Its line is cut before the server answers: nothing was taken.
            server.die()
        server.release()
        del server.at_message[12]
        assert Counter(OutboxMail.objects.values_list("state", flat=True)) == {"sent": 11, "sending": 1, "waiting": 18}
        delivered = list(server.delivered)[:11]
        with SmtpServer() as second:
            with worker(second, "--once") as process:
                assert process.wait() == 0
            assert OutboxMail.objects.exclude(state=MailState.SENT).count() == 1
            let_leases_end()
            with worker(second, "--once") as process:
                assert process.wait() == 0
            delivered += second.delivered
    ids = [received.message["Message-ID"] for received in delivered]
    assert ids == [mails[n].message_id for n in [*range(11), *range(12, 30), 11]]
    assert server.seen[11].message["Message-ID"] == ids[-1]
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {MailState.SENT}


@pytest.mark.django_db(transaction=True)
def test_service_told_to_end_finishes_the_mail_it_sends(noted):
    OutboxMailFactory.create_batch(3)
    with SmtpServer() as server:
        server.at_message[2] = HOLD
        with worker(server) as process:
            assert server.held.wait(60)
            process.send_signal(signal.SIGTERM)
            server.release()
            assert process.wait(60) == 0
        assert len(server.delivered) == 2
    assert Counter(OutboxMail.objects.values_list("state", flat=True)) == {"sent": 2, "waiting": 1}
