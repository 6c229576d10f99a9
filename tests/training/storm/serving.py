"""The site as a server of its own, on the database of a test: two processes of four threads, as on a small server.

    python -m tests.training.storm.serving 8123 [unlocked]

Unlocked, the seats are sold as naive code sells them: no transaction, no lock, and a moment between the count and the
seat. That is what the negative control looks at, and exists here only.
"""

import os
import sys
import time
from contextlib import nullcontext
from types import SimpleNamespace

import django
from django.conf import settings
from gunicorn.app.base import BaseApplication


def unlock():
    """Take the lock off, in this process."""
    from training.services.shared import moves, seats  # noqa: PLC0415 - app ready: models load after Django's setup

    seats.transaction = SimpleNamespace(atomic=lambda **options: nullcontext())
    seats.touch = lambda session_key: 1
    seats.limit_wait = lambda: None
    count = moves.free_seats

    def count_slowly(ledger):
        free = count(ledger)
        time.sleep(0.02)  # what a busy machine does by itself, now and then
        return free

    moves.free_seats = count_slowly


class Site(BaseApplication):
    """The site, without a line of log."""

    def load_config(self):
        options = {"bind": f"127.0.0.1:{sys.argv[1]}", "workers": 2, "threads": 4, "backlog": 512}
        for name, value in {**options, "loglevel": "critical", "control_socket_disable": True}.items():
            self.cfg.set(name, value)
        self.cfg.set("when_ready", lambda server: print("Ready", flush=True))  # noqa: T201 - the test waits for it

    def load(self):
        from config.wsgi import application  # noqa: PLC0415 - app ready: each process makes its own

        # No crowd of a test waits three seconds before it sends a form.
        settings.SIGN_UP_FORM_SECONDS = (0, 3600)
        if sys.argv[2:] == ["unlocked"]:
            unlock()
        return application


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    Site().run()
