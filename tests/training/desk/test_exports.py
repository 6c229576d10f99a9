"""Tables to take away: for a purpose, by POST, written in the journal without anybody's name."""

import csv
import io

import pytest
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from tests.factories.training import sign_up
from training.models import AccessNeed, SignUp

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(session):
    zoe = sign_up(session, name="=Zoé()")
    SignUp.objects.filter(pk=zoe.pk).update(
        department="57", answers=[{"question": "q", "label": "Vos attentes ?", "value": "Des exemples."}]
    )
    AccessNeed.objects.create(sign_up=zoe, text="Une boucle magnétique.")
    sign_up(session, "waiting", name="Ali Benoît"), sign_up(session, "cancelled", name="Max Müller")
    return zoe


def form(**changes):
    return {"purpose": "reception", "scope": "coming", "format": "csv"} | changes


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def entries():
    return list(PageLogEntry.objects.filter(action__startswith="training.export").values_list("action", "user", "data"))


def test_csv_holds_those_who_come(session, people, team, client, url):
    (row,) = rows(client.post(url("export", session), form()))
    values = list(row.values())
    assert values[:3] == [people.reference, "'=Zoé()", people.email]
    assert (values[-1], "Moselle" in values, "01/12/2026 10:00" in values) == ("Des exemples.", True, True)
    assert "Une boucle magnétique." not in values


def test_csv_holds_those_who_wait_when_asked(session, people, team, client, url):
    assert len(rows(client.post(url("export", session), form(scope="active")))) == 2


def test_access_needs_are_in_the_file_only_when_asked(session, people, team, client, url):
    (row,) = rows(client.post(url("export", session), form(access_needs="on")))
    assert "Une boucle magnétique." in row.values()


def test_workbook_says_its_purpose_in_its_legend(session, people, team, client, url):
    response = client.post(url("export", session), form(format="xlsx"))
    book = load_workbook(io.BytesIO(response.content))
    legend = [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    assert (book.worksheets[0]["B2"].value, session.full_title in legend) == ("=Zoé()", True)
    assert "no-store" in response["Cache-Control"]


def test_export_is_written_in_the_journal_without_a_name(session, people, team, client, url):
    client.post(url("export", session), form())
    assert entries() == [
        (
            "training.export_participants",
            team.pk,
            {"purpose": "reception", "rows": 1, "access_needs": False, "format": "csv"},
        )
    ]


@pytest.mark.parametrize("data", [{"purpose": ""}, {"purpose": "curiosity"}, {"format": "pdf"}, {"scope": "all"}])
def test_export_wants_a_purpose_and_a_format(session, people, team, client, url, data):
    response = client.post(url("export", session), form(**data))
    assert (response.context["form"].errors.keys(), entries()) == (data.keys(), [])


def test_asking_for_the_page_of_an_export_exports_nothing(session, people, team, client, url):
    response = client.get(url("export", session), form())
    assert (response["Content-Type"], entries()) == ("text/html; charset=utf-8", [])


def test_numbers_hold_no_name(session, other_session, people, team, client, url):
    response = client.post(url("export_numbers"), {"format": "csv"})
    first, second = rows(response)
    assert (list(first.values())[0], first["Moselle"], second["Moselle"]) == ("Animer ses engagements", "1", "0")
    assert "Zoé" not in response.content.decode()
    assert entries() == [("training.export_numbers", team.pk, {"rows": 2, "format": "csv"})]


def test_people_are_in_the_order_of_a_list_of_names(session, team, client, url):
    for name in ("Zacharie", "zoé", "Émile", "Œdipe", "Fabre", "Dole"):
        sign_up(session, name=name)
    names = [list(row.values())[1] for row in rows(client.post(url("export", session), form()))]
    assert names == ["Dole", "Émile", "Fabre", "Œdipe", "Zacharie", "zoé"]
