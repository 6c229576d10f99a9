from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.retention.purge import FAILED, due_counts, purge
from core.retention.rules import all_rules


class Command(BaseCommand):
    help = "Erase personal data that has been kept long enough (RETENTION_DAYS). Safe to repeat, and to interrupt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be erased, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self.report("Would be erased", due_counts())
            return
        # Asked for by hand, it belongs to no night, and always has its record.
        run = purge()
        counts = run.counts if run else {}
        self.report("Erased", counts)
        if failed := counts.get(FAILED):
            raise CommandError(f"{failed} times something could not be erased: see the log. The next run tries again.")

    def report(self, title: str, counts: Mapping[str, int]) -> None:
        """Say how many rows, rule by rule."""
        self.stdout.write(f"{title}:")
        for rule in all_rules():
            self.stdout.write(f"{counts[rule.name]:>8}  {rule.name}")
