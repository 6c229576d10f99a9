"""Give one's seat to a colleague: she has it, one has it no more, nobody in the queue is concerned."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone

from core.models import User
from core.outbox.queue import sent_today
from training.models import SignUp
from training.rules.mail_names import MailName
from training.rules.participants import Participant
from training.rules.states import Actor, Reason, SignUpState, Source
from training.services.request_seat import write_details
from training.services.shared.errors import AlreadySignedUp, NotOpen, TooManyMails, WrongState
from training.services.shared.moves import begin, move, post
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of

#: States of a colleague that a seat received makes superfluous.
WITHOUT_SEAT = (SignUpState.REQUESTED, SignUpState.WAITING)


@seat_operation
def hand_over(*, session_key: UUID, public_id: UUID, name: str, email: str, user: User | None = None) -> SignUp:
    """Give a confirmed seat to a colleague, of the same organisation. Both are told; access needs and answers stay.

    :param name: of the colleague, checked by a form.
    :param email: of the colleague, checked by a form.
    :param user: the member of the team who does it; none when the person does.
    :returns: the sign-up of the colleague.
    :raises WrongState: the seat is not, or no longer, confirmed.
    :raises AlreadySignedUp: the colleague has a seat already, or is the same person.
    :raises NotOpen: the session has begun.
    :raises TooManyMails: the address has had its mails of the day.
    """
    (ledger,) = lock_seats(session_key)
    giver = SignUp.objects.select_related("organisation_kind").get(public_id=public_id)
    if giver.state != SignUpState.CONFIRMED:
        raise WrongState(giver.state)
    session = session_of(session_key)
    if session.starts_at and session.starts_at <= timezone.now():
        raise NotOpen
    colleague = Participant(
        name=name,
        email=email,
        organisation=giver.organisation,
        organisation_kind=giver.organisation_kind,
        department=giver.department,
    )
    if sent_today(email, mails=[MailName.SEAT_RECEIVED]) >= settings.SIGN_UP_MAILS_A_DAY:
        raise TooManyMails
    actor = Actor.TEAM if user else Actor.PARTICIPANT
    known = SignUp.objects.of_session(session_key).active().filter(person_key=colleague.person_key).first()
    if known:
        if known.state not in WITHOUT_SEAT:
            raise AlreadySignedUp
        move(known, SignUpState.CANCELLED, ledger=ledger, actor=actor, reason=Reason.HANDED_OVER, user=user)
    move(giver, SignUpState.CANCELLED, ledger=ledger, actor=actor, reason=Reason.HANDED_OVER, user=user)
    receiver = SignUp(session_key=session_key, state=SignUpState.CONFIRMED, source=Source.HAND_OVER)
    write_details(receiver, colleague, language=giver.language)
    begin(receiver, ledger=ledger, actor=actor, reason=Reason.HANDED_OVER, user=user)
    post(MailName.SEAT_RECEIVED, receiver, giver=giver.pk)
    post(MailName.HANDED_OVER, giver, receiver=receiver.pk, had_entry=True)
    return receiver
