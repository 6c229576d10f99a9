from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workshop.advisories import SOURCES, NoAnswer, advisories

LOCKS = ("requirements.txt", "requirements-dev.txt")
VULNERABLE, UNKNOWN = 1, 2
NOTHING_CHECKED = "Rien n’a été vérifié\N{NO-BREAK SPACE}:"


class Command(BaseCommand):
    help = (
        "Ask public lists of advisories about every locked package: 0 nothing known, 1 vulnerable, 2 nothing checked."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("locks", nargs="*", type=Path, default=[settings.BASE_DIR / name for name in LOCKS])
        parser.add_argument("--source", action="append", choices=SOURCES, help="One list only.")
        parser.add_argument("--osv-url", help="Another address of the first list, for instance a mirror.")

    def handle(self, *args: Any, **options: Any) -> None:
        more = ["--osv-url", options["osv_url"]] if options["osv_url"] else []
        known = set()
        for lock in options["locks"]:
            try:
                known |= {*map(str, advisories(lock, sources=options["source"] or SOURCES, options=more))}
            except NoAnswer as error:
                message = f"{NOTHING_CHECKED} no list of advisories answered for {lock.name}.\n{error}"
                raise CommandError(message, returncode=UNKNOWN) from error
        if known:
            raise CommandError("\n".join(sorted(known)), returncode=VULNERABLE)
        self.stdout.write("Nothing is known against the locked packages.")
