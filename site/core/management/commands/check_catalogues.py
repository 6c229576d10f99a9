"""Every string of the source translated, in every catalogue: no gap, no doubt, no lost placeholder, one word a thing.

Where the gettext tools are installed, the strings are extracted anew from a copy of the source, so
that one which never reached the catalogues is found too.
"""

import contextlib
import re
import shutil
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.management.commands.compile_catalogues import catalogues
from core.word_list import strays

SOURCES = ("site", "home", "guides", "training", "charter", "label_directory", "templates")
PLURALS = re.compile(r"nplurals=(\d+)")
PRINTF = re.compile(r"%(?:\((\w+)\))?[#0\- +]*\d*(?:\.\d+)?[sdifrxeEgG]")


class Command(BaseCommand):
    """Fail, with one line a problem."""

    help = "Check that the catalogues of translation are complete and sound."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each catalogue against itself and against the source."""
        found = catalogues()
        if not found:
            raise CommandError("There is no catalogue.")
        wanted = None
        if shutil.which("xgettext"):
            wanted = extracted()
        else:
            self.stderr.write("NOT CHECKED against the source: the gettext tools (xgettext) are not installed.")
        problems = [
            f"{path.relative_to(settings.BASE_DIR)}: {problem}" for path in found for problem in flaws(path, wanted)
        ]
        if problems:
            raise CommandError("\n".join(problems))
        languages = ", ".join(path.parent.parent.name for path in found)
        self.stdout.write(f"Catalogues complete: {languages}.")


Key = tuple[str | None, str]


def flaws(path: Path, wanted: set[Key] | None) -> Iterator[str]:
    """Yield what is wrong with a catalogue, in words."""
    catalogue = polib.pofile(str(path), check_for_duplicates=True)
    entries = [entry for entry in catalogue if not entry.obsolete]
    if wanted is not None:
        known = {(entry.msgctxt, entry.msgid) for entry in entries}
        yield from (f"missing: {msgid!r}" for _, msgid in sorted(wanted - known, key=str))
        yield from (f"no longer in the source: {msgid!r}" for _, msgid in sorted(known - wanted, key=str))
    plurals = PLURALS.search(catalogue.metadata.get("Plural-Forms", ""))
    forms = int(plurals.group(1)) if plurals else 1
    for entry in entries:
        if entry.fuzzy:
            yield f"in doubt (fuzzy): {entry.msgid!r}"
        elif not entry.translated() or (entry.msgid_plural and len(entry.msgstr_plural) != forms):
            yield f"not translated: {entry.msgid!r}"
        else:
            yield from lost_placeholders(entry)
        yield from refused_words(entry, Path(path).parent.parent.name)


def refused_words(entry: polib.POEntry, language: str) -> Iterator[str]:
    """Yield what ``docs/howto/words.md`` refuses, in the English of a key and in its translation."""
    keys = [entry.msgid, entry.msgid_plural]
    for code, texts in (("en", keys), (language, [entry.msgstr, *entry.msgstr_plural.values()])):
        # A key that ends with a slash is an address.
        yield from (
            f"{code}, {stray} ({text!r})" for text in texts if not text.endswith("/") for stray in strays(text, code)
        )


def lost_placeholders(entry: polib.POEntry) -> Iterator[str]:
    """Yield the translations that drop or invent a placeholder: they fail when they are shown."""
    expected = placeholders(entry.msgid_plural or entry.msgid)
    translations = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    for translation in translations:
        found = placeholders(translation)
        # A singular may say "one" instead of the number; nothing may name what is not given.
        lost = set() if entry.msgid_plural else expected - found
        if lost or found - expected:
            yield f"placeholders differ: {entry.msgid!r} / {translation!r}"


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a string, of both kinds: %(name)s and {name}."""
    names = {match.group(0) for match in PRINTF.finditer(text.replace("%%", ""))}
    # A lone brace is no format string, and no placeholder.
    with contextlib.suppress(ValueError):
        names |= {f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name}
    return names


def extracted() -> set[Key]:
    """Return the strings of the source, taken by Django's own command from a copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        ignored = shutil.ignore_patterns("__pycache__", "*.po", "*.mo", "*.mo.new", "static")
        for name in SOURCES:
            if (settings.BASE_DIR / name).is_dir():
                shutil.copytree(settings.BASE_DIR / name, copy / name, ignore=ignored)
        shutil.copy(settings.BASE_DIR / "manage.py", copy)
        (copy / "site" / "core" / "locale").mkdir(exist_ok=True)
        result = subprocess.run(
            [sys.executable, "manage.py", "makemessages", "--locale=fr", "--settings=config.settings.dev"],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise CommandError(f"The strings could not be extracted:\n{result.stderr}")
        catalogue = polib.pofile(str(copy / "site/core/locale/fr/LC_MESSAGES/django.po"))
        return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
