"""A table to take away: by POST, for a purpose, written in the log without anybody's name, never stored."""

import csv
import io

import pytest
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from tests.lending.models import Loan

pytestmark = pytest.mark.django_db

EXPORT = "/admin/loans/export/"


def form(**changes):
    return {"purpose": "delivery", "format": "csv"} | changes


def logged():
    return list(ModelLogEntry.objects.values_list("action", "object_id", "user", "data"))


def test_export_is_a_file_that_no_cache_keeps(lender, loan, client):
    response = client.post(EXPORT, form())
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Référence", "Nom", "État"], [f"P-{loan.pk}", "Zoé Lambert", "Demandé"]]
    assert response["Content-Disposition"] == 'attachment; filename="prets.csv"'
    assert "no-store" in response["Cache-Control"].split(", ")


def test_workbook_says_what_it_was_made_for(lender, loan, client):
    book = load_workbook(io.BytesIO(client.post(EXPORT, form(format="xlsx")).content))
    legend = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows() if len(row) > 1}
    assert (book.worksheets[0]["B2"].value, legend["Usage"]) == ("Zoé Lambert", "Livraison")
    assert {"Établi le", "Précautions"} < legend.keys()


def test_export_is_written_in_the_log_without_a_name(lender, loan, client):
    client.post(EXPORT, form())
    assert logged() == [
        ("lending.export", str(lender.pk), lender.pk, {"rows": 1, "format": "csv", "purpose": "delivery"})
    ]


@pytest.mark.parametrize("data", [{"purpose": ""}, {"purpose": "curiosity"}, {"format": "pdf"}])
def test_export_wants_a_purpose_and_a_format(lender, loan, client, data):
    response = client.post(EXPORT, form(**data))
    assert (list(response.context["form"].errors), logged()) == (list(data), [])


def test_asking_for_the_page_exports_nothing(lender, loan, client):
    response = client.get(EXPORT, form())
    assert (response["Content-Type"], logged()) == ("text/html; charset=utf-8", [])
    assert list(response.context["form"].fields) == ["purpose", "format"]


def test_export_is_for_those_who_have_the_right(lender, loan, client):
    lender.groups.get().permissions.remove(*lender.groups.get().permissions.filter(codename="manage_loans"))
    response = client.post(EXPORT, form())
    assert (response.status_code, "Zoé" in response.content.decode(), Loan.objects.count()) == (302, False, 1)
