"""What the team does for somebody who phoned: register them, or confirm them before their turn."""

from uuid import UUID

from core.models import User
from training.models import SeatLedger, SignUp
from training.rules.mail_names import MailName
from training.rules.participants import Participant
from training.rules.states import Actor, Reason, SignUpState, Source
from training.services.answer_offer import post_seat
from training.services.request_seat import write_access_needs, write_details
from training.services.shared.errors import AlreadySignedUp, NoSeatLeft, NotOpen
from training.services.shared.moves import begin, free_seats, move, post, seat_for_newcomer
from training.services.shared.replace import keys_to_lock
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of


@seat_operation
def register_by_team(
    *,
    session_key: UUID,
    participant: Participant,
    language: str,
    user: User,
    may_wait: bool = True,
    over_capacity: bool = False,
) -> SignUp:
    """Sign somebody up who did not use the form: no address to confirm.

    :param may_wait: put them in the queue when no seat is theirs.
    :param over_capacity: give a seat although none is free: it is recorded.
    :raises AlreadySignedUp: this person has a sign-up for the session.
    :raises NoSeatLeft: no seat, and they may neither wait nor come in addition.
    :raises NotOpen: the session is cancelled or over.
    """
    (ledger,) = lock_seats(session_key)
    session = session_of(session_key)
    if session.is_cancelled or session.is_past:
        raise NotOpen
    if SignUp.objects.of_session(session_key).active().filter(person_key=participant.person_key).exists():
        raise AlreadySignedUp
    has_seat = over_capacity or seat_for_newcomer(ledger)
    if not has_seat and not may_wait:
        raise NoSeatLeft
    is_over = over_capacity and free_seats(ledger) <= 0
    state = SignUpState.CONFIRMED if has_seat else SignUpState.WAITING
    sign_up = SignUp(session_key=session_key, state=state, source=Source.TEAM)
    write_details(sign_up, participant, language=language)
    begin(sign_up, ledger=ledger, actor=Actor.TEAM, reason=Reason.REGISTERED, user=user, is_over_capacity=is_over)
    write_access_needs(sign_up, participant)
    if has_seat:
        post(MailName.SEAT_CONFIRMED, sign_up, by_team=True)
    else:
        post(MailName.WAITING, sign_up, rank=sign_up.place_in_queue)
    return sign_up


@seat_operation
def confirm_by_team(*, session_key: UUID, public_id: UUID, user: User, over_capacity: bool = False) -> SignUp:
    """Give a seat to somebody who asked, waits or was offered one, before others if need be. Twice changes nothing.

    :param over_capacity: give it although none is free: it is recorded.
    :raises NoSeatLeft: none is free, and nobody said that one may be added.
    :raises WrongState: the sign-up is over.
    :raises NotOpen: the session is cancelled or over.
    """
    sign_up = SignUp.objects.get(public_id=public_id)
    ledgers = lock_seats(*keys_to_lock(sign_up))
    sign_up.refresh_from_db()
    if sign_up.state == SignUpState.CONFIRMED:
        return sign_up
    session = session_of(session_key)
    if session.is_cancelled or session.is_past:
        raise NotOpen
    is_over = not has_own_or_free_seat(sign_up, ledgers[0])
    if is_over and not over_capacity:
        raise NoSeatLeft
    move(
        sign_up,
        SignUpState.CONFIRMED,
        ledger=ledgers[0],
        actor=Actor.TEAM,
        reason=Reason.PRIORITY,
        user=user,
        is_over_capacity=is_over,
    )
    post_seat(sign_up, ledgers)
    return sign_up


def has_own_or_free_seat(sign_up: SignUp, ledger: SeatLedger) -> bool:
    """Whether confirming somebody takes no seat that is not there."""
    return sign_up.has_seat or free_seats(ledger) > 0
