"""The reports of Wagtail, taken away as our own tables are: one sort of file, whichever screen it comes from.

Wagtail's have commas, no mark of their letters, hours of another country, and cells that a spreadsheet would carry out.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, QuerySet, TextField
from django.http import HttpResponse
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.coreutils import multigetattr

from core.alphabetical import sort_key
from core.exports import Column, Kind, Table, csv_response, xlsx_response


def export_reports_alike() -> None:
    """Have every view of Wagtail write our files; done once, when the site starts."""
    SpreadsheetExportMixin.as_spreadsheet = as_spreadsheet


def as_spreadsheet(view: Any, queryset: Any, spreadsheet_format: str) -> HttpResponse:
    """The file of a report.

    :param view: the view of Wagtail whose report it is.
    :param queryset: what it shows, or a list of it.
    :param spreadsheet_format: csv or xlsx.
    """
    write = csv_response if spreadsheet_format == view.FORMAT_CSV else xlsx_response
    return write(table_of(view, queryset), view.get_filename())


def table_of(view: Any, queryset: Any) -> Table:
    """A report as a table: its columns, what they hold, its rows in the order of the screen."""
    rows = [
        [as_told(view, field, value) for field, value in view.to_row_dict(item).items()]
        for item in in_our_order(queryset)
    ]
    columns = [
        Column(view.get_heading(queryset, field), kind_of(row[number] for row in rows))
        for number, field in enumerate(view.list_export)
    ]
    return Table(str(view.page_title or ""), columns, rows)


def as_told(view: Any, field: str, value: Any) -> Any:
    """What a cell says: some views have words for a field; a list is told one after the other."""
    tell = view.custom_field_preprocess.get(field, {}).get(view.FORMAT_CSV)
    if tell is not None:
        return tell(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def kind_of(values: Iterable[Any]) -> Kind:
    """What a column holds, when all that it holds is of one kind; digits in a text are text."""
    kinds = {kind_of_value(value) for value in values if value not in (None, "")}
    return kinds.pop() if len(kinds) == 1 else Kind.TEXT


def kind_of_value(value: Any) -> Kind:
    """What one cell holds."""
    if isinstance(value, datetime):
        return Kind.DATETIME
    if isinstance(value, date):
        return Kind.DATE
    return Kind.NUMBER if isinstance(value, int | float) and not isinstance(value, bool) else Kind.TEXT


def in_our_order(queryset: Any) -> Sequence[Any]:
    """What a report shows in the order of the screen; words as dictionaries have them, accents and capitals aside."""
    items = list(queryset)
    name = first_order(queryset)
    field = name.removeprefix("-")
    if not field or not isinstance(queryset, QuerySet):
        return items
    if not isinstance(of_model(queryset, field), CharField | TextField):
        return items
    return sorted(items, key=lambda item: sort_key(str(multigetattr(item, field) or "")), reverse=name.startswith("-"))


def first_order(queryset: Any) -> str:
    """The name a report is sorted by first, with a hyphen for the other way round; nothing where it is no name."""
    query = getattr(queryset, "query", None)
    order = query and (query.order_by or query.get_meta().ordering)
    return order[0] if order and isinstance(order[0], str) else ""


def of_model(queryset: "QuerySet[Any]", name: str) -> Any:
    """The field of a model that has a name; nothing where none has."""
    return next((field for field in queryset.model._meta.get_fields() if field.name == name), None)
