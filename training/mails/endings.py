"""What each mail tells when a sign-up, or a seat, has come to its end: true whatever happens later."""

from django.utils.translation import gettext_lazy as _

from core.mails.letter import Action, Letter
from training.mails.case import Case
from training.mails.invitations import cancels, requests
from training.mails.parts import manage_action, others_part, session_part
from training.mails.stories import NOT_CONFIRMED, OVER, listed
from training.rules.states import SignUpState

NOT_OVER = _("The booking has not ended.")


def session_full(case: Case) -> Letter:
    """The address is confirmed, but too late for a seat, and there is no waiting list."""
    case.need(not case.session.is_past(case.now), OVER)
    return Letter(values=case.values, parts=listed(session_part(case, "ended"), others_part(case)))


def offer_lapsed(case: Case) -> Letter:
    """Nobody answered in time."""
    case.need(case.state == SignUpState.LAPSED, NOT_OVER)
    case.need(not case.session.is_past(case.now), OVER)
    return Letter(values=case.values, action=again(case), parts=listed(session_part(case, "ended"), others_part(case)))


def offer_declined(case: Case) -> Letter:
    """Thank you for your answer."""
    case.need(case.state == SignUpState.DECLINED, NOT_OVER)
    return Letter(values=case.values, parts=listed(session_part(case, "ended"), others_part(case)))


def again(case: Case) -> Action | None:
    """Sign up once more, where that is possible."""
    return Action(case.words.button("again"), case.session.url) if case.takes_sign_ups and case.session.url else None


def withdrawn(case: Case) -> Letter:
    """The sign-up is withdrawn: by the person or the team, with or without a seat."""
    case.need(case.state == SignUpState.CANCELLED, NOT_OVER)
    who = "team" if case.context.get("by_team") else "person"
    what = "seat" if case.context.get("had_entry") else "other"
    situation = case.words.situation("withdrawn", f"{who}_{what}", **case.values)
    return taken_out(case, {"situation": situation})


def handed_over(case: Case) -> Letter:
    """The seat is a colleague’s now."""
    case.need(case.state == SignUpState.CANCELLED, NOT_OVER)
    return taken_out(case, {"collègue": case.colleague("receiver") or case.words.form("somebody")})


def taken_out(case: Case, values: dict[str, str]) -> Letter:
    """An end, with what takes the session out of a calendar that holds it."""
    calendars = cancels(case.entry(case.context["sequence"])) if case.context.get("had_entry") else []
    return Letter(
        values=case.values | values,
        parts=[session_part(case, "ended")],
        notes=[case.words.calendar("cancel")] if calendars else [],
        calendars=calendars,
    )


def session_cancelled(case: Case) -> Letter:
    """The session does not take place: why, what that means for this person, where else they may go."""
    case.need(case.state == SignUpState.VOIDED, NOT_OVER)
    cancellation = case.cancellation
    # Taken back since: the sign-up is over all the same, and nobody else would tell.
    name = case.context["before"] if cancellation else "restored"
    letter = taken_out(
        case,
        {
            "motif": case.words.reason(cancellation.reason) if cancellation else "",
            "situation": case.words.situation("session_cancelled", name),
        },
    )
    return Letter(
        values=letter.values,
        action=again(case),
        parts=listed(*letter.parts, others_part(case)),
        notes=letter.notes,
        calendars=letter.calendars,
    )


def other_session(case: Case) -> Letter:
    """One session for another, in one mail: the new one comes into the calendar, the left one goes out."""
    case.need(case.has_seat, NOT_CONFIRMED)
    case.need(not case.session.is_past(case.now), OVER)
    left = case.former
    calendars = requests(case.entry(case.context["sequence"]))
    if left:
        calendars += cancels(left.entry(case.context["left_sequence"]))
    return Letter(
        values=case.values | {"ancienne-session": left.session.dates(case.words) if left else ""},
        parts=listed(session_part(case), session_part(left, "former") if left else None),
        links=[manage_action(case)],
        notes=[case.words.calendar("update")],
        calendars=calendars,
    )
