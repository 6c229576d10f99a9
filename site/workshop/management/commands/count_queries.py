import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from workshop.measures import queries_of, query_figures, repeated


class Command(BaseCommand):
    help = "Count the SQL queries of pages, and show those that are made more than once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("addresses", nargs="+", help="for instance /guides/")
        parser.add_argument("--json", action="store_true", help="Figures only, for make bench.")

    def handle(self, *args: Any, **options: Any) -> None:
        queries = {address: queries_of(address) for address in options["addresses"]}
        if options["json"]:
            self.stdout.write(json.dumps({address: query_figures(asked) for address, asked in queries.items()}))
            return
        for address, asked in queries.items():
            self.stdout.write("{0}: {queries} queries, {repeated} repeated".format(address, **query_figures(asked)))
            for sql, times in repeated(asked).items():
                self.stdout.write(f"  {times} times: {sql}")
