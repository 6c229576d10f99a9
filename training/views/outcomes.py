"""Where a participant stands, in words: what happened, and what it means for them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from training.models import SignUp
from training.rules.states import Reason, SignUpState


@dataclass(frozen=True)
class Outcome:
    """A few words and a sentence. ``kind`` is that of a box: good, info or warning."""

    kind: str
    title: str | Promise
    text: str | Promise


STANDING = {
    SignUpState.REQUESTED: Outcome(
        "warning",
        _("Your email address is not confirmed yet"),
        _("You do not have a place until you confirm your address."),
    ),
    SignUpState.WAITING: Outcome(
        "info",
        _("You are on the waiting list"),
        _("If a place becomes free and it is your turn, we will offer it to you by email."),
    ),
    SignUpState.OFFERED: Outcome(
        "warning",
        _("You have been offered a place"),
        _("We are keeping it for you until you answer, or until the deadline."),
    ),
    SignUpState.CONFIRMED: Outcome(
        "good",
        _("Your place is confirmed"),
        _("If you cannot come, cancel here so that someone else can have the place."),
    ),
    SignUpState.CANCELLED: Outcome(
        "info", _("You have cancelled your booking"), _("We are no longer expecting you at this session.")
    ),
    SignUpState.DECLINED: Outcome(
        "info", _("You have declined the place"), _("We have offered it to the next person on the waiting list.")
    ),
    SignUpState.LAPSED: Outcome(
        "warning", _("Your request has expired"), _("You do not have a place at this session.")
    ),
    SignUpState.VOIDED: Outcome(
        "warning", _("This session is cancelled"), _("Your booking has ended too. We are sorry.")
    ),
}
LATE_REQUEST = Outcome(
    "warning",
    _("The deadline to confirm your address has passed"),
    _("Your request has expired, and you do not have a place. You can book again."),
)
LATE_ANSWER = Outcome(
    "warning",
    _("The deadline to answer has passed"),
    _(
        "We have offered the place to the next person on the waiting list. You can book again, but you will go to the "
        "end of the list."
    ),
)
BEGUN = Outcome("info", _("The session has started"), _("Your request has ended: no place became free for you."))
ENDINGS = {
    Reason.WITHDRAWN_BY_TEAM: Outcome(
        "info",
        _("The training team has cancelled your booking"),
        _("If you did not ask for this, contact the team."),
    ),
    Reason.HANDED_OVER: Outcome(
        "info", _("You have given your place to a colleague"), _("We have told your colleague by email.")
    ),
    Reason.OTHER_SESSION: Outcome(
        "info",
        _("You have changed to another session"),
        _("Your place at this session has gone to the next person on the waiting list."),
    ),
    Reason.FULL: Outcome(
        "warning",
        _("No places are left"),
        _("All the places were taken before you confirmed your address, and the session has no waiting list."),
    ),
    Reason.SESSION_BEGAN: BEGUN,
}
#: A colleague gave a seat to somebody who was waiting for one.
RECEIVED = Outcome(
    "info",
    _("A colleague has given you a place"),
    _("This request has ended: you have a place. Use the link in the email we sent you."),
)


def outcome_of(sign_up: SignUp, *, is_over: bool, has_begun: bool) -> Outcome:
    """Where somebody stands. What time has ended is over, even before the clock of the site has said so.

    :param is_over: the time to answer is over.
    :param has_begun: the session has begun.
    """
    state = SignUpState(sign_up.state)
    if state == SignUpState.REQUESTED and is_over:
        return LATE_REQUEST
    if state == SignUpState.OFFERED and is_over:
        return LATE_ANSWER
    if state == SignUpState.WAITING and has_begun:
        return BEGUN
    return STANDING[state] if sign_up.is_active else ending_of(sign_up, state)


def ending_of(sign_up: SignUp, state: SignUpState) -> Outcome:
    """How a sign-up ended, by the last line of its journal."""
    last = sign_up.transitions.last()
    if last is None:
        return STANDING[state]
    if last.reason == Reason.HANDED_OVER and last.from_state != SignUpState.CONFIRMED:
        return RECEIVED
    if last.reason == Reason.TOO_LATE:
        return LATE_ANSWER if last.from_state == SignUpState.OFFERED else LATE_REQUEST
    return ENDINGS.get(Reason(last.reason), STANDING[state])
