"""Tables to take away: for Excel in French, and safe to open whatever people typed into them.

A cell that begins with ``=`` is a formula to a spreadsheet, and a formula can send the sheet to somebody. In XLSX, text
is marked as text; CSV has no such mark, so an apostrophe goes before it: nothing is taken away, a telephone number
keeps its ``+``, a post code its zero. What cannot be written, or turns a text around, is shown by a sign in its place:
one bad name never stops an export. Times are those of the clock in Paris.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Protocol

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.dates import PARIS
from core.typed_text import is_hidden

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
#: Of Excel ("Excel specifications and limits"), which counts as UTF-16 does; a longer cell makes it repair the file.
LONGEST_CELL = 32_767
LONGEST_SHEET_TITLE = 31
#: Excel keeps fifteen digits of a number; one of more is a reference, and every digit of it counts.
GREATEST_NUMBER = 10**15
FIRST_YEAR_OF_EXCEL = 1900
CUT = " […]"
#: What a spreadsheet takes for a formula, or for a number where digits are a name (a SIRET, a post code).
NO_TEXT = re.compile(r"[\t\n]|\s*[=+\-@＝＋－＠]|(0\d+|\d{12,})\Z")


class Sheet(Protocol):
    """A sheet of openpyxl's that is written as it goes: its own class has no public name."""

    def append(self, row: Iterable[object]) -> None: ...


class Kind(Enum):
    """What a column holds: its width, in characters, and how Excel shows it (a code of its own)."""

    TEXT = 30, "@"
    NUMBER = 12, "General"
    DATE = 13, "dd/mm/yyyy"
    DATETIME = 18, "dd/mm/yyyy hh:mm"
    BOOLEAN = 10, "@"

    def __init__(self, width: int, number_format: str) -> None:
        self.width = width
        self.number_format = number_format


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it holds, and for the legend what that is."""

    heading: str
    kind: Kind = Kind.TEXT
    meaning: str = ""


@dataclass(frozen=True)
class Table:
    """A table to take away. The legend says what a reader of the file must know: its date, filter, purpose."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    legend: Sequence[tuple[str, str]] = ()


def xlsx_response(table: Table, name: str) -> HttpResponse:
    """Return a workbook to download, that no cache keeps.

    :param name: of the file, without its ending.
    """
    return _download(write_xlsx(table), f"{slugify(name) or 'export'}.xlsx", XLSX_TYPE)


def csv_response(table: Table, name: str) -> HttpResponse:
    """Return a CSV file to download, that no cache keeps.

    :param name: of the file, without its ending.
    """
    return _download(write_csv(table), f"{slugify(name) or 'export'}.csv", CSV_TYPE)


def write_xlsx(table: Table) -> bytes:
    """Return a table as a workbook: a sheet of data, and one that explains it. Rows are written as they are read."""
    book = Workbook(write_only=True)
    book.properties.creator = settings.WAGTAIL_SITE_NAME
    content = io.BytesIO()
    try:
        _add_data(book, table)
        _add_legend(book, table)
    finally:
        # Half a table too: its rows are in a temporary file of openpyxl's, which goes when the book is saved.
        book.save(content)
    return content.getvalue()


def write_csv(table: Table) -> bytes:
    """Return a table as Excel in French opens it by a double click: UTF-8 with its mark, semicolons, CRLF.

    It has no legend, which would not be data to the programs that read such files.
    """
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=";", lineterminator="\r\n")
    writer.writerow([_csv_text(column.heading) for column in table.columns])
    for row in table.rows:
        cells = (_typed(value, column.kind) for column, value in zip(table.columns, row, strict=True))
        writer.writerow([_csv_text(cell) for cell in cells])
    return content.getvalue().encode("utf-8-sig")


def sheet_title(title: str) -> str:
    r"""Return a title that Excel takes: 31 characters at most, none of ``\ / ? * : [ ]``, no apostrophe at its ends."""
    allowed = re.sub(r"[\\/?*:\[\]\s]+", " ", shown(title)).strip(" '")
    cut = _cut(allowed, LONGEST_SHEET_TITLE, mark="").rstrip(" '")
    # Excel keeps this name for itself.
    return cut if cut and cut.casefold() != "history" else _("Data")


def shown(value: object) -> str:
    """Return a value as text that any sheet can hold, whatever is in it; line breaks stay.

    A control has its picture (␀, ␋), so that the person who cleans the data sees which it was; what else cannot be seen
    or turns the text around has the sign of a lost character (�).
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return _wall_clock(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    text = re.sub(r"\r\n?", "\n", str(value))
    return "".join(map(_visible, text)) if any(map(is_hidden, text)) else text


def _visible(character: str) -> str:
    code = ord(character)
    if character in "\n\t\u200c\u200d" or not is_hidden(character):
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


def _wall_clock(moment: datetime) -> datetime:
    if timezone.is_aware(moment):
        # The first and last day of the calendar have no other side.
        with suppress(OverflowError):
            moment = moment.astimezone(PARIS)
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def _typed(value: object, kind: Kind) -> str | float | Decimal | date:
    """Return a value as what its column holds when it is that, and otherwise as text."""
    if kind is Kind.NUMBER and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value if _is_countable(value) else shown(value)
    if kind in (Kind.DATE, Kind.DATETIME) and isinstance(value, date):
        if not isinstance(value, datetime):
            return value
        return _wall_clock(value).date() if kind is Kind.DATE else _wall_clock(value)
    return shown(value)


def _is_countable(number: float | Decimal) -> bool:
    if isinstance(number, Decimal):
        return number.is_finite() and abs(number) < GREATEST_NUMBER
    return math.isfinite(number) and abs(number) < GREATEST_NUMBER


def _cell(sheet: Sheet, value: object, kind: Kind, *, bold: bool = False) -> WriteOnlyCell:
    typed = _typed(value, kind)
    if isinstance(typed, date) and typed.year < FIRST_YEAR_OF_EXCEL:
        typed = shown(typed)
    if isinstance(typed, str):
        # `_x0041_` is a character to Excel: its underscore is written in that way itself.
        text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", typed)
        cell = WriteOnlyCell(sheet, _cut(text, LONGEST_CELL) or None)
        # What openpyxl took for a formula or an error is text, and stays text when somebody edits the cell.
        cell.data_type, cell.number_format = "s" if text else "n", Kind.TEXT.number_format
    else:
        cell = WriteOnlyCell(sheet, typed)
        cell.number_format = kind.number_format
    if bold:
        cell.font = Font(bold=True)
    return cell


def _cut(text: str, longest: int, mark: str = CUT) -> str:
    """Cut a text to a number of UTF-16 units, never within a character, and say so at its end."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * longest:
        return text
    return units[: 2 * (longest - len(mark))].decode("utf-16-le", "ignore") + mark


def _add_data(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(sheet_title(table.title))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        width = max(column.kind.width, min(len(column.heading), 50) + 2)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, column.heading, Kind.TEXT, bold=True) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, value, column.kind) for column, value in zip(table.columns, row, strict=True)])


def _add_legend(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(sheet_title(_("Legend")))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90
    lines = [*table.legend, ("", ""), *((column.heading, column.meaning) for column in table.columns)]
    for label, text in lines:
        value = _cell(sheet, text, Kind.TEXT)
        value.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([_cell(sheet, label, Kind.TEXT, bold=True), value])


def _csv_text(cell: str | float | Decimal | date) -> str:
    if isinstance(cell, str):
        return _cut(f"'{cell}" if NO_TEXT.match(cell) else cell, LONGEST_CELL)
    if isinstance(cell, date):
        return shown(cell)
    return f"{Decimal(str(cell)):f}".replace(".", ",")


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response.headers["Cache-Control"] = "private, no-store"
    return response
