"""`make bench`: each type of page of the demo, measured and set beside its aims (docs/performance.md)."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from workshop.bench_table import missed, rush_table, table
from workshop.chromium import NoBrowserError, open_chromium
from workshop.demo_pages import PAGES
from workshop.measures import CONNECTIONS, Figures, first_visit, speed, weight
from workshop.running_demo import RunningDemo, running_demo
from workshop.scratch_database import scratch_postgresql


class Command(BaseCommand):
    help = "Measure the pages of the demo: queries, weights, first visit, speed. Nothing of var/ is touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=float, default=2, help="How long each page is asked for without pause.")

    def handle(self, *args: Any, **options: Any) -> None:
        with running_demo(self.say) as demo:
            self.say("· Counting queries and weighing pages")
            measured = queries_and_weights(demo)
            self.say("· First visits")
            left_out = self.add_first_visits(demo, measured)
            self.say(f"· Speed: {CONNECTIONS} connections, {options['seconds']:g} s a page; then a crowd")
            for page in PAGES:
                measured[page.name] |= speed(demo.port, page.address, options["seconds"])
            rushes = {"SQLite": json.loads(demo.ask("rush", "--url", demo.url))}
        rushes |= self.rush_on_postgresql()
        results = [(page, measured[page.name]) for page in PAGES]
        self.say(f"\n{table(results)}\n\n{missed(results)}\n\n{rush_table(rushes)}")
        if left_out:
            self.say(self.style.ERROR(f"FIGURES OF A BROWSER LEFT OUT: {left_out}"))

    def say(self, text: str) -> None:
        """Tell it at once, even into a file."""
        self.stdout.write(text)
        self.stdout.flush()

    def rush_on_postgresql(self) -> dict[str, Figures]:
        """The crowd once more, on PostgreSQL where there is a server; else nothing, and it is said."""
        with scratch_postgresql() as address:
            if not address:
                self.say("· No PostgreSQL answers: the crowd came on SQLite only (TEST_DATABASE_URL names a server)")
                return {}
            self.say("· The crowd once more, on PostgreSQL")
            with running_demo(self.say, address) as demo:
                return {"PostgreSQL": json.loads(demo.ask("rush", "--url", demo.url))}

    def add_first_visits(self, demo: RunningDemo, measured: dict[str, Figures]) -> str:
        """Add the figures of a browser; without one, return why they are left out."""
        try:
            with open_chromium() as browser:
                for page in PAGES:
                    measured[page.name] |= first_visit(browser, demo.url + page.address)
        except NoBrowserError as error:
            return str(error)
        return ""


def queries_and_weights(demo: RunningDemo) -> dict[str, Figures]:
    """What needs no browser and no load, by the name of the page."""
    # In a process of its own: this one's settings lead to var/.
    queries = json.loads(demo.ask("count_queries", "--json", *(page.address for page in PAGES)))
    return {page.name: queries[page.address] | weight(demo.port, page) for page in PAGES}
