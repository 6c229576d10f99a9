"""`make mutants`: are the tests of the rules and services worth something? (docs/mutants.md)"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workshop.mutants.equivalents import equivalents
from workshop.mutants.report import figures_of, table
from workshop.mutants.results import Results
from workshop.mutants.rooms import ROOMS, Room

FOLDER = settings.BASE_DIR / "var" / "mutants"


class Command(BaseCommand):
    help = "Change the code a little, many times, and see that a test fails each time. Results stay in var/mutants/."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--room", action="append", help="Words of a room's name; may be repeated. All by default.")
        parser.add_argument("--jobs", type=int, default=2, help="How many processes.")
        parser.add_argument("--afresh", action="store_true", help="Forget what earlier runs found.")
        parser.add_argument("--figures", action="store_true", help="Only tell what earlier runs found.")

    def handle(self, *args: Any, **options: Any) -> None:
        rooms = [room for room in ROOMS if not options["room"] or any(words in room.name for words in options["room"])]
        if options["afresh"]:
            (FOLDER / "results.jsonl").unlink(missing_ok=True)
        if not options["figures"]:
            self.try_mutants(rooms, options["jobs"])
        self.tell(rooms)

    def try_mutants(self, rooms: list[Room], jobs: int) -> None:
        """Let pytest collect the tests of the rooms, and the plugin do the rest."""
        import pytest  # noqa: PLC0415 - optional: only this command needs it

        from workshop.mutants.trial import Trial  # noqa: PLC0415 - optional: same

        modules = sorted({path for room in rooms for path in room.test_modules()})
        choice = ["-m", "not storm and not browser", "-p", "no:randomly", "-p", "no:cacheprovider", "-n", "0", "-qs"]
        code = pytest.main([*choice, *modules], plugins=[Trial(rooms, FOLDER, jobs, self.say)])
        if code:
            raise CommandError(f"The run broke off ({code!r}). What was found is kept.")

    def tell(self, rooms: list[Room]) -> None:
        """Tell the figures.

        :raises CommandError: where a room is below its floor, or a survivor has no reason.
        """
        figures = [figures_of(room, Results(FOLDER / "results.jsonl"), equivalents()) for room in rooms]
        self.say(f"\n{table(figures)}")
        flaws = [flaw for room in figures for flaw in room.flaws()]
        if flaws:
            raise CommandError("\n".join(flaws))

    def say(self, text: str) -> None:
        """Tell it at once, even into a file."""
        self.stdout.write(text)
        self.stdout.flush()
