"""Courses and sessions in the words of schema.org; the link to an online meeting is not among them."""

from typing import Any

from django.http import HttpRequest

from core.languages import language_of
from core.page_answers import answers
from core.structured_data import publisher
from training.enums import Modality, PriceKind
from training.models import CoursePage, SessionPage
from training.rules.availability import Status

#: How one takes part.
ATTENDANCE_MODES = {
    Modality.IN_PERSON: "OfflineEventAttendanceMode",
    Modality.REMOTE: "OnlineEventAttendanceMode",
    Modality.HYBRID: "MixedEventAttendanceMode",
}
COURSE_MODES = {Modality.IN_PERSON: "Onsite", Modality.REMOTE: "Online", Modality.HYBRID: "Blended"}
#: Whether one gets a seat. Those who wait get none yet.
OFFERS = {
    Status.OPENS_LATER: "InStock",
    Status.OPEN: "InStock",
    Status.QUEUE: "SoldOut",
    Status.FULL: "SoldOut",
    Status.CLOSED: "SoldOut",
}


@answers(CoursePage, "main_entity")
def course_entity(course: CoursePage, request: HttpRequest) -> dict[str, Any]:
    """A course for search engines, with its sessions to come."""
    return {
        "@type": "Course",
        "name": course.title,
        "description": course.summary,
        "courseCode": course.facts.reference,
        "inLanguage": language_of(course),
        "url": course.get_full_url(request),
        "provider": publisher(request),
        "isAccessibleForFree": course.facts.price_kind == PriceKind.FREE,
        "hasCourseInstance": [event(session, request, "CourseInstance") for session in course.sessions],
    }


@answers(SessionPage, "main_entity")
def session_entity(session: SessionPage, request: HttpRequest) -> dict[str, Any]:
    """A session for search engines."""
    return event(session, request, "EducationEvent")


def event(session: SessionPage, request: HttpRequest, kind: str) -> dict[str, Any]:
    """A session for search engines.

    :param session: one that knows its course.
    :param kind: the schema.org type to say it with.
    """
    facts = session.facts
    found = {
        "@type": kind,
        "name": session.course.title,
        "description": session.course.summary,
        "url": session.get_full_url(request),
        "inLanguage": facts.language,
        "eventStatus": f"https://schema.org/{status_of(session)}",
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE_MODES[Modality(facts.modality)]}",
        "organizer": publisher(request),
    }
    if kind == "CourseInstance":
        found["courseMode"] = COURSE_MODES[Modality(facts.modality)]
    if session.starts_at and session.ends_at:
        found |= {"startDate": session.starts_at.isoformat(), "endDate": session.ends_at.isoformat()}
    if session.former_days:
        found["previousStartDate"] = session.former_days[0].isoformat()
    if facts.location:
        found["location"] = {"@type": "Place", "name": facts.place_name, "address": facts.location}
    return found | seats_of(session, request)


def status_of(session: SessionPage) -> str:
    """Whether it takes place, and as announced at first."""
    if session.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if session.former_days else "EventScheduled"


def seats_of(session: SessionPage, request: HttpRequest) -> dict[str, Any]:
    """How many may come, and whether one still can; nothing of a session that is over or cancelled."""
    state = session.availability
    if state.status not in OFFERS:
        return {}
    offer = {
        "@type": "Offer",
        "url": session.get_full_url(request),
        "availability": f"https://schema.org/{OFFERS[state.status]}",
    }
    if session.course.facts.price_kind == PriceKind.FREE:
        offer |= {"price": 0, "priceCurrency": "EUR"}
    if state.opens_at:
        offer["validFrom"] = state.opens_at.isoformat()
    return {
        "maximumAttendeeCapacity": state.capacity,
        "remainingAttendeeCapacity": state.left,
        "offers": offer,
    }
