"""The calendar that travels with a mail, as a calendar program reads it."""

import copy
import re
from datetime import UTC, date, datetime
from uuid import UUID, uuid4, uuid5

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from core.mails.record import mail_named
from tests.factories.training import SessionPageFactory, sign_up, slot
from tests.training.mails.made import NAME, NOW, mail_about, make_mail, make_session, rendered
from training.mails.invitations import Entry, calendar_file, cancels, days_of, requests
from training.models import SessionSlot, SignUp
from training.rules.mail_names import MailName
from training.rules.told import Told
from training.services.shared.seats import open_ledger

PERSON = UUID(int=1)
#: One morning and one afternoon, then one morning a week later.
SLOTS = (
    {"uid": UUID(int=11).hex, "day": "2027-03-11", "start": "09:00", "end": "12:30"},
    {"uid": UUID(int=12).hex, "day": "2027-03-11", "start": "13:30", "end": "17:00"},
    {"uid": UUID(int=13).hex, "day": "2027-03-18", "start": "09:00", "end": "12:30"},
)
HOSTILE = st.text(max_size=200) | st.sampled_from(
    [
        "Zoé\r\nBcc: x@evil.example",
        'Zoé" ;PARTSTAT=DECLINED:mailto:x@evil.example',
        "a;b,c:d^n^'\\n\\N",
        "END:VEVENT\nBEGIN:VEVENT",
        "é" * 200,
        "🌳" * 100,
        "‮محمد李明",
        "\x00\x0b\x85\u2028\u2029",
        "",
    ]
)


def entry(slots=SLOTS, **changes):
    """A session in somebody's calendar."""
    values = {
        "public_id": PERSON,
        "name": NAME,
        "email": "zoe.lambert@mairie-fictive.example",
        "title": "Acheter autrement",
        "told": Told(tuple(slots), "1 rue des Tests, 57000 Metz", "hybrid", "https://visio.example/salle"),
        "url": "https://www.example.org/formations/",
        "organiser": "formations@commande-publique.example",
        "sequence": 3,
        "stamped_at": datetime(2027, 1, 4, 9, 0, 1, 500, tzinfo=UTC),
    }
    return Entry(**(values | changes))


def read(part):
    """The one event of a part, and the method of its calendar."""
    calendar = Calendar.from_ical(part.content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def summary_of(parts):
    """Method, UID, sequence and first day of each part."""
    found = []
    for part in parts:
        calendar, event = read(part)
        assert str(calendar["METHOD"]) == part.method
        found.append((part.method, str(event["UID"]), event["SEQUENCE"], event["DTSTART"].dt.date().isoformat()))
    return found


def uid(number, person=PERSON):
    return str(uuid5(person, UUID(int=number).hex))


def test_a_request_is_one_calendar_a_day():
    parts = requests(entry())
    assert summary_of(parts) == [
        ("REQUEST", uid(11), 3, "2027-03-11"),
        ("REQUEST", uid(13), 3, "2027-03-18"),
    ]
    assert [part.filename for part in parts] == ["formation-2027-03-11.ics", "formation-2027-03-18.ics"]


def test_a_request_says_all_that_a_calendar_shows():
    _calendar, event = read(requests(entry())[0])
    assert {name: event[name].to_ical().decode() for name in event if name not in ("ATTENDEE", "ORGANIZER")} == {
        "UID": uid(11),
        "SEQUENCE": "3",
        "DTSTAMP": "20270104T090001Z",
        "DTSTART": "20270311T080000Z",
        "DTEND": "20270311T160000Z",
        "SUMMARY": "Acheter autrement",
        "STATUS": "CONFIRMED",
        "LOCATION": "1 rue des Tests\\, 57000 Metz",
        "DESCRIPTION": "9\u00a0h – 12\u00a0h\u00a030\\n13\u00a0h\u00a030 – 17\u00a0h\\nhttps://visio.example/salle",
        "URL": "https://www.example.org/formations/",
    }


def test_a_request_names_who_comes_and_who_invites():
    _calendar, event = read(requests(entry())[0])
    attendee, organiser = event["ATTENDEE"], event["ORGANIZER"]
    assert (str(attendee), dict(attendee.params)) == (
        "mailto:zoe.lambert@mairie-fictive.example",
        {"CN": NAME, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"},
    )
    assert str(organiser) == "mailto:formations@commande-publique.example"


def test_a_request_without_a_team_address_has_no_organiser():
    _calendar, event = read(requests(entry(organiser=""))[0])
    assert ("ORGANIZER" in event, "ATTENDEE" in event) == (False, True)


def test_an_address_outside_ascii_travels_as_the_server_takes_it():
    _calendar, event = read(requests(entry(email="zoé+a@région.example"))[0])
    assert str(event["ATTENDEE"]) == "mailto:zo%C3%A9+a@xn--rgion-bsa.example"


def test_a_cancellation_takes_every_day_out_and_tells_nothing_more():
    parts = cancels(entry(sequence=4))
    assert summary_of(parts) == [("CANCEL", uid(11), 4, "2027-03-11"), ("CANCEL", uid(13), 4, "2027-03-18")]
    _calendar, event = read(parts[0])
    assert (str(event["STATUS"]), "visio" in parts[0].content.decode()) == ("CANCELLED", False)
    assert [part.filename for part in parts] == ["annulation-2027-03-11.ics", "annulation-2027-03-18.ics"]


def test_a_day_that_moves_keeps_its_event_and_one_that_vanished_is_cancelled():
    before = Told(SLOTS, "", "in_person", "")
    moved = [{**SLOTS[0], "day": "2027-03-12"}, {**SLOTS[1], "day": "2027-03-12"}]
    assert summary_of(requests(entry(moved, sequence=5, former=[before, before]))) == [
        ("REQUEST", uid(11), 5, "2027-03-12"),
        ("CANCEL", uid(13), 5, "2027-03-18"),
    ]


def test_half_days_made_again_replace_the_former_event():
    again = [{**half, "uid": UUID(int=20 + number).hex} for number, half in enumerate(SLOTS[:2])]
    before = Told(SLOTS[:2], "", "in_person", "")
    assert summary_of(requests(entry(again, former=[before]))) == [
        ("REQUEST", uid(20), 3, "2027-03-11"),
        ("CANCEL", uid(11), 3, "2027-03-11"),
    ]


def test_an_event_never_serves_two_people():
    told = entry().told
    mine, theirs = ({day.uid for day in days_of(person, told)} for person in (uuid4(), uuid4()))
    assert mine & theirs == set()


@pytest.mark.parametrize(
    ("day", "start"),
    [
        ("2027-03-27", "20270327T080000Z"),
        ("2027-03-28", "20270328T070000Z"),
        ("2027-10-30", "20271030T070000Z"),
        ("2027-10-31", "20271031T080000Z"),
    ],
)
def test_an_event_is_at_nine_in_paris_on_both_sides_of_a_change_of_hour(day, start):
    (part,) = requests(entry([{**SLOTS[0], "day": day}]))
    assert re.findall(rb"DTSTART:(\S+)\r\n", part.content) == [start.encode()]
    assert str(read(part)[1]["DESCRIPTION"]).startswith("9\u00a0h – 12\u00a0h\u00a030\n")


def test_an_online_session_says_so_where_a_place_would_be():
    told = Told(SLOTS[:1], "", "remote", "")
    _calendar, event = read(requests(entry(told=told))[0])
    assert str(event["LOCATION"]) == "À distance"


PROPERTIES = {
    "BEGIN", "END", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION",
    "URL", "PRODID", "VERSION", "METHOD", "ATTENDEE", "ORGANIZER",
}  # fmt: skip


@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_a_name_holds_the_calendar_is_one_event_of_known_properties(name, title, place):
    told = Told(SLOTS[:1], place, "in_person", "")
    (part,) = requests(entry(name=name, title=title, told=told))
    physical = part.content.split(b"\r\n")
    assert [line for line in physical if len(line) > 75] == []
    assert re.findall(rb"(?<!\r)\n|\r(?!\n)", part.content) == []
    logical = part.content.decode().replace("\r\n ", "").split("\r\n")
    names = [re.split("[:;]", line, maxsplit=1)[0] for line in logical if line]
    assert set(names) - PROPERTIES == set()
    _calendar, event = read(part)
    assert str(event["ATTENDEE"]) == "mailto:zoe.lambert@mairie-fictive.example"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


# With the mails


@pytest.fixture(scope="module")
def shared_session(shared_home):
    with time_machine.travel(NOW, tick=False):
        return make_session()


@pytest.fixture
def session(shared_session, db):
    with time_machine.travel(NOW, tick=False):
        yield copy.deepcopy(shared_session)


#: What each mail does to a calendar that holds two days; nothing where it is not named.
EFFECTS = {
    MailName.SEAT_CONFIRMED: ["REQUEST", "REQUEST"],
    MailName.SEAT_RECEIVED: ["REQUEST", "REQUEST"],
    MailName.ADDRESS_CORRECTED: ["REQUEST", "REQUEST"],
    MailName.SESSION_MOVED: ["REQUEST", "REQUEST"],
    MailName.OTHER_SESSION: ["REQUEST", "REQUEST", "CANCEL", "CANCEL"],
    MailName.WITHDRAWN: ["CANCEL", "CANCEL"],
    MailName.HANDED_OVER: ["CANCEL", "CANCEL"],
    MailName.SESSION_CANCELLED: ["CANCEL", "CANCEL"],
}


@pytest.mark.django_db
@pytest.mark.parametrize("which", list(MailName))
def test_each_mail_does_to_calendars_what_it_tells(session, which):
    mail = make_mail(session, which)
    parts = rendered(mail).calendars
    assert [part.method for part in parts] == EFFECTS.get(which, [])
    assert mail_named(which).changes_calendars is bool(parts)
    assert [read(part)[1]["SEQUENCE"] for part in parts] == ([3, 3, 7, 7] if len(parts) > 2 else [3] * len(parts))
    # No personal link: calendars are shared.
    assert [part for part in parts if str(mail.about) in part.content.decode().replace("\r\n ", "")] == []


@pytest.mark.django_db
@pytest.mark.parametrize("which", [MailName.SESSION_MOVED, MailName.ADDRESS_CORRECTED, MailName.ALREADY_SIGNED_UP])
@pytest.mark.parametrize("state", ["offered", "waiting"])
def test_who_does_not_come_yet_gets_no_calendar(session, which, state):
    assert rendered(make_mail(session, which, state=state)).calendars == ()


@pytest.mark.django_db
def test_a_move_of_one_day_reaches_the_event_that_was_sent(session):
    with time_machine.travel(NOW, tick=False):
        row = sign_up(session, "confirmed")
        open_ledger(session.translation_key)
        before = session.to_tell.as_json()
        sent = summary_of(rendered(mail_about(row, MailName.SEAT_CONFIRMED)).calendars)
        SessionSlot.objects.filter(page=session, day=date(2027, 3, 12)).delete()
        SessionSlot.objects.filter(page=session, day=date(2027, 3, 11)).update(day=date(2027, 4, 1))
        mail = mail_about(row, MailName.SESSION_MOVED, before=before, changes=["when"])
        mail.context["sequence"] = 4
        after = summary_of(rendered(mail).calendars)
    assert [(method, sequence, day) for method, _uid, sequence, day in after] == [
        ("REQUEST", 4, "2027-04-01"),
        ("CANCEL", 4, "2027-03-12"),
    ]
    assert [uid for _method, uid, _sequence, _day in after] == [uid for _method, uid, _sequence, _day in sent]


# The file of the personal page


@pytest.mark.django_db
def test_calendar_file_holds_every_day_and_nobody(session):
    row = sign_up(session, "confirmed", calendar_sequence=3)
    content = calendar_file(row)
    events = Calendar.from_ical(content).walk("VEVENT")
    mailed = rendered(mail_about(row, MailName.SEAT_CONFIRMED)).calendars
    assert [str(event["UID"]) for event in events] == [str(read(part)[1]["UID"]) for part in mailed]
    assert (str(Calendar.from_ical(content)["METHOD"]), [event["SEQUENCE"] for event in events]) == ("PUBLISH", [3, 3])
    assert [word for word in ("ATTENDEE", "ORGANIZER", NAME, str(row.public_id)) if word in content.decode()] == []
    assert "https://visio.example/salle" in content.decode().replace("\r\n ", "")


@pytest.mark.django_db
def test_calendar_file_of_another_sign_up_has_other_events(session):
    uids = []
    for name in (NAME, "Ali Bruckner"):
        content = calendar_file(sign_up(session, "confirmed", name=name))
        uids.append({str(event["UID"]) for event in Calendar.from_ical(content).walk("VEVENT")})
    assert uids[0] & uids[1] == set()
    assert SignUp.objects.count() == 2


@pytest.mark.django_db
def test_calendar_file_of_a_session_of_one_morning(site_root):
    session = SessionPageFactory(parent=make_session().get_parent(), slots=[slot(date(2027, 1, 12))])
    (event,) = Calendar.from_ical(calendar_file(sign_up(session))).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        datetime(2027, 1, 12, 8, tzinfo=UTC),
        datetime(2027, 1, 12, 11, 30, tzinfo=UTC),
    )
