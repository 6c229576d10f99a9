"""The site as it runs on a server, gunicorn with two processes of four threads, on the database of the tests."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

HOST = "127.0.0.1"
PATIENCE = 60.0


def database_address():
    """The database of the test, as DATABASE_URL names it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    place = f"{database['HOST']}:{database['PORT']}" if database["PORT"] else database["HOST"]
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{place}/{database['NAME']}"


@contextmanager
def running_site(log, application="config.wsgi"):
    """Serve the site for as long as the block lasts. Gives its port.

    :param log: a file for what it complains of.
    :param application: the module to serve.
    """
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = ["-m", "gunicorn", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4", "--preload"]
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.training.storm.site_settings",
        "PYTHONPATH": os.pathsep.join([".", "site"]),
        "DATABASE_URL": database_address(),
    }
    with log.open("w") as complaints:
        server = subprocess.Popen(
            [sys.executable, *command, "--no-control-socket", f"{application}:application"],
            cwd=settings.BASE_DIR,
            env={**os.environ, **environment},
            stdout=complaints,
            stderr=complaints,
        )
    try:
        wait_for(port, server, log)
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(port, server, log):
    """Return once the site answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())
