"""Go to another session of the same course, without losing the first seat until the second is one's own."""

from uuid import UUID

from django.utils import timezone

from core.models import User
from training.models import SeatLedger, SignUp
from training.rules.mail_names import MailName
from training.rules.states import Actor, Reason, SignUpState, Source
from training.services.answer_offer import post_seat
from training.services.request_seat import write_access_needs, write_details
from training.services.shared.errors import AlreadySignedUp, NotOpen, WrongState
from training.services.shared.moves import begin, post, seat_for_newcomer
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import availability_now, session_of

#: What one may leave for another session.
MAY_CHANGE = (SignUpState.WAITING, SignUpState.OFFERED, SignUpState.CONFIRMED)


@seat_operation
def change_session(*, public_id: UUID, session_key: UUID, to_session_key: UUID, user: User | None = None) -> SignUp:
    """Sign the same person up for another session. With a seat there, the first is left at once; else once it comes.

    :param session_key: the session they have signed up for.
    :param to_session_key: the one they would rather come to.
    :param user: the member of the team who moves them; none when the person does.
    :returns: the new sign-up: confirmed, or waiting while the first is kept.
    :raises WrongState: the first sign-up is not waiting, offered or confirmed, or a change is under way already.
    :raises AlreadySignedUp: this person has a sign-up for the other session.
    :raises NotOpen: one of the sessions takes no change now, or the courses differ.
    """
    ledgers = lock_seats(to_session_key, session_key)
    former = SignUp.objects.select_related("organisation_kind").get(public_id=public_id)
    if former.state not in MAY_CHANGE or is_changing(former):
        raise WrongState(former.state)
    check_sessions(ledgers, session_key, to_session_key)
    participant = former.participant
    if SignUp.objects.of_session(to_session_key).active().filter(person_key=participant.person_key).exists():
        raise AlreadySignedUp
    has_seat = seat_for_newcomer(ledgers[0])
    new = SignUp(
        session_key=to_session_key,
        state=SignUpState.CONFIRMED if has_seat else SignUpState.WAITING,
        source=Source.TRANSFER,
        replaces=former,
        address_confirmed_at=former.address_confirmed_at,
    )
    write_details(new, participant, language=former.language)
    actor = Actor.TEAM if user else Actor.PARTICIPANT
    begin(new, ledger=ledgers[0], actor=actor, reason=Reason.OTHER_SESSION, user=user)
    write_access_needs(new, participant)
    if has_seat:
        post_seat(new, ledgers)
    else:
        post(MailName.WAITING, new, rank=new.place_in_queue, keeps=former.pk)
    return new


def is_changing(sign_up: SignUp) -> bool:
    """Whether a change of session is under way, from this sign-up or towards it: one at a time."""
    leaves = sign_up.replaces is not None and sign_up.replaces.is_active
    return leaves or SignUp.objects.active().filter(replaces=sign_up).exists()


def check_sessions(ledgers: list[SeatLedger], session_key: UUID, to_session_key: UUID) -> None:
    """Refuse a change from a session that has begun, to one that takes nobody, or to another course.

    :raises NotOpen: what is asked is none of a change of session.
    """
    now = timezone.now()
    former, target = session_of(session_key), session_of(to_session_key)
    same_course = former.get_parent().translation_key == target.get_parent().translation_key
    has_begun = former.starts_at is not None and former.starts_at <= now
    takes = availability_now(target, ledgers[0], now).takes_sign_ups
    if session_key == to_session_key or not same_course or has_begun or not takes:
        raise NotOpen
