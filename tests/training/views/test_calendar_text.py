"""Any text may be the title of a course: its calendar file stays one that programs read."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID

from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.factories.training import slot
from training.views.calendars import calendar_of, calendar_response

TEXT = st.text(max_size=300) | st.sampled_from(
    [
        "Titre\r\nATTENDEE:mailto:quelqu-un@example.org",
        "Titre\nEND:VEVENT\nBEGIN:VEVENT",
        "Titre\rSTATUS:CANCELLED",
        'a;b,c:d\\n\\N"e"',
        "é" * 200,
        "🌳" * 100,
        "\x00\x0b\x0c\x1c\x85\u2028\u2029",
        "",
    ]
)


def fake_session(title, summary, place):
    """What :func:`calendar_of` reads of a session, without a database."""
    half_day = slot(date(2027, 1, 12))
    facts = SimpleNamespace(
        slots=SimpleNamespace(all=lambda: [half_day]),
        last_published_at=datetime(2026, 12, 1, tzinfo=UTC),
        translation_key=UUID(int=7),
        location=place,
    )
    return SimpleNamespace(
        facts=facts,
        course=SimpleNamespace(title=title, summary=summary),
        cancellation=None,
        translation_key=UUID(int=7),
        get_full_url=lambda request: "https://www.example.org/formations/",
    )


PROPERTIES = {
    "BEGIN", "END", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION",
    "URL", "PRODID", "VERSION", "METHOD", "X-WR-CALNAME",
}  # fmt: skip


@given(TEXT, TEXT, TEXT)
def test_calendar_of_any_text_is_one_event_of_known_properties(title, summary, place):
    request = RequestFactory().get("/")
    content = calendar_of([fake_session(title, summary, place)], request, name=title).to_ical()
    physical = content.split(b"\r\n")
    assert [line for line in physical if len(line) > 75] == []
    assert re.findall(rb"(?<!\r)\n|\r(?!\n)", content) == []
    assert re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]", content.decode()) == []
    logical = content.decode().replace("\r\n ", "").split("\r\n")
    names = [re.split("[:;]", line, maxsplit=1)[0] for line in logical if line]
    assert set(names) - PROPERTIES == set()
    assert (names.count("BEGIN"), names.count("STATUS"), names.count("UID")) == (2, 1, 1)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["STATUS"]) == "CONFIRMED"


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\\"),
        min_size=1,
        max_size=250,
    )
)
def test_calendar_keeps_a_title_as_it_is_written(title):
    # Without a backslash: the library reads one before an N as the end of a line.
    content = calendar_of([fake_session(title, "", "")], RequestFactory().get("/"), name="").to_ical()
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == title


def test_calendar_keeps_the_lines_of_a_description():
    session = fake_session("Titre", "Un.\r\nDeux ; trois, quatre.", "")
    content = calendar_of([session], RequestFactory().get("/"), name="").to_ical()
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["DESCRIPTION"]) == "Un.\nDeux ; trois, quatre."


def test_calendar_folds_its_lines_between_characters():
    session = fake_session("é" * 250, "", "")
    response = calendar_response([session], RequestFactory().get("/"), name="Œuvre " * 40, filename="agenda.ics")
    lines = response.content.split(b"\r\n")
    assert max(len(line) for line in lines) == 75
    assert [line.decode() for line in lines] == response.content.decode().split("\r\n")
