"""`make demo`: prepare what is missing, say each step, then serve.

Preparing runs in one process, since starting Django is most of the wait of a second run.
The server is the one of production (gunicorn, threads) and not `runserver`: a newcomer sees the pages,
the error pages and the speed that readers get. What a server's cron does runs beside it, in a process
that ends with this one, however this one ends (`run_chores`).
"""

import errno
import hashlib
import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import reverse
from wagtail.models import Site

from core.health import unready_reason
from core.management.commands.compile_catalogues import compile_changed

HOST = "127.0.0.1"
THREADS = 4
PATIENCE = 10  # seconds


class Command(BaseCommand):
    """Prepare and serve the demonstration site."""

    help = "Prepare the demonstration site and serve it on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port, and whether to serve at all."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="Stop before serving.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each step that has something to do."""
        port = options["port"]
        if not options["prepare_only"]:
            refuse_busy_port(port)
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        if compile_changed():
            self.say("Catalogues of translation compiled")
        if unready_reason():
            self.say("Preparing the database")
            call_command("migrate", interactive=False, verbosity=0)
        self.collect_static()
        # Last, since it ends with the accounts: what a newcomer needs next.
        call_command("load_demo", stdout=self.stdout)
        name_site(port)
        if not options["prepare_only"]:
            self.serve(port)

    def say(self, text: str) -> None:
        """Tell the step at once, even into a file."""
        self.stdout.write(f"· {text}")
        self.stdout.flush()

    def collect_static(self) -> None:
        """Gather, hash and compress the static files, unless they are those of last time."""
        stamp = Path(settings.VAR_DIR) / "static.stamp"
        current = static_fingerprint()
        if stamp.exists() and stamp.read_text() == current:
            return
        self.say("Gathering and compressing styles, scripts and icons")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(current)

    def serve(self, port: int) -> None:
        """Serve until Ctrl+C."""
        from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - slow: only when serving

        say = self.say
        chores = start_chores()
        if settings.SHOW_MAIL_FILES:
            self.say(f"Mails are files in {settings.MAIL_DIR}, listed on http://{HOST}:{port}{reverse('demo_mails')}")

        class DemoServer(BaseApplication):
            def load_config(self) -> None:
                self.cfg.set("bind", f"{HOST}:{port}")
                self.cfg.set("threads", THREADS)
                self.cfg.set("preload_app", True)
                self.cfg.set("loglevel", "error")
                self.cfg.set("control_socket_disable", True)
                # In this process only, never in the worker that is a copy of it.
                self.cfg.set("on_exit", lambda server: stop_chores(chores))
                self.cfg.set("when_ready", lambda server: say(f"Ready: http://{HOST}:{port}/  (Ctrl+C stops it)"))

            def load(self) -> Any:
                application = get_wsgi_application()
                # The worker is a copy of this process: it must not share a connection with it.
                connections.close_all()
                return application

        DemoServer().run()


def refuse_busy_port(port: int) -> None:
    """Stop with a clear word when something else listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = f"Port {port} is taken by another program."
            else:
                reason = f"Port {port} cannot be used ({error.strerror})."
            raise CommandError(f"{reason} Choose another one: make demo PORT={port + 1}") from error
        except OverflowError as error:
            raise CommandError("A port is a number from 1 to 65535.") from error


def start_chores() -> subprocess.Popen[bytes]:
    """Run in the background what a server's cron runs."""
    return subprocess.Popen(  # noqa: S603 - our own command, in our own Python
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_chores", "--parent", str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def stop_chores(chores: subprocess.Popen[bytes]) -> None:
    """End it, after the mail it is sending."""
    chores.terminate()
    try:
        chores.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        chores.kill()


def name_site(port: int) -> None:
    """Let full addresses (calendar files, sharing, robots) lead here, unless the site has a name already."""
    Site.objects.filter(is_default_site=True, hostname__in=["localhost", HOST]).update(hostname=HOST, port=port)


def static_fingerprint() -> str:
    """Return a value that changes with any static file: its name, its weight, its date."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
