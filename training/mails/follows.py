"""What follows from a mail to a participant having left, failed, or gone to a wrong address."""

from dataclasses import replace
from datetime import datetime

from core.models import OutboxMail
from training.models import SignUp
from training.services.correct_sign_up import correct
from training.services.shared.errors import Refused
from training.services.shared.seats import lock_seats
from training.services.shared.start_clock import start_offer_clock, start_request_clock


def sign_up_of(row: OutboxMail) -> SignUp:
    """The sign-up that a mail is about.

    :raises SignUp.DoesNotExist: it is about none.
    """
    if row.about is None:
        raise SignUp.DoesNotExist
    return SignUp.objects.get(public_id=row.about)


def start_request(row: OutboxMail, at: datetime) -> None:
    """The time to confirm an address begins when the mail that asks for it has left, or was refused for good."""
    start_request_clock(sign_up_of(row), at)


def start_offer(row: OutboxMail, at: datetime) -> None:
    """The time to answer an offer begins when its mail has left; refused for good, the team has it to correct."""
    start_offer_clock(sign_up_of(row), at)


def correct_sign_up(row: OutboxMail, recipient: str) -> OutboxMail | None:
    """Correct the sign-up itself: the links that went to the wrong address die, the right one gets new ones."""
    try:
        sign_up = sign_up_of(row)
    except SignUp.DoesNotExist:
        return None
    lock_seats(sign_up.session_key)
    sign_up.refresh_from_db()
    links = sign_up.token_version
    try:
        correct(sign_up, replace(sign_up.participant, email=recipient))
    except Refused:
        # What is over is told as it was, to the right address.
        return None
    if sign_up.token_version == links:
        # The sign-up had the right address already: what this mail says is still to be said.
        return None
    return OutboxMail.objects.filter(about=sign_up.public_id).order_by("pk").last()
