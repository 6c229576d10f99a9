"""Publish and unpublish the pages whose moment has come; see ``core.schedule``.

In place of Wagtail's command of this name, which stops at the first page that it cannot publish: all others would wait
behind it.
"""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.schedule import Due, due_to_appear, due_to_leave, keep_schedule


class Command(BaseCommand):
    """Do what is due, and say how much that was."""

    help = "Publish and unpublish the pages whose moment has come, each by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to change anything."""
        parser.add_argument("--dryrun", action="store_true", help="Say what is due, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say what there is to do."""
        if options["dryrun"]:
            now = timezone.now()
            self.list("To publish:", due_to_appear(now))
            self.list("To unpublish:", due_to_leave(now))
            return
        kept = keep_schedule()
        if kept.appeared or kept.left or kept.refused:
            self.stdout.write(f"Published: {kept.appeared}. Unpublished: {kept.left}. Refused: {kept.refused}.")

    def list(self, heading: str, dues: Iterable[Due]) -> None:
        """Write what is due, a line a page."""
        self.stdout.write(heading)
        for due in dues:
            self.stdout.write(f"  {timezone.localtime(due.moment):%Y-%m-%d %H:%M}  {due.page.pk}  {due.page.url_path}")
