"""What each mail tells while a sign-up is alive. Those that tell its end are in :mod:`training.mails.endings`."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.mails.letter import CalendarPart, Letter, Part
from training.mails.case import Case
from training.mails.invitations import requests
from training.mails.parts import (
    changes_part,
    confirm_action,
    manage_action,
    offer_action,
    others_part,
    session_part,
    state_action,
    state_sentence,
)
from training.rules.states import SignUpState
from training.rules.told import Told

NOT_REQUESTED = _("The address has been confirmed, or the request is over.")
NOT_CONFIRMED = _("The place is no longer confirmed.")
NOT_WAITING = _("The person is no longer on the waiting list.")
NOT_OFFERED = _("The place is no longer offered.")
NOT_ACTIVE = _("The booking has ended.")
TOO_LATE = _("There is no time left to answer.")
BEGUN = _("The session has started.")
OVER = _("The session is over.")
AS_BEFORE = _("The session is again as the person knows it.")
LATER = _("The session has been postponed: the reminder will be sent in due course.")


def confirm_address(case: Case) -> Letter:
    """Confirm your address: nothing is yours before."""
    case.need(case.state == SignUpState.REQUESTED, NOT_REQUESTED)
    case.need(not case.session.has_begun(case.now), BEGUN)
    deadline = case.open_until(TOO_LATE)
    return Letter(
        values=case.values | {"échéance": case.moment(deadline)},
        action=confirm_action(case, deadline),
        parts=[session_part(case)],
    )


def already_signed_up(case: Case) -> Letter:
    """Somebody filled in the form with the name and the address of a sign-up that is there."""
    case.need(case.sign_up.is_active and case.state != SignUpState.REQUESTED, NOT_ACTIVE)
    case.need(not case.session.has_begun(case.now), BEGUN)
    return standing(case)


def address_corrected(case: Case) -> Letter:
    """All that is known, with its new links and its calendar, to the right address."""
    case.need(case.sign_up.is_active and case.state != SignUpState.REQUESTED, NOT_ACTIVE)
    case.need(not case.session.is_past(case.now), OVER)
    return standing(case, calendars=calendar(case) if case.has_seat else (), note="request")


def standing(case: Case, calendars: Iterable[CalendarPart] = (), note: str = "") -> Letter:
    """Where somebody stands, and what they can do."""
    is_offered = case.state == SignUpState.OFFERED
    return Letter(
        values=case.values | {"situation": state_sentence(case)},
        action=state_action(case),
        parts=[session_part(case)],
        links=[manage_action(case)] if is_offered else [],
        notes=[case.words.calendar(note)] if calendars else [],
        calendars=list(calendars),
    )


def seat_confirmed(case: Case) -> Letter:
    """The seat is yours: everything to come."""
    case.need(case.has_seat, NOT_CONFIRMED)
    case.need(not case.session.is_past(case.now), OVER)
    return Letter(
        values=case.values,
        parts=[session_part(case)],
        links=[manage_action(case)],
        notes=[case.words.calendar("request")],
        calendars=calendar(case),
    )


def calendar(case: Case) -> list[CalendarPart]:
    """The session for the calendar of somebody who comes."""
    return requests(case.entry(case.context["sequence"]))


def waiting(case: Case) -> Letter:
    """On the waiting list, at which place; with the seat that is kept meanwhile, if any."""
    case.need(case.state == SignUpState.WAITING, NOT_WAITING)
    case.need(not case.session.has_begun(case.now), BEGUN)
    former = case.former
    keeps = former is not None and former.sign_up.is_active
    situation = case.words.situation("waiting", "keeps", **{"ancienne-session": former_dates(case)}) if keeps else ""
    return Letter(
        values=case.values | {"rang": str(case.place_in_queue), "situation": situation},
        parts=[session_part(case)],
        links=[manage_action(case, "queue")],
    )


def former_dates(case: Case) -> str:
    """The day of the other session."""
    return case.former.session.dates(case.words) if case.former else case.words.fact("unknown")


def offer(case: Case) -> Letter:
    """A seat is offered, until a time that begins to run when this mail leaves."""
    case.need(case.state == SignUpState.OFFERED, NOT_OFFERED)
    deadline = case.open_until(TOO_LATE)
    former = case.former
    replaces = former is not None and former.sign_up.is_active
    values = {"ancienne-session": former_dates(case)} if replaces else {}
    return Letter(
        values=case.values
        | {
            "échéance": case.moment(deadline),
            "situation": case.words.situation("offer", "replaces", **values) if replaces else "",
        },
        action=offer_action(case, deadline),
        parts=[session_part(case)],
        links=[manage_action(case)],
    )


def session_moved(case: Case) -> Letter:
    """The session has other days, hours, another place or link: what was told, what is true now, keep or release."""
    active = (SignUpState.CONFIRMED, SignUpState.OFFERED, SignUpState.WAITING)
    case.need(case.state in active, NOT_ACTIVE)
    case.need(not case.session.is_past(case.now), OVER)
    before = Told.from_json(case.context["before"])
    changes = [name for name in case.session.told.changes_from(before) if case.has_seat or name != "link"]
    case.need(bool(changes), AS_BEFORE)
    calendars = requests(case.entry(case.context["sequence"], former=[before])) if case.has_seat else []
    is_offered = case.state == SignUpState.OFFERED
    keep = manage_action(case, "keep" if case.has_seat else "queue")
    return Letter(
        values=case.values | {"situation": case.words.situation("session_moved", case.state)},
        action=offer_action(case, case.deadline) if is_offered else keep,
        parts=[changes_part(case, before, changes), session_part(case)],
        links=[manage_action(case)] if is_offered else [],
        notes=[case.words.calendar("update")] if calendars else [],
        calendars=calendars,
    )


def reminder(case: Case) -> Letter:
    """The session is soon."""
    case.need(case.has_seat, NOT_CONFIRMED)
    case.need(not case.session.has_begun(case.now), BEGUN)
    days = (min(case.session.told.hours)[0] - timezone.localdate(case.now)).days
    case.need(days <= case.context["days"], LATER)
    return Letter(
        values=case.values | {"délai": case.words.delay(days)},
        parts=[session_part(case)],
        links=[manage_action(case)],
    )


def queue_closed(case: Case) -> Letter:
    """No seat became free in time."""
    case.need(case.state in (SignUpState.WAITING, SignUpState.LAPSED), NOT_WAITING)
    case.need(not case.session.has_begun(case.now), BEGUN)
    return Letter(values=case.values, parts=listed(session_part(case), others_part(case)), links=[manage_action(case)])


def listed(*parts: Part | None) -> list[Part]:
    """The parts that are there."""
    return [part for part in parts if part is not None]
