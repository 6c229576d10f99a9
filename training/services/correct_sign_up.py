"""Correct what a sign-up says of somebody. A new address has new links: those sent to the old one die."""

from uuid import UUID

from core.models import User
from training.models import SignUp
from training.rules.mail_names import MailName
from training.rules.participants import Participant
from training.rules.states import SignUpState
from training.services.request_seat import DETAILS, write_access_needs, write_details
from training.services.shared.errors import AlreadySignedUp, WrongState
from training.services.shared.moves import post
from training.services.shared.seats import lock_seats, seat_operation


@seat_operation
def correct_sign_up(
    *, session_key: UUID, public_id: UUID, participant: Participant, user: User | None = None
) -> SignUp:
    """Replace what an active sign-up says of its person.

    No state or rank changes. A new address gets its links by mail at once, with the calendar entry if there is one.

    :param participant: the whole of it, corrected; answers included.
    :param user: the member of the team who corrects; none when the person does.
    :raises WrongState: the sign-up is over.
    :raises AlreadySignedUp: that person has another sign-up for this session.
    """
    lock_seats(session_key)
    sign_up = SignUp.objects.get(public_id=public_id)
    correct(sign_up, participant, user=user)
    return sign_up


def correct(sign_up: SignUp, participant: Participant, *, user: User | None = None) -> None:
    """The same, in the transaction of somebody else, who has locked the session.

    :raises WrongState: the sign-up is over.
    :raises AlreadySignedUp: that person has another sign-up for this session.
    """
    if not sign_up.is_active:
        raise WrongState(sign_up.state)
    others = SignUp.objects.of_session(sign_up.session_key).active().exclude(pk=sign_up.pk)
    if others.filter(person_key=participant.person_key).exists():
        raise AlreadySignedUp
    has_new_address = participant.email_key != sign_up.email_key
    write_details(sign_up, participant, language=sign_up.language)
    if has_new_address:
        sign_up.token_version += 1
        sign_up.address_confirmed_at = None
    # Not the whole row: the worker, who needs no lock of ours, may be starting its clock.
    sign_up.save(update_fields=[*DETAILS, "token_version", "address_confirmed_at"])
    write_access_needs(sign_up, participant)
    if has_new_address:
        # Until an address is confirmed, what there is to say is: confirm it.
        is_requested = sign_up.state == SignUpState.REQUESTED
        post(
            MailName.CONFIRM_ADDRESS if is_requested else MailName.ADDRESS_CORRECTED, sign_up, by_team=user is not None
        )
