"""Every export of the site is the same sort of file, those of Wagtail's reports too."""

import csv
import datetime
import io

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from core.desk.exports import ExportView
from core.desk.report_exports import in_our_order, kind_of
from core.exports import Kind
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db

FORMULA = "=HYPERLINK(1)"
NOON_IN_PARIS = datetime.datetime(2026, 7, 1, 10, 0, tzinfo=datetime.UTC)


def views_with_names(patterns, namespaces=()):
    """Each view of the site with the name of its address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from views_with_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join([*namespaces, pattern.name]), pattern


def is_export(pattern):
    """Whether a view of Wagtail's gives a file: what it is made with may say which columns."""
    view = getattr(pattern.callback, "view_class", None)
    columns = getattr(pattern.callback, "view_initkwargs", {}).get("list_export") or getattr(view, "list_export", None)
    return isinstance(view, type) and issubclass(view, SpreadsheetExportMixin) and bool(columns)


VIEWS = dict(views_with_names(get_resolver().url_patterns))
REPORTS = sorted(name for name, pattern in VIEWS.items() if is_export(pattern))
OWN = sorted(
    name
    for name, pattern in VIEWS.items()
    if isinstance(view := getattr(pattern.callback, "view_class", None), type) and issubclass(view, ExportView)
)


@pytest.fixture
def data(client, site_root):
    """Something for each report: pages online, locked, edited; a redirect; words that a spreadsheet would carry out."""
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    for title in ("Zacharie", "zoé", "Émile", "Œdipe", FORMULA, "École", "Dole", "Forbach"):
        page = ContentPageFactory(title=title)
        page.save_revision(user=user, log_action=True)
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user, locked_at=NOON_IN_PARIS)
    Page.objects.update(last_published_at=NOON_IN_PARIS)
    PageLogEntry.objects.update(timestamp=NOON_IN_PARIS)
    for path in ("/01000", "/école", "/zone"):
        Redirect.objects.create(old_path=path, redirect_link="/")
    return client


def content(response):
    return response.getvalue() if response.streaming else response.content


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_there_are_exports_to_look_at():
    assert {"wagtailadmin_reports:site_history", "wagtailadmin_reports:aging_pages", "wagtailredirects:index"} <= set(
        REPORTS
    )
    assert OWN


@pytest.mark.parametrize("name", REPORTS)
def test_report_as_csv_is_for_excel_in_french(data, name):
    response = data.get(reverse(name), {"export": "csv"})
    file = content(response)
    rows = rows_of(file)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert response.headers["Cache-Control"].startswith("private, no-store")
    assert file.startswith(b"\xef\xbb\xbf")
    assert file.count(b"\n") == file.count(b"\r\n")
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    # Noon in Paris: ten in UTC, which Wagtail writes.
    assert b"2026-07-01" not in file
    assert b"01/07/2026 10:00" not in file


@pytest.mark.parametrize("name", REPORTS)
def test_report_as_workbook_is_the_same_table(data, name):
    as_csv = rows_of(content(data.get(reverse(name), {"export": "csv"})))
    response = data.get(reverse(name), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(content(response))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == as_csv[0]
    assert sheet.max_row == len(as_csv)
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    at_noon = [cell.value for cell in cells if getattr(cell.value, "date", dict)() == NOON_IN_PARIS.date()]
    assert set(at_noon) <= {NOON_IN_PARIS.replace(hour=12, tzinfo=None)}


def test_hours_are_those_of_paris(data):
    rows = rows_of(content(data.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"})))
    assert {cell for row in rows[1:] for cell in row if cell.startswith("01/07/2026")} == {"01/07/2026 12:00"}


def test_rows_are_sorted_as_dictionaries_do(data):
    ordered = Page.objects.filter(depth=3).order_by("title")
    titles = [page.title for page in in_our_order(ordered)]
    assert titles == [FORMULA, "Dole", "École", "Émile", "Forbach", "Œdipe", "Zacharie", "zoé"]
    assert [page.title for page in in_our_order(ordered.order_by("-title"))] == titles[::-1]


@pytest.mark.parametrize("order", ["-pk", "last_published_at", "owner__username"])
def test_rows_sorted_by_no_words_of_their_own_stay(data, order):
    ordered = Page.objects.filter(depth=3).order_by(order, "pk")
    assert in_our_order(ordered) == list(ordered)


def test_list_stays_as_it_is(data):
    assert in_our_order(["zoé", "Émile"]) == ["zoé", "Émile"]


def test_addresses_of_redirects_are_in_that_order_too(data):
    rows = rows_of(content(data.get(reverse("wagtailredirects:index"), {"export": "csv", "ordering": "old_path"})))
    assert [row[0] for row in rows[1:]] == ["/01000", "/école", "/zone"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2.5, None], Kind.NUMBER),
        (["01000", "57000"], Kind.TEXT),
        ([1, "deux"], Kind.TEXT),
        ([True], Kind.TEXT),
        ([NOON_IN_PARIS, ""], Kind.DATETIME),
        ([NOON_IN_PARIS.date()], Kind.DATE),
        ([], Kind.TEXT),
        ([None], Kind.TEXT),
    ],
)
def test_column_is_of_the_kind_of_all_its_cells(values, kind):
    assert kind_of(values) is kind
