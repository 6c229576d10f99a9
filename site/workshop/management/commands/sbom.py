from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workshop.bill_of_materials import bill_of_materials
from workshop.licences import licence_table
from workshop.locks import read_lock

TABLE = settings.BASE_DIR / "docs" / "licences.md"
LOCK = settings.BASE_DIR / "requirements.txt"


class Command(BaseCommand):
    help = "Write what the site is made of (CycloneDX, in JSON), and docs/licences.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=settings.VAR_DIR / "sbom.cdx.json")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(bill_of_materials(LOCK), "utf-8")
        TABLE.write_text(licence_table(package.name for package in read_lock(LOCK)), "utf-8")
        self.stdout.write(f"Written: {path}, {TABLE.name}")
