import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from training.models import SessionPage, SignUp
from training.rules.availability import Status
from workshop.rush import rush


class Command(BaseCommand):
    """Say what became of a rush, as JSON. It writes hundreds of sign-ups: only for a demo of one's own."""

    help = "Send a crowd to a session of a running demo (make bench). It fills the database: never on a server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where the demo answers, and how many want how much."""
        parser.add_argument("--url", required=True)
        parser.add_argument("--people", type=int, default=200)
        parser.add_argument("--seats", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        """Find an empty session, give it its seats, let the crowd come."""
        session = empty_session()
        session.seats, session.seats_min = options["seats"], 1
        session.save_revision().publish()
        result = rush(options["url"], SessionPage.objects.get(pk=session.pk), options["people"])
        figures = {
            "rate": result.rate,
            "slowest": result.slowest,
            "confirmed": result.states["confirmed"],
            "waiting": result.states["waiting"],
            "refused": options["people"] - result.buttons.statuses[303],
        }
        self.stdout.write(json.dumps(figures))


def empty_session() -> SessionPage:
    """The next session that takes sign-ups and has none.

    :raises CommandError: there is none.
    """
    taken = SignUp.objects.values("session_key")
    for session in SessionPage.objects.agenda().upcoming().exclude(translation_key__in=taken):
        if session.availability.status == Status.OPEN:
            return SessionPage.objects.get(pk=session.pk)
    raise CommandError("No session is open and empty.")
