"""What time ends by itself: addresses never confirmed, offers never answered, queues of sessions that have begun."""

from uuid import UUID

from django.utils import timezone

from core.outbox.pauses import is_paused
from training.models import SignUp
from training.rules.clocks import offer_deadline
from training.rules.mail_names import MailName
from training.rules.states import Actor, Reason, SignUpState
from training.services.answer_offer import lapse_offer
from training.services.capacity import follow
from training.services.shared.moves import move, post
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of
from training.services.shared.settle import settle


def sessions_to_look_at() -> set[UUID]:
    """Sessions where somebody has yet to answer, or waits: those that time may change."""
    pending = (SignUpState.REQUESTED, SignUpState.WAITING, SignUpState.OFFERED)
    return set(SignUp.objects.filter(state__in=pending).values_list("session_key", flat=True).distinct())


@seat_operation
def expire(*, session_key: UUID) -> int:
    """End what is overdue in one session, then serve its queue. While mails are paused, no time runs out.

    :returns: how many sign-ups lapsed.
    :raises SessionGone: a session that has no page.
    """
    (ledger,) = lock_seats(session_key)
    if is_paused():
        return 0
    now = timezone.now()
    session = session_of(session_key)
    # A publication saves the page first: one that was cut off there is followed here.
    follow(session, ledger)
    pending = SignUp.objects.of_session(session_key).active()
    lapsed = 0
    if session.starts_at and session.starts_at <= now:
        for sign_up in pending.exclude(state=SignUpState.CONFIRMED):
            move(sign_up, SignUpState.LAPSED, ledger=ledger, actor=Actor.CLOCK, reason=Reason.SESSION_BEGAN)
            lapsed += 1
        return lapsed
    for sign_up in pending.overdue(now):
        if sign_up.state == SignUpState.OFFERED:
            lapse_offer(sign_up, ledger, now=now)
        else:
            move(sign_up, SignUpState.LAPSED, ledger=ledger, actor=Actor.CLOCK, reason=Reason.TOO_LATE)
        lapsed += 1
    if session.starts_at and offer_deadline(now, session.starts_at) is None:
        # Their offer has not left, and would be of no use any more: told is what is true, that no seat came in time.
        for sign_up in pending.filter(state=SignUpState.OFFERED, deadline=None):
            move(sign_up, SignUpState.LAPSED, ledger=ledger, actor=Actor.CLOCK, reason=Reason.TOO_LATE)
            post(MailName.QUEUE_CLOSED, sign_up)
            lapsed += 1
    settle(ledger, now=now)
    return lapsed
