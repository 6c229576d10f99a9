"""Tables to take away: whatever people typed, Excel opens them and shows it."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from hypothesis import example, given
from hypothesis import settings as thorough
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.exports import (
    CUT,
    Column,
    Kind,
    Table,
    csv_response,
    sheet_title,
    shown,
    write_csv,
    write_xlsx,
    xlsx_response,
)

FORMULA = '=HYPERLINK("http://evil.example";"Cliquez")'
MORNING = datetime(2026, 11, 25, 8, 30, 15, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))
ANY_VALUE = st.one_of(
    ANY_TEXT,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))])),
)


def table_of(*values: object, kind: Kind = Kind.TEXT, **options) -> Table:
    """Return a table of one column."""
    return Table(title="Inscriptions", columns=[Column("Valeur", kind)], rows=[(value,) for value in values], **options)


def sheet_of(table: Table):
    return load_workbook(io.BytesIO(write_xlsx(table))).worksheets[0]


def xlsx_cell(value: object, kind: Kind = Kind.TEXT):
    return sheet_of(table_of(value, kind=kind))["A2"]


def csv_rows(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(write_csv(table).decode("utf-8-sig"), newline=""), delimiter=";"))


def csv_cell(value: object, kind: Kind = Kind.TEXT) -> str:
    return csv_rows(table_of(value, kind=kind))[1][0]


@pytest.mark.parametrize(
    "text", [FORMULA, "+33 6 00 00 00 00", "-1+1", "@SUM(A1)", "=", "#N/A", "=1", "12", "Zoé 🌻", "李明"]
)
def test_xlsx_text_is_text(text):
    cell = xlsx_cell(text)
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FORMULA, f"'{FORMULA}"),
        ("+33 6 00 00 00 00", "'+33 6 00 00 00 00"),
        ("-12", "'-12"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("  =1+1", "'  =1+1"),
        ("\t=1", "'\t=1"),
        ("\tx", "'\tx"),
        ("\rx", "'\nx"),
        ("Mairie; service = achats", "Mairie; service = achats"),
        ("01000", "'01000"),
        ("11122233300044", "'11122233300044"),
        ("57000", "57000"),
        ("0", "0"),
        ("0 800 123 456", "0 800 123 456"),
        ("O’Brien-Łukasz", "O’Brien-Łukasz"),
    ],
)
def test_csv_text_is_no_formula_and_loses_nothing(text, expected):
    assert csv_cell(text) == expected


def test_headings_are_no_formula_either():
    table = Table(title="x", columns=[Column(FORMULA)], rows=[])
    assert (sheet_of(table)["A1"].data_type, csv_rows(table)) == ("s", [[f"'{FORMULA}"]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mairie\x0bde", "Mairie␋de"),
        ("Zoé\x00", "Zoé␀"),
        ("Zo\x7fé", "Zo␡é"),
        ("Zo\x85é", "Zo�é"),
        ("Zoé\udcff", "Zoé�"),
        ("Zoé\ufffe", "Zoé�"),
        ("Zoé \u202egnp.exe", "Zoé �gnp.exe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("un\r\ndeux\rtrois\tquatre", "un\ndeux\ntrois\tquatre"),
    ],
)
def test_what_cannot_be_written_has_a_sign_in_its_place(text, expected):
    assert (xlsx_cell(text).value, csv_cell(text)) == (expected, expected)


def test_text_that_excel_would_decode_is_written_so_that_it_does_not():
    """ECMA-376, part 1, 22.9.2.19: `_x005F_` is an underscore; openpyxl shows what is in the file."""
    assert xlsx_cell("_x0041_x0042_ x_").value == "_x005F_x0041_x005F_x0042_ x_"


@pytest.mark.parametrize("text", ["a" * 40_000, "🌻" * 40_000, "=" * 40_000, "x" + "🌻" * 40_000])
def test_cell_longer_than_excel_takes_is_cut_and_says_so(text):
    for value in (xlsx_cell(text).value, csv_cell(text)):
        assert value.endswith(CUT)
        assert len(value.encode("utf-16-le")) // 2 in {32_766, 32_767}


def test_cell_of_the_longest_length_is_whole():
    assert xlsx_cell("a" * 32_767).value == csv_cell("a" * 32_767) == "a" * 32_767


@pytest.mark.parametrize(
    ("value", "kind", "expected", "number_format"),
    [
        (MORNING, Kind.DATETIME, datetime(2026, 11, 25, 9, 30), "dd/mm/yyyy hh:mm"),
        (SUMMER, Kind.DATETIME, datetime(2026, 7, 1, 9, 0), "dd/mm/yyyy hh:mm"),
        (datetime(2026, 7, 1, 9), Kind.DATETIME, datetime(2026, 7, 1, 9), "dd/mm/yyyy hh:mm"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), Kind.DATE, datetime(2026, 7, 2), "dd/mm/yyyy"),
        (date(2026, 11, 25), Kind.DATE, datetime(2026, 11, 25), "dd/mm/yyyy"),
        (-12, Kind.NUMBER, -12, "General"),
        (Decimal("12.5"), Kind.NUMBER, 12.5, "General"),
    ],
)
def test_xlsx_dates_and_numbers_are_real(value, kind, expected, number_format):
    cell = xlsx_cell(value, kind)
    assert (cell.value, cell.number_format, cell.data_type in "dn") == (expected, number_format, True)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (MORNING, Kind.DATETIME, "25/11/2026 09:30"),
        (MORNING, Kind.TEXT, "25/11/2026 09:30"),
        (SUMMER, Kind.DATETIME, "01/07/2026 09:00"),
        (date(2026, 11, 25), Kind.DATE, "25/11/2026"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), Kind.DATE, "02/07/2026"),
        (-12, Kind.NUMBER, "-12"),
        (-12.5, Kind.NUMBER, "-12,5"),
        (1e-7, Kind.NUMBER, "0,0000001"),
        (-12, Kind.TEXT, "'-12"),
        ("-12", Kind.NUMBER, "'-12"),
        (None, Kind.NUMBER, ""),
    ],
)
def test_csv_dates_and_numbers_are_french(value, kind, expected):
    assert csv_cell(value, kind) == expected


@pytest.mark.parametrize("number", [10**15, 21_500_000_000_000_0000, float("nan"), float("inf"), Decimal("sNaN")])
def test_numbers_that_excel_cannot_keep_are_text(number):
    # CSV has no other way to say that digits are text.
    mark = "'" if isinstance(number, int) else ""
    assert (xlsx_cell(number, Kind.NUMBER).value, csv_cell(number, Kind.NUMBER)) == (str(number), f"{mark}{number}")


def test_day_before_excel_is_text():
    assert xlsx_cell(date(1899, 12, 31), Kind.DATE).value == "31/12/1899"


def test_truth_is_told_in_french():
    with translation.override("fr"):
        assert (shown(True), csv_cell(False, Kind.BOOLEAN), xlsx_cell(True, Kind.BOOLEAN).value) == (
            "Oui",
            "Non",
            "Oui",
        )
    assert xlsx_cell(None, Kind.BOOLEAN).value is None


def test_xlsx_heading_stays_in_sight():
    table = Table(
        title="x", columns=[Column("Nom"), Column("Un intitulé bien plus long que sa colonne", Kind.DATE)], rows=[]
    )
    sheet = sheet_of(table)
    assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [30, 43]


def test_xlsx_legend_explains():
    table = Table(
        title="Inscriptions",
        columns=[Column("Rang", Kind.NUMBER, "Place dans la file"), Column("Nom")],
        rows=[],
        legend=[("Finalité", FORMULA), ("Filtre", "confirmées")],
    )
    book = load_workbook(io.BytesIO(write_xlsx(table)))
    assert book.sheetnames == ["Inscriptions", _("Legend")]
    assert [[cell.value for cell in row] for row in book.worksheets[1]] == [
        ["Finalité", FORMULA],
        ["Filtre", "confirmées"],
        [None, None],
        ["Rang", "Place dans la file"],
        ["Nom", None],
    ]
    assert book.worksheets[1]["B1"].data_type == "s"


def test_xlsx_says_which_site_made_it(settings):
    assert load_workbook(io.BytesIO(write_xlsx(table_of("x")))).properties.creator == settings.WAGTAIL_SITE_NAME


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Achats : clauses [2026] / été ?", "Achats clauses 2026 été"),
        ("'x'", "x"),
        ("a" * 40, "a" * 31),
        ("🌻" * 20, "🌻" * 15),
        ("Zoé\x00", "Zoé␀"),
    ],
)
def test_sheet_has_a_title_that_excel_takes(title, expected):
    assert sheet_title(title) == expected


@pytest.mark.parametrize("title", ["", "[]", "History"])
def test_sheet_without_a_title_of_its_own_has_one(title):
    assert sheet_title(title) == _("Data")


def test_sheet_may_have_the_title_of_the_legend():
    assert len(load_workbook(io.BytesIO(write_xlsx(Table(_("Legend"), [Column("x")], [])))).sheetnames) == 2


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_rows_that_fail_leave_no_file_behind(write, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows():
        yield ("1",)
        raise LookupError("the database went away")

    with pytest.raises(LookupError):
        write(Table(title="x", columns=[Column("a")], rows=rows()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_row_of_another_length_is_an_error(write):
    with pytest.raises(ValueError, match="zip"):
        write(Table(title="x", columns=[Column("a"), Column("b")], rows=[("1",)]))


def test_csv_is_of_the_kind_that_excel_in_french_opens():
    assert write_csv(table_of("été; «x»")) == '\ufeffValeur\r\n"été; «x»"\r\n'.encode()


@pytest.mark.parametrize(("respond", "ending"), [(xlsx_response, "xlsx"), (csv_response, "csv")])
def test_download_has_its_name_and_is_not_kept(respond, ending):
    response = respond(table_of("x"), "Inscriptions\r\nÉté 2026")
    assert response.headers["Content-Disposition"] == f'attachment; filename="inscriptions-ete-2026.{ending}"'
    assert response.headers["Cache-Control"] == "private, no-store"


@thorough(deadline=None, max_examples=60)
@given(ANY_TEXT)
@example("_x0041_")
def test_any_text_is_read_back(text):
    cell = xlsx_cell(text)
    assert (re.sub("_x005F_", "_", cell.value or ""), cell.data_type) == (shown(text), "s" if shown(text) else "n")
    assert csv_cell(text).removeprefix("'") == shown(text).removeprefix("'")


@thorough(deadline=None, max_examples=60)
@given(st.lists(st.tuples(*[ANY_VALUE] * len(Kind)), max_size=3), ANY_TEXT)
@example([(datetime.min.replace(tzinfo=UTC),) * 5, (datetime.max.replace(tzinfo=UTC),) * 5], "")
def test_any_table_is_written_and_opens(rows, title):
    table = Table(
        title=title, columns=[Column(kind.name, kind, title) for kind in Kind], rows=rows, legend=[(title, title)]
    )
    sheet = sheet_of(table)
    assert (sheet.max_row, {cell.data_type for row in sheet for cell in row} - set("snd")) == (len(rows) + 1, set())
    csv_table = csv_rows(table)
    assert {len(row) for row in csv_table} == {len(Kind)}
    for row in csv_table[1:]:
        for kind, cell in zip(Kind, row, strict=True):
            assert kind is Kind.NUMBER or not cell.lstrip().startswith(("=", "+", "-", "@"))
