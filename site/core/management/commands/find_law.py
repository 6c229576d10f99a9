"""Say which contents rely on articles of law that have changed, in every language."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import translation

from core.desk.law_list import read_changes
from core.desk.law_search import Found, contents_with


class Command(BaseCommand):
    """Name each page, clause, term, setting and mail that names one of the articles given."""

    help = (
        "Name each content that relies on an article of law: pages, clauses, terms, settings and mails, in "
        "every language. Articles are numbers (L2112-2), ranges (R2111-12 à R2111-17) or numbers of a text (2024-134)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("articles", nargs="*", help="such as L2112-2; ccp:L2112-2 for one code alone")
        parser.add_argument("--file", type=Path, help="a list, one a line; # begins a remark")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path | None = options["file"]
        lines = [*options["articles"], *(file.read_text("utf-8").splitlines() if file else ())]
        try:
            changes = read_changes(lines)
        except ValueError as error:
            raise CommandError(f"No article of law: {error}") from error
        if not changes:
            raise CommandError("Name an article, or give a --file.")
        number = 0
        with translation.override("fr"):
            for found in contents_with(changes):
                number += 1
                self.stdout.write(line_of(found))
        self.stdout.write(f"{number} places.")


def line_of(found: Found) -> str:
    """One line: what it is, its language, its title, where in it, the articles, its address in the admin."""
    articles = ", ".join(str(span) for span in found.articles)
    return " | ".join([found.kind, found.language or "-", found.title, found.place or "-", articles, found.url or "-"])
