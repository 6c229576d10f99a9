"""Calendar files: what a calendar program reads in them, and what nobody may."""

import copy
import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from icalendar import Calendar

from tests.counting import queries_of
from tests.factories.core import UserFactory
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, slot
from tests.factories.translations import translate
from training.models import SessionPage
from training.services.cancel_session import cancel_session, restore_session

pytestmark = pytest.mark.django_db

#: Before every session of these tests.
BEFORE = "2027-01-01 12:00Z"


@pytest.fixture(scope="module")
def shared_course(shared_home):
    return make_course(title="Acheter autrement", summary="Une journée pour commencer.")


@pytest.fixture
def course(shared_course, db):
    return copy.deepcopy(shared_course)


def calendar_at(client, page):
    """The calendar of a page, as a calendar program reads it."""
    return Calendar.from_ical(client.get(f"{page.url}ical/").content)


def events_at(client, page):
    return calendar_at(client, page).walk("VEVENT")


def event_at(client, page):
    (event,) = events_at(client, page)
    return event


def publish(session, **changes):
    """Publish the session again, as an editor who changed it."""
    page = SessionPage.objects.get(pk=session.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return SessionPage.objects.get(pk=session.pk)


# One session


def test_session_calendar_is_a_file_to_open(course, client):
    session = SessionPageFactory(parent=course, slug="metz")
    response = client.get(f"{session.url}ical/")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="metz.ics"'
    assert response.cookies == {}


def test_session_calendar_has_one_event_a_slot_in_utc(course, client):
    slots = [
        slot(date(2027, 3, 27), "09:00", "12:30"),
        slot(date(2027, 3, 28), "09:00", "12:30"),
        slot(date(2027, 10, 30), "09:00", "12:30"),
        slot(date(2027, 10, 31), "09:00", "12:30"),
    ]
    session = SessionPageFactory(parent=course, slots=slots)
    text = client.get(f"{session.url}ical/").content.decode()
    assert re.findall(r"DTSTART:(\S+)\r\n", text) == [
        "20270327T080000Z",
        "20270328T070000Z",
        "20271030T070000Z",
        "20271031T080000Z",
    ]
    assert re.findall(r"DTEND:(\S+)\r\n", text) == [
        "20270327T113000Z",
        "20270328T103000Z",
        "20271030T103000Z",
        "20271031T113000Z",
    ]
    assert ("TZID" in text, "VTIMEZONE" in text) == (False, False)


def test_session_calendar_says_what_where_and_how_to_know_more(course, client):
    session = SessionPageFactory(
        parent=course, place_name="Maison, salle A", address="1 rue des Tests", postcode="57000", city="Metz"
    )
    event = event_at(client, session)
    assert {name: str(event[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS")} == {
        "SUMMARY": "Acheter autrement",
        "LOCATION": "Maison, salle A, 1 rue des Tests, 57000 Metz",
        "DESCRIPTION": "Une journée pour commencer.",
        "URL": f"http://localhost{session.url}",
        "STATUS": "CONFIRMED",
    }


def test_session_calendar_names_nobody_and_no_private_link(course, client):
    session = SessionPageFactory(
        parent=course, modality="remote", remote_link="https://visio.example/secret", trainers="Une juriste"
    )
    event = event_at(client, session)
    assert {"ATTENDEE", "ORGANIZER", "CONTACT", "CONFERENCE", "LOCATION", "ATTACH"} & set(event) == set()
    assert (b"visio" in client.get(f"{session.url}ical/").content) is False


def test_session_calendar_is_published_not_sent_to_somebody(course, client):
    calendar = calendar_at(client, SessionPageFactory(parent=course))
    assert {name: str(calendar[name]) for name in ("VERSION", "METHOD", "X-WR-CALNAME")} == {
        "VERSION": "2.0",
        "METHOD": "PUBLISH",
        "X-WR-CALNAME": "Acheter autrement",
    }
    assert [error for event in calendar.walk() for error in event.errors] == []


# Identity and versions


def test_event_keeps_its_identifier_when_the_session_moves(course, client):
    session = SessionPageFactory(parent=course)
    before = event_at(client, session)["UID"]
    half_day = SessionPage.objects.get(pk=session.pk).get_latest_revision_as_object().slots.first()
    half_day.day = date(2027, 2, 2)
    session = publish(session, slots=[half_day], slug="ailleurs", city="Nancy")
    event = event_at(client, session)
    assert (event["UID"], event.start) == (before, datetime(2027, 2, 2, 8, tzinfo=UTC))


def test_event_keeps_its_identifier_in_every_language_and_at_every_address(course, client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "autre.example"]
    source = SessionPageFactory(parent=course)
    german = translate(source, title="Sitzung")
    elsewhere = Calendar.from_ical(client.get(f"{source.url}ical/", headers={"host": "autre.example"}).content)
    uids = {event_at(client, source)["UID"], event_at(client, german)["UID"], elsewhere.walk("VEVENT")[0]["UID"]}
    assert len(uids) == 1


def test_events_have_identifiers_of_their_own(course, client):
    slots = [slot(date(2027, 1, 12), "09:00", "12:30"), slot(date(2027, 1, 12), "14:00", "17:00")]
    session = SessionPageFactory(parent=course, slots=slots)
    uids = [str(event["UID"]) for event in events_at(client, session)]
    assert (len(set(uids)), [str(UUID(uid)) for uid in uids]) == (2, uids)


def test_copied_session_is_not_taken_for_its_model(course, client):
    session = SessionPageFactory(parent=course)
    copy = session.copy(update_attrs={"slug": "copie"}, keep_live=True)
    assert (event_at(client, session)["UID"] == event_at(client, copy)["UID"]) is False


def test_event_sequence_grows_with_each_decision(course, client):
    user, sequences, stamps = UserFactory(), [], []

    def note(now, decision):
        with time_machine.travel(now, tick=False):
            decision()
        event = event_at(client, SessionPage.objects.get(pk=session.pk))
        sequences.append(event["SEQUENCE"])
        stamps.append(event.DTSTAMP)

    with time_machine.travel("2026-12-01 10:00Z", tick=False):
        session = SessionPageFactory(parent=course)
    note("2026-12-01 10:00Z", lambda: None)
    note("2026-12-01 10:05Z", lambda: publish(session, city="Nancy"))
    note("2026-12-02 10:00Z", lambda: cancel_session(session=session, reason="venue", user=user))
    note("2026-12-03 10:00Z", lambda: restore_session(session=session, user=user))
    note("2026-12-04 10:00Z", lambda: cancel_session(session=session, reason="other", user=user))
    note("2026-12-05 10:00Z", lambda: publish(session, city="Metz"))
    assert [after - before for before, after in zip(sequences, sequences[1:], strict=False)] == [5, 1435] + [1440] * 3
    assert stamps == sorted(set(stamps))


def test_event_sequence_stays_when_nothing_is_decided(course, client):
    session = SessionPageFactory(parent=course)
    first = client.get(f"{session.url}ical/").content
    with time_machine.travel("2027-01-03 12:00Z", tick=False):
        session.get_latest_revision_as_object().save_revision()
        assert client.get(f"{session.url}ical/").content == first


def test_event_sequence_fits_in_the_integer_of_calendar_programs(course, client):
    with time_machine.travel("2099-12-31 12:00Z", tick=False):
        session = SessionPageFactory(parent=course, slots=[slot(date(2100, 1, 1))])
    assert (0 < event_at(client, session)["SEQUENCE"] < 2**31) is True


def test_cancelled_session_is_still_in_its_calendar_and_says_so(course, client):
    session = SessionPageFactory(parent=course)
    before = event_at(client, session)
    SessionCancellationFactory(session_key=session.translation_key)
    after = event_at(client, session)
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert (after["UID"], after.start) == (before["UID"], before.start)


# All of them


def test_feed_holds_the_sessions_to_come_and_of_the_past_year_cancelled_ones_too(course, client):
    other = make_course(title="Rédiger")
    SessionPageFactory(parent=course, slots=[slot(date(2025, 6, 2))])
    SessionPageFactory(parent=course, slots=[slot(date(2026, 12, 1))])
    SessionPageFactory(parent=course, live=False)
    soon = SessionPageFactory(parent=other, slots=[slot(date(2027, 1, 5))])
    late = SessionPageFactory(parent=course, slots=[slot(date(2027, 2, 5)), slot(date(2027, 2, 6))])
    SessionCancellationFactory(session_key=soon.translation_key)
    with time_machine.travel(BEFORE, tick=False):
        calendar = calendar_at(client, course.get_parent())
    found = [(str(event["SUMMARY"]), event.start.date(), str(event["STATUS"])) for event in calendar.walk("VEVENT")]
    assert found == [
        (course.title, date(2026, 12, 1), "CONFIRMED"),
        ("Rédiger", date(2027, 1, 5), "CANCELLED"),
        (course.title, date(2027, 2, 5), "CONFIRMED"),
        (course.title, date(2027, 2, 6), "CONFIRMED"),
    ]
    assert late.facts.slots.count() == 2
    assert str(calendar["X-WR-CALNAME"]) == "Formations"


def test_feed_is_a_file_to_subscribe_to(course, client):
    response = client.get(f"{course.get_parent().url}ical/")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="agenda.ics"'


def test_feed_without_sessions_is_an_empty_calendar(course, client):
    assert events_at(client, course.get_parent()) == []


def test_german_feed_speaks_german_where_there_is_a_german_page(course, client):
    translated = SessionPageFactory(parent=course, slots=[slot(date(2027, 1, 5))])
    SessionPageFactory(parent=course, slots=[slot(date(2027, 1, 6))])
    german = translate(translated, title="Sitzung")
    german_course = german.get_parent().specific
    german_course.title = "Anders einkaufen"
    german_course.save_revision().publish()
    with time_machine.travel(BEFORE, tick=False):
        events = events_at(client, german_course.get_parent())
    assert [str(event["SUMMARY"]) for event in events] == ["Anders einkaufen", "Acheter autrement"]


def test_feed_costs_the_same_however_many_sessions(course, client):
    with time_machine.travel(BEFORE, tick=False):
        SessionPageFactory(parent=course)
        one = len(queries_of(client, f"{course.get_parent().url}ical/"))
        for _ in range(2):
            SessionPageFactory(parent=make_course(), slots=[slot(date(2027, 1, 20)), slot(date(2027, 1, 21))])
        assert len(queries_of(client, f"{course.get_parent().url}ical/")) == one
