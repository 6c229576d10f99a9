"""Compile the catalogues of translation in Python: a fresh machine has no gettext tools."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


class Command(BaseCommand):
    """Write each .mo file that is older than its .po file."""

    help = "Compile the catalogues that changed (no gettext tools needed)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and name what was compiled."""
        for catalogue in compile_changed():
            self.stdout.write(f"Compiled {catalogue.relative_to(settings.BASE_DIR)}")


def catalogues() -> list[Path]:
    """Return the .po files of the site, in the order of their languages."""
    return sorted(path for root in settings.LOCALE_PATHS for path in Path(root).glob("*/LC_MESSAGES/*.po"))


def compile_changed() -> list[Path]:
    """Compile each catalogue that changed since, and return those."""
    compiled = []
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Beside, then renamed: a process that reads at this moment finds the old one or the new one, never a half.
        beside = target.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(beside))
        beside.replace(target)
        # This process may have read their absence already: in a fresh clone it would go on speaking English.
        translation_file_changed(sender=None, file_path=target)
        compiled.append(source)
    return compiled
