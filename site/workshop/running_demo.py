"""A demo of one's own: `make demo` in a process and a folder apart, so that var/ is never touched."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import CommandError

from core.management.commands.demo import HOST

READY = "Ready: "
SETTINGS = "--settings=config.settings.demo"
SECONDS_TO_STOP = 20
LOG_SHOWN = 3000


class RunningDemo:
    """A demo that answers at `url` and writes in `folder`."""

    def __init__(self, folder: Path, database: str = "") -> None:
        """Choose a port.

        :param database: address of an empty database; left out, SQLite in the folder.
        """
        self.folder = folder
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://{HOST}:{self.port}"
        # Another database or cache named in the environment is not to be touched either.
        ours = {"VAR_DIR": str(folder), "BASE_URL": self.url, "DATABASE_URL": database, "REDIS_URL": ""}
        self.environment = {**os.environ, **ours}

    def start(self, command: str, *options: str) -> "subprocess.Popen[str]":
        """Start a command of manage.py on this demo's data; what it complains of goes to a file."""
        arguments = [sys.executable, str(settings.BASE_DIR / "manage.py"), command, SETTINGS, *options]
        with self.log.open("a") as log:
            return subprocess.Popen(  # noqa: S603 - our own command, no word of anybody else
                arguments, cwd=settings.BASE_DIR, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True
            )

    def ask(self, command: str, *options: str) -> str:
        """Return what a command of manage.py says."""
        process = self.start(command, *options)
        said, _nothing = process.communicate()
        if process.returncode:
            raise CommandError(f"The command {command} failed:\n{self.complaints()}")
        return said

    @property
    def log(self) -> Path:
        """The file of all complaints."""
        return self.folder / "log.txt"

    def complaints(self) -> str:
        """The end of the log."""
        return self.log.read_text()[-LOG_SHOWN:]


@contextmanager
def running_demo(say: Callable[[str], object], database: str = "") -> Iterator[RunningDemo]:
    """Prepare and serve a demo in a temporary folder, for as long as the block lasts.

    :param say: takes each step of the preparation.
    :param database: address of an empty database; left out, SQLite in the folder.
    """
    with TemporaryDirectory(prefix="demo-") as folder:
        demo = RunningDemo(Path(folder), database)
        server = demo.start("demo", "--port", str(demo.port))
        try:
            wait_until_ready(server, demo, say)
            yield demo
        finally:
            server.terminate()
            server.communicate(timeout=SECONDS_TO_STOP)


def wait_until_ready(server: "subprocess.Popen[str]", demo: RunningDemo, say: Callable[[str], object]) -> None:
    """Return once the server answers."""
    for line in server.stdout or ():
        if READY in line:
            return
        # Its steps, and not its accounts: nobody logs in to this one.
        if line.startswith(("·", "[")):
            say(line.rstrip())
    raise CommandError(f"The demo did not start:\n{demo.complaints()}")
