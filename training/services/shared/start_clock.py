"""Time to answer begins when the mail that asks has left the house, and stands still while mails are paused."""

from datetime import datetime, timedelta

from django.db.models import F

from core.outbox.pauses import is_paused
from training.models import SignUp
from training.rules.clocks import offer_deadline, request_deadline
from training.rules.states import TIMED, SignUpState
from training.services.shared.seats import touch
from training.services.shared.session_facts import session_of


def start_request_clock(sign_up: SignUp, at: datetime) -> None:
    """Start the time to confirm an address; a mail sent again does not start it anew.

    :param at: when the mail left.
    """
    pending = SignUp.objects.filter(pk=sign_up.pk, state=SignUpState.REQUESTED, deadline=None)
    pending.update(deadline=request_deadline(at))


def start_offer_clock(sign_up: SignUp, at: datetime) -> None:
    """Start the time to answer an offer. One that leaves too late to be answered is over at once: the next are served.

    :param at: when the mail left, or was refused for good: then the team has this time to correct the address.
    """
    starts_at = session_of(sign_up.session_key).starts_at
    deadline = (offer_deadline(at, starts_at) if starts_at else None) or at
    SignUp.objects.filter(pk=sign_up.pk, state=SignUpState.OFFERED, deadline=None).update(deadline=deadline)


def is_overdue(sign_up: SignUp, now: datetime) -> bool:
    """Whether the time to answer is over. While mails are paused, no time runs out."""
    return sign_up.deadline is not None and sign_up.deadline <= now and not is_paused()


def put_off_deadlines(by: timedelta) -> int:
    """Give everybody the time back that a pause of the mails took. Returns how many they are.

    It is part of the transaction that ends the pause. The sessions are locked as by any other operation, so that nobody
    who answers sees a pause that is over and a deadline that has not moved yet.

    :param by: how long the pause was.
    """
    timed = SignUp.objects.filter(state__in=TIMED, deadline__isnull=False)
    keys = sorted(timed.values_list("session_key", flat=True).distinct())
    for key in keys:
        touch(key)
    return timed.filter(session_key__in=keys).update(deadline=F("deadline") + by)
