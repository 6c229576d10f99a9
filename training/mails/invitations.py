"""The calendar of one participant (RFC 5545), and the messages that keep it right (iTIP, RFC 5546).

One event a day of the session, from its first hour to its last, its half-days in the description. In a message with a
method, all that stands in one calendar has one UID (RFC 5546, section 3.2): so each day is a calendar of its own.

The UID is made of the sign-up and the first half-day of its day: it stays when the hours or the date change, and never
serves another person. Times are in UTC (docs/decisions/0012-wall-clock-times.md).

Calendars are shared with colleagues and telephones. So nothing personal is in them: whoever holds a personal link could
give the seat away. The link to the online meeting is there: it is the same for all who come, gives no power over the
sign-up, and its place is beside the hour. It only ever leaves for people who have a seat.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from urllib.parse import quote

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

from core.dates import PARIS
from core.languages import beside
from core.mail_addresses import sendable_address
from core.mails.letter import CalendarPart
from core.words import clock
from training.enums import Modality
from training.mails.links import absolute
from training.models import SessionPage, SignUp
from training.rules.calendar_text import one_line, several_lines
from training.rules.told import Told
from training.services.shared.session_facts import session_of

PRODUCT = "-//Commande publique responsable Grand Est//FR"
#: What a mail address may hold in the place of a URI, beyond letters and digits (RFC 6068, section 2).
PLAIN_IN_MAILTO = "@!$'*+-._~"


@dataclass(frozen=True)
class Day:
    """One day of a session, as one event of somebody’s calendar.

    :param hours: its half-days, as instants.
    """

    uid: str
    hours: Sequence[tuple[datetime, datetime]]

    @property
    def starts_at(self) -> datetime:
        return self.hours[0][0]

    @property
    def ends_at(self) -> datetime:
        return self.hours[-1][1]


def days_of(public_id: uuid.UUID, told: Told) -> list[Day]:
    """The days of a session for one participant, in order.

    :param public_id: of the sign-up.
    :param told: the half-days, as told.
    """
    pairs = sorted(zip(told.hours, told.slots, strict=True), key=lambda pair: pair[0])
    days = []
    for _day, group in groupby(pairs, key=lambda pair: pair[0][0]):
        slots = list(group)
        hours = [
            (datetime.combine(day, start, tzinfo=PARIS), datetime.combine(day, end, tzinfo=PARIS))
            for (day, start, end), _slot in slots
        ]
        days.append(Day(uid=str(uuid.uuid5(public_id, slots[0][1]["uid"])), hours=hours))
    return days


@dataclass(frozen=True)
class Entry:
    """A session in the calendar of one participant.

    :param name: of the participant, or nothing.
    :param title: of the course.
    :param told: what is true of the session now.
    :param url: of its public page, or nothing.
    :param organiser: address of the team, which somebody reads; or nothing.
    :param sequence: version of the entry: a higher one replaces it (RFC 5545, section 3.8.7.4).
    :param stamped_at: when it was written.
    :param former: what it may have been when it was sent earlier, so that nothing of it stays behind.
    """

    public_id: uuid.UUID
    name: str
    email: str
    title: str
    told: Told
    url: str
    organiser: str
    sequence: int
    stamped_at: datetime
    former: Sequence[Told] = field(default_factory=tuple)

    @property
    def days(self) -> list[Day]:
        return days_of(self.public_id, self.told)

    @property
    def former_days(self) -> list[Day]:
        """Days that were told earlier and are no more."""
        kept = {day.uid for day in self.days}
        gone = [day for told in self.former for day in days_of(self.public_id, told) if day.uid not in kept]
        return list({day.uid: day for day in gone}.values())


def requests(entry: Entry) -> list[CalendarPart]:
    """Put a session into somebody’s calendar, or replace it there: what is no more of it is taken out."""
    return [*messages(entry, entry.days, "REQUEST"), *messages(entry, entry.former_days, "CANCEL")]


def cancels(entry: Entry) -> list[CalendarPart]:
    """Take a session out of somebody’s calendar, as it is and as it was."""
    return messages(entry, [*entry.days, *entry.former_days], "CANCEL")


def messages(entry: Entry, days: Iterable[Day], method: str) -> list[CalendarPart]:
    """One calendar a day, with its method."""
    word = "annulation" if method == "CANCEL" else "formation"
    return [
        CalendarPart(
            method=method,
            content=calendar_of(method, [event_of(entry, day, method)]),
            filename=f"{word}-{day.starts_at.date().isoformat()}.ics",
        )
        for day in days
    ]


def calendar_of(method: str, events: Iterable[Event]) -> bytes:
    """A calendar with a method and some events."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def event_of(entry: Entry, day: Day, method: str) -> Event:
    """One day; people are named only where a method asks for them."""
    event = Event()
    event.add("uid", day.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", day.starts_at.astimezone(UTC))
    event.add("dtend", day.ends_at.astimezone(UTC))
    event["summary"] = one_line(entry.title)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if location := location_of(entry.told):
        event["location"] = one_line(location)
    event["description"] = several_lines(description_of(entry, day, method))
    if entry.url:
        event.add("url", entry.url)
    if method != "PUBLISH":
        if entry.organiser:
            event.add("organizer", person(entry.organiser, settings.WAGTAIL_SITE_NAME))
        attendee = person(entry.email, entry.name)
        attendee.params["ROLE"] = "REQ-PARTICIPANT"
        attendee.params["PARTSTAT"] = "ACCEPTED"
        attendee.params["RSVP"] = "FALSE"
        event.add("attendee", attendee)
    return event


def location_of(told: Told) -> str:
    """The place, or how one takes part where there is none."""
    return told.place or (str(Modality.REMOTE.label) if told.modality == Modality.REMOTE else "")


def description_of(entry: Entry, day: Day, method: str) -> str:
    """The half-days of a day by the clock in Paris and, for those who come, the link to the meeting."""
    lines = [f"{clock(start.timetz())} – {clock(end.timetz())}" for start, end in day.hours]
    if entry.told.link and method != "CANCEL":
        lines.append(entry.told.link)
    return "\n".join(lines)


def person(address: str, name: str) -> vCalAddress:
    """Somebody in a calendar. What a name would need an escape for that few programs know (RFC 6868) is left out."""
    who = vCalAddress(f"mailto:{quote(sendable_address(address), safe=PLAIN_IN_MAILTO)}")
    if name:
        who.params["CN"] = one_line(name).translate({ord('"'): "'", ord("^"): None, ord("\\"): None})
    return who


def calendar_file(sign_up: SignUp) -> bytes:
    """All days of somebody’s session, in the active language, to open or to import: nobody is named in it.

    The events are those of the mails: a calendar that holds them already keeps one of each.

    :param sign_up: of somebody who has a seat.
    :raises SessionGone: a session that has no page.
    """
    session = session_of(sign_up.session_key)
    page = beside(session)
    entry = Entry(
        public_id=sign_up.public_id,
        name=sign_up.name,
        email=sign_up.email,
        title=page.course.title,
        told=session.to_tell,
        url=page_url(page),
        organiser="",
        sequence=sign_up.calendar_sequence,
        stamped_at=sign_up.state_since,
    )
    return calendar_of("PUBLISH", [event_of(entry, day, "PUBLISH") for day in entry.days])


def page_url(page: SessionPage) -> str:
    """The absolute address of a page, or nothing when readers would not find it."""
    parts = page.get_url_parts() if page.live else None
    return absolute(parts[2]) if parts and parts[2] else ""
