"""Send somebody again the mail that says where they stand, on request of the team. Links stay as they are."""

from typing import Any
from uuid import UUID

from core.models import User
from training.models import SignUp
from training.rules.mail_names import MailName
from training.rules.states import SignUpState
from training.services.shared.errors import WrongState
from training.services.shared.moves import post
from training.services.shared.seats import lock_seats, seat_operation

#: The mail that fits each state that something is still to come of.
CURRENT_MAILS = {
    SignUpState.REQUESTED: MailName.CONFIRM_ADDRESS,
    SignUpState.WAITING: MailName.WAITING,
    SignUpState.OFFERED: MailName.OFFER,
    SignUpState.CONFIRMED: MailName.SEAT_CONFIRMED,
}


@seat_operation
def resend_current_mail(*, session_key: UUID, public_id: UUID, once: UUID, user: User) -> MailName:
    """Write the mail that fits the present state of a sign-up once more. Time to answer does not start anew.

    :param once: names the request: asked twice, one mail is written.
    :param user: who asks for it.
    :returns: which mail it was.
    :raises WrongState: the sign-up is over, or has no address.
    """
    lock_seats(session_key)
    sign_up = SignUp.objects.select_related("replaces").get(public_id=public_id)
    name = CURRENT_MAILS.get(SignUpState(sign_up.state))
    if name is None or not sign_up.email:
        raise WrongState(sign_up.state)
    post(name, sign_up, key=f"again:{once}", **context_of(sign_up, name))
    return name


def context_of(sign_up: SignUp, name: MailName) -> dict[str, Any]:
    """What such a mail freezes beside the sign-up."""
    if name == MailName.WAITING:
        kept = sign_up.replaces if sign_up.replaces and sign_up.replaces.is_active else None
        return {"rank": sign_up.place_in_queue, **({"keeps": kept.pk} if kept else {})}
    return {"by_team": True} if name == MailName.SEAT_CONFIRMED else {}
