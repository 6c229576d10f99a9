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
        _("Your address is not confirmed yet"),
        _("Your request holds no seat until you have confirmed your address."),
    ),
    SignUpState.WAITING: Outcome(
        "info",
        _("You are on the waiting list"),
        _("If a seat becomes free and it is your turn, we offer it to you by email."),
    ),
    SignUpState.OFFERED: Outcome(
        "warning",
        _("A seat is offered to you"),
        _("It is kept for you until you answer, or until the time to answer is over."),
    ),
    SignUpState.CONFIRMED: Outcome(
        "good", _("Your seat is confirmed"), _("If you cannot come, withdraw here: somebody else will be glad of it.")
    ),
    SignUpState.CANCELLED: Outcome("info", _("You have withdrawn"), _("Nobody expects you at this session any more.")),
    SignUpState.DECLINED: Outcome(
        "info", _("You have declined the seat"), _("It has been offered to the next person in line.")
    ),
    SignUpState.LAPSED: Outcome("warning", _("Your request has lapsed"), _("You have no seat at this session.")),
    SignUpState.VOIDED: Outcome(
        "warning", _("This session is cancelled"), _("Your sign-up has ended with it. We are sorry.")
    ),
}
LATE_REQUEST = Outcome(
    "warning",
    _("The time to confirm your address is over"),
    _("Your request has lapsed, and holds no seat. You may ask again."),
)
LATE_ANSWER = Outcome(
    "warning",
    _("The time to answer is over"),
    _("The seat has been offered to the next person in line. You may ask again: you will be last in line."),
)
BEGUN = Outcome("info", _("The session has begun"), _("Your request has ended: no seat had become free for you."))
ENDINGS = {
    Reason.WITHDRAWN_BY_TEAM: Outcome(
        "info",
        _("The training team has withdrawn your sign-up"),
        _("If you did not ask for it, write to the team."),
    ),
    Reason.HANDED_OVER: Outcome(
        "info", _("You have given your seat to a colleague"), _("We have told your colleague by email.")
    ),
    Reason.OTHER_SESSION: Outcome(
        "info", _("You have moved to another session"), _("Your seat at this one has gone to the next person in line.")
    ),
    Reason.FULL: Outcome(
        "warning",
        _("No seat is left"),
        _("All seats were taken before you confirmed your address, and the session has no waiting list."),
    ),
    Reason.SESSION_BEGAN: BEGUN,
}
#: A colleague gave a seat to somebody who was waiting for one.
RECEIVED = Outcome(
    "info",
    _("A colleague has given you a seat"),
    _("This request has ended: you have a seat. The email that we sent you leads to it."),
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
