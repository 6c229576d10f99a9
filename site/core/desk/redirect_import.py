"""Files of redirects as French spreadsheets write them: semicolons, a mark before the first letter, Windows letters."""

import csv
import io

from wagtail.contrib.redirects import base_formats

#: What separates the columns, the likeliest first.
DELIMITERS = (";", "\t", ",")


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


def read_french_files() -> None:
    """Have Wagtail's import read these formats; done once, when the site starts."""
    base_formats.DEFAULT_FORMATS[:] = [CSV, base_formats.XLSX, TSV]
