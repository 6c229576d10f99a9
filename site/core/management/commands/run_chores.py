"""Run the command lines of CHORES in turn, again and again, for as long as the process that asked for it lives.

For the demo, where no cron is. A process that dies without a word (SIGKILL) leaves its children to another parent:
that is how its end shows.
"""

import io
import logging
import os
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from core.management.stopping import stop_on_signal

logger = logging.getLogger(__name__)

SECONDS = 3.0
#: The end of the parent is looked for more often than there is work.
LOOKS = 6


class Command(BaseCommand):
    """Run the chores until told to stop, or until the parent is gone."""

    help = "Run the regular commands of the site (CHORES) again and again. For the demo."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whom to live with."""
        parser.add_argument("--parent", type=int, required=True, help="Number of the process to end with.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, wait, look."""
        faults: dict[str, str] = {}
        with stop_on_signal() as stop:
            while not stop.is_set() and os.getppid() == options["parent"]:
                for line in known_chores():
                    run_chore(line, faults)
                    if stop.is_set():
                        break
                wait(stop, options["parent"])


def known_chores() -> list[str]:
    """Return the chores whose command exists."""
    known = get_commands()
    return [line for line in settings.CHORES if line.split()[0] in known]


def run_chore(line: str, faults: dict[str, str]) -> None:
    """Run one; a fault is said once, and stops no other.

    :param line: a command and its options.
    :param faults: what is known to be wrong, by line; brought up to date.
    """
    close_old_connections()
    try:
        call_command(*line.split(), stdout=io.StringIO())
    except Exception as error:
        fault = type(error).__name__
        if faults.get(line) != fault:
            logger.error("%s does not work: %s", line, fault)
        faults[line] = fault
    else:
        faults.pop(line, None)


def wait(stop: threading.Event, parent: int) -> None:
    """Wait until it is time again, or time to end."""
    for _look in range(LOOKS):
        if stop.wait(SECONDS / LOOKS) or os.getppid() != parent:
            return
