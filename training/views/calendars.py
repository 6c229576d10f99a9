"""Sessions as iCalendar files (RFC 5545), for anybody: no participant, no private link in them.

Times are written in UTC, computed slot by slot from the time on the wall in Paris: exact on both sides of a change of
hour, and nothing for a calendar program to interpret.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event

from core.page_answers import answers
from training.models import SessionPage, SessionSlot, TrainingIndexPage
from training.rules.calendar_text import one_line, several_lines


@answers(SessionPage, "calendar")
def session_calendar(session: SessionPage, request: HttpRequest) -> HttpResponse:
    """One session, for a calendar program."""
    return calendar_response([session], request, name=session.course.title, filename=f"{session.slug}.ics")


@answers(TrainingIndexPage, "calendar")
def agenda_calendar(index: TrainingIndexPage, request: HttpRequest) -> HttpResponse:
    """The agenda, for a calendar program to subscribe to."""
    return calendar_response(index.recent_sessions(), request, name=index.title, filename="agenda.ics")


def calendar_of(sessions: Iterable[SessionPage], request: HttpRequest, *, name: str) -> Calendar:
    """A calendar to publish, one event a slot.

    An event keeps its UID when it moves or is cancelled. Its SEQUENCE is the minute of the last decision, which only
    grows, so that a calendar that holds an older version replaces it.

    :param sessions: sessions that know their facts, course and cancellation.
    :param request: the request that asks, for absolute addresses.
    :param name: what calendar programs call this calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Commande publique responsable Grand Est//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar["x-wr-calname"] = one_line(name)
    for session in sessions:
        for slot in session.facts.slots.all():
            calendar.add_component(event_of(session, slot, request))
    return calendar


def event_of(session: SessionPage, slot: SessionSlot, request: HttpRequest) -> Event:
    """The event of one slot of a session."""
    facts = session.facts
    decided_at = facts.last_published_at or timezone.now()
    if session.cancellation:
        decided_at = max(decided_at, session.cancellation.cancelled_at)
    event = Event()
    # Of both: the slots of a copied page are copies, their uid included.
    event.add("uid", str(uuid.uuid5(facts.translation_key, slot.uid.hex)))
    event.add("sequence", int(decided_at.timestamp()) // 60)
    event.add("dtstamp", decided_at.astimezone(UTC))
    event.add("dtstart", slot.starts_at.astimezone(UTC))
    event.add("dtend", slot.ends_at.astimezone(UTC))
    event["summary"] = one_line(session.course.title)
    event.add("status", "CANCELLED" if session.cancellation else "CONFIRMED")
    if location := facts.location:
        event["location"] = one_line(location)
    event["description"] = several_lines(session.course.summary)
    event.add("url", session.get_full_url(request))
    return event


def calendar_response(
    sessions: Iterable[SessionPage], request: HttpRequest, *, name: str, filename: str
) -> HttpResponse:
    """The file of :func:`calendar_of`, to open or to subscribe to."""
    content = calendar_of(sessions, request, name=name).to_ical()
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
