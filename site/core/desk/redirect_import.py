"""Files of redirects as French spreadsheets write them: semicolons, a mark before the first letter, Windows letters.

Columns are recognised by their names, in our languages and as our own export calls them.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any

from django.core.files import File
from wagtail.contrib.redirects import base_formats
from wagtail.contrib.redirects.forms import ConfirmImportForm, ImportForm

from core.alphabetical import sort_key

#: What separates the columns, the likeliest first.
DELIMITERS = (";", "\t", ",")
#: How the name of each column begins that the import asks for, without accents or capitals.
NAMES = {
    "from_index": re.compile(r"anc|alt|depuis|from|old|origin|source|von\b|de\b(?! dest)"),
    "to_index": re.compile(r"nouv|neu|vers\b|to\b|new|cible|dest|lien|link|nach\b|target|ziel|a\b"),
}


class CSV(base_formats.CSV):
    """Columns separated by a semicolon, a tab or a comma, whichever the first line holds most of.

    Wagtail finds a format by the name of its class.
    """

    def is_binary(self) -> bool:
        """Letters are read here: Wagtail knows UTF-8 alone."""
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, data: bytes | str) -> base_formats.Dataset:
        """The rows of a file, each as long as the first; empty lines are left out.

        :param data: letters already, from the command.
        """
        text = data.removeprefix("\ufeff") if isinstance(data, str) else decoded(data)
        first = text.partition("\n")[0]
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=first.count)) if any(row)]
        width = len(rows[0]) if rows else 0
        return base_formats.Dataset(row + [""] * (width - len(row)) for row in rows)


class TSV(CSV):
    """The same under its other name."""


def decoded(data: bytes) -> str:
    """The letters of a file, in UTF-8 or else as Windows writes them."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def with_known_columns(make: Callable[..., None]) -> Callable[..., None]:
    """The form that asks which column is which, with the answers that their names give."""

    def make_and_choose(form: ConfirmImportForm, headers: Sequence[Any], *args: Any, **kwargs: Any) -> None:
        make(form, headers, *args, **kwargs)
        for name, pattern in NAMES.items():
            found = (
                number for number, header in enumerate(headers) if pattern.match(sort_key(str(header or "").strip()))
            )
            form.fields[name].initial = next(map(str, found), None)

    return make_and_choose


def lower_ending(form: ImportForm) -> File:
    """The file that was sent; Wagtail knows no “REDIRECTIONS.CSV”, as Windows may write it."""
    file: File = form.cleaned_data["import_file"]
    name = PurePath(file.name or "")
    file.name = str(name.with_suffix(name.suffix.lower()))
    return file


def read_french_files() -> None:
    """Have Wagtail's import read these files; done once, when the site starts."""
    base_formats.DEFAULT_FORMATS[:] = [CSV, base_formats.XLSX, TSV]
    ConfirmImportForm.__init__ = with_known_columns(ConfirmImportForm.__init__)
    ImportForm.clean_import_file = lower_ending
