"""What a server's cron does, the demo does by itself; and nothing of it outlives the demo, however the demo ends."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection

from core.management.commands import run_chores
from core.models import OutboxHeartbeat

SERVE = """
import sys; sys.path[:0] = [".", "site"]
import django; django.setup()
from core.management.commands.demo import Command
Command().serve(int(sys.argv[1]))
"""


@pytest.fixture
def called(monkeypatch):
    """The commands that were called; a name that maps to an error raises it."""
    noted, errors = [], {}

    def call(name, *arguments, **options):
        noted.append((name, *arguments))
        if name in errors:
            raise errors[name]

    monkeypatch.setattr(run_chores, "call_command", call)
    monkeypatch.setattr(run_chores, "close_old_connections", lambda: None)
    return noted, errors


def test_chores_that_do_not_exist_are_left_out(settings):
    settings.CHORES = ["unheard_of", "deliver_mail --once"]
    assert run_chores.known_chores() == ["deliver_mail --once"]


def test_chores_end_when_the_parent_is_another(called):
    call_command("run_chores", parent=os.getpid())
    assert called[0] == []


def test_chores_are_run_once_each_time_until_a_signal(called, monkeypatch):
    monkeypatch.setattr(run_chores, "known_chores", lambda: ["tick", "deliver_mail --once"])
    monkeypatch.setattr(run_chores, "wait", lambda stop, parent: len(called[0]) < 4 or stop.set())
    call_command("run_chores", parent=os.getppid())
    assert called[0] == [("tick",), ("deliver_mail", "--once")] * 2


def test_chore_that_fails_is_said_once_and_stops_no_other(called, caplog):
    noted, errors = called
    faults = {}
    errors["tick"] = KeyError("zoe@mairie.example")
    for _turn in range(2):
        run_chores.run_chore("tick", faults)
    del errors["tick"]
    run_chores.run_chore("tick", faults)
    assert (len(noted), faults) == (3, {})
    assert caplog.messages == ["tick does not work: KeyError"]


def wait_until(condition):
    """Look until it is so, for a minute."""
    for _look in range(600):
        if condition():
            return
        threading.Event().wait(0.1)
    raise AssertionError("It never came.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["Ctrl+C", "SIGTERM", "SIGKILL"])
def test_nothing_outlives_the_demo(how, tmp_path):
    database = connection.settings_dict
    address = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        account = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
        address = f"postgres://{account}/{database['NAME']}"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    demo = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port)],
        cwd=django_settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
            "VAR_DIR": str(tmp_path),
            "DATABASE_URL": address,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said = [demo.stdout.readline(), demo.stdout.readline()]
        wait_until(OutboxHeartbeat.objects.exists)
        if how == "Ctrl+C":
            os.killpg(demo.pid, signal.SIGINT)
        else:
            demo.send_signal(getattr(signal, how))
        # Every process of the demo holds the other end of this pipe: it ends with the last of them.
        complaints = demo.communicate(timeout=60)[1]
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(demo.pid, signal.SIGKILL)
    assert said[0] == f"· Mails are files in {tmp_path}/mails, listed on http://127.0.0.1:{port}/demo/courriels/\n"
    assert said[1].startswith("· Ready: ")
    assert [word for word in ("Traceback", "does not work") if word in complaints] == []
