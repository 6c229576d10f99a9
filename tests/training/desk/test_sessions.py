"""The list of sessions: how full each is, what awaits the team, and how much that asks of the database."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.counting import queries_of
from tests.factories.training import SessionPageFactory, sign_up, slot
from training.models import SeatLedger
from training.rules.availability import Status
from training.services.shared.seats import open_ledger

pytestmark = pytest.mark.django_db


def make_sessions(course, number):
    return [
        SessionPageFactory(parent=course, title=f"Session {day}", slots=[slot(datetime.date(2027, 3, day))])
        for day in range(1, number + 1)
    ]


def listed(client, address):
    return list(client.get(address).context["object_list"])


def test_list_shows_sessions_to_come_by_day_and_the_past_apart(course, session, other_session, team, client, url):
    past = SessionPageFactory(parent=course, slots=[slot(datetime.date(2026, 10, 6))])
    older = SessionPageFactory(parent=course, slots=[slot(datetime.date(2026, 9, 8))])
    assert [row.pk for row in listed(client, url("sessions"))] == [session.pk, other_session.pk]
    assert [row.pk for row in listed(client, url("sessions") + "?when=past")] == [past.pk, older.pk]


def test_list_says_how_full_a_session_is(session, team, client, url):
    sign_up(session), sign_up(session, "waiting", name="Ali Benoît")
    (row,) = listed(client, url("sessions"))
    availability = row.availability
    assert (availability.taken, availability.capacity, availability.waiting) == (1, 1, 1)
    assert (availability.status, row.course.title) == (Status.QUEUE, "Animer ses engagements")


def test_list_leaves_out_drafts_that_nobody_signed_up_for(course, session, team, client, url):
    draft = SessionPageFactory(parent=course, live=False, slots=[slot(datetime.date(2027, 3, 1))])
    assert [row.pk for row in listed(client, url("sessions"))] == [session.pk]
    sign_up(draft)
    assert [row.pk for row in listed(client, url("sessions"))] == [session.pk, draft.pk]


@pytest.mark.parametrize("address", ["sessions", "export_numbers", "home"])
def test_number_of_queries_does_not_depend_on_the_number_of_sessions(course, team, client, url, address):
    where = "/admin/" if address == "home" else url(address)

    def count(number):
        for row in make_sessions(course, number):
            sign_up(row)
            open_ledger(row.translation_key)
            # Over capacity: each awaits a decision.
            SeatLedger.objects.filter(session_key=row.translation_key).update(capacity=0)
        if address != "export_numbers":
            return len(queries_of(client, where))
        with CaptureQueriesContext(connection) as captured:
            assert client.post(where, {"format": "csv"}).status_code == 200
        return len(captured)

    count(1)
    assert count(1) == count(3)


def test_number_of_queries_of_a_session_does_not_depend_on_the_number_of_people(session, team, client, url):
    sign_up(session)
    one = len(queries_of(client, url("session", session)))
    for name in ("Ali Benoît", "Élodie Weiß", "Hugo Klein"):
        sign_up(session, name=name)
    assert len(queries_of(client, url("session", session))) == one
