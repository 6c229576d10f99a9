import logging
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from training.services.erase_sign_up import erase_due
from training.services.errors import Refused
from training.services.expire import expire, sessions_to_look_at
from training.services.purge import purge_by_night
from training.services.remind import remind

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what time brings: lapse what nobody answered, serve the queues, remind, forget. Each minute, by cron."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="It always does; deliver_mail is told so too.")

    def handle(self, *args: Any, **options: Any) -> None:
        for session_key in sorted(sessions_to_look_at()):
            self.attempt("expire", lambda session_key=session_key: expire(session_key=session_key))
        self.attempt("remind", remind)
        self.attempt("erase", erase_due)
        self.attempt("purge", purge_by_night)

    def attempt(self, name: str, step: Callable[[], int]) -> None:
        """Do one step; one that fails says so, and keeps no other from being done. The next minute tries again."""
        try:
            done = step()
        except (DatabaseError, Refused) as error:
            logger.error("tick: %s failed (%s)", name, type(error).__name__)
            return
        if done:
            self.stdout.write(f"{name}: {done}")
