"""Send the mails of the outbox: as a service that waits for the next one, or once, for cron."""

import logging
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connections

from core.management.stopping import stop_on_signal
from core.outbox.delivery import deliver_due

logger = logging.getLogger(__name__)

#: Seconds between two looks into the outbox.
WAKE = 3.0
#: Seconds between two tries while the mail server or the database is away: twice as long each time, a minute at most.
LONGEST_WAIT = 60.0


class Command(BaseCommand):
    """Deliver what is due, then stop, or wait for more until SIGTERM."""

    help = "Send the mails of the outbox. Without --once: go on until SIGTERM, which is obeyed between two mails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stop when nothing is due."""
        parser.add_argument("--once", action="store_true", help="Send what is due, then stop (for cron).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, in one of the two ways."""
        with stop_on_signal() as stop:
            if options["once"]:
                deliver_due(stop.is_set)
            else:
                serve(stop)


def serve(stop: threading.Event) -> None:
    """Send until told to stop.

    :param stop: set by a signal.
    """
    wait = WAKE
    while not stop.is_set():
        close_old_connections()
        try:
            is_down = deliver_due(stop.is_set).is_server_down
        except DatabaseError as error:
            # Restarted, or locked for longer than we wait. What was being sent is taken up when its lease ends.
            logger.error("The database does not answer: %s", type(error).__name__)
            connections.close_all()
            is_down = True
        wait = min(wait * 2, LONGEST_WAIT) if is_down else WAKE
        stop.wait(wait)
