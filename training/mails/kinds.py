"""What follows from a mail to a participant having left, failed, or gone to a wrong address."""

from dataclasses import replace
from datetime import datetime

from core.models import OutboxMail
from core.outbox.kinds import MailKind, Message, register
from training.mails.rendering import render
from training.models import SignUp
from training.rules.mail_names import MailName
from training.services.correct_sign_up import correct
from training.services.shared.errors import Refused
from training.services.shared.seats import lock_seats
from training.services.shared.start_clock import start_offer_clock, start_request_clock


class ParticipantMail(MailKind):
    """A mail to a participant: its words are :mod:`training.mails.rendering`’s."""

    def __init__(self, name: MailName) -> None:
        self.name, self.label = name.value, name.label

    def render(self, mail: OutboxMail) -> Message:
        return render(mail)

    def corrected(self, mail: OutboxMail, recipient: str) -> OutboxMail | None:
        """Correct the sign-up itself: the links that went to the wrong address die, the right one gets new ones."""
        sign_up = SignUp.objects.filter(public_id=mail.about).first()
        if sign_up is None:
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


class RequestMail(ParticipantMail):
    """The time to confirm an address begins when the mail that asks for it has left."""

    def sent(self, mail: OutboxMail, at: datetime) -> None:
        start_request_clock(SignUp.objects.get(public_id=mail.about), at)

    failed = sent


class OfferMail(ParticipantMail):
    """The time to answer an offer begins when its mail has left; refused for good, the team has it to correct."""

    def sent(self, mail: OutboxMail, at: datetime) -> None:
        start_offer_clock(SignUp.objects.get(public_id=mail.about), at)

    failed = sent


CLASSES = {
    MailName.CONFIRM_ADDRESS: RequestMail,
    MailName.OFFER: OfferMail,
    # Corrected before its offer has left, somebody learns of the seat by this mail: the other one is skipped.
    MailName.ADDRESS_CORRECTED: OfferMail,
}


def register_kinds() -> None:
    """Make every mail to participants known to the outbox."""
    for name in MailName:
        register(CLASSES.get(name, ParticipantMail)(name))
