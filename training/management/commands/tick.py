"""Do what time brings: as a service, each minute, or once, for cron."""

import logging
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from core.management.stopping import stop_on_signal
from core.retention.purge import purge_by_night
from training.services.erase_sign_up import erase_due
from training.services.expire import expire, sessions_to_look_at
from training.services.remind import remind
from training.services.shared.errors import Refused

logger = logging.getLogger(__name__)

#: Seconds between two looks at the clock.
MINUTE = 60.0


class Command(BaseCommand):
    """Look at the clock, then stop, or look again each minute until SIGTERM."""

    help = "Lapse what nobody answered, serve the queues, remind, forget. Without --once: each minute until SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stop after one look."""
        parser.add_argument("--once", action="store_true", help="Look once, then stop (for cron).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, in one of the two ways."""
        with stop_on_signal() as stop:
            self.tick()
            while not options["once"] and not stop.wait(MINUTE):
                close_old_connections()
                self.tick()

    def tick(self) -> None:
        """Do each thing that is due."""
        for session_key in sorted(self.attempt("look", sessions_to_look_at) or ()):
            self.attempt("expire", partial(expire, session_key=session_key))
        self.attempt("remind", remind)
        self.attempt("erase", erase_due)
        self.attempt("purge", purge_by_night)

    def attempt(self, name: str, step: Callable[[], Any]) -> Any:
        """Do one step; one that fails says so, and keeps no other from being done. The next minute tries again."""
        try:
            return step()
        except (DatabaseError, Refused) as error:
            logger.error("tick: %s failed (%s)", name, type(error).__name__)
            return None
