"""Cancel a session and tell everybody concerned, or take the cancellation back."""

from collections.abc import Sequence

from django.utils import timezone
from wagtail.log_actions import log

from core.models import User
from training.enums import CancellationReason
from training.models import SessionCancellation, SessionPage, SignUp
from training.rules.mail_names import MailName
from training.rules.states import Actor, Reason, SignUpState
from training.services.shared.moves import move, post
from training.services.shared.seats import lock_seats, seat_operation


@seat_operation
def cancel_session(*, session: SessionPage, reason: CancellationReason, user: User | None) -> SessionCancellation:
    """Cancel a session in every language, end its sign-ups and write to each person. Done twice, it changes nothing.

    All of it is one transaction: a server that dies half-way has cancelled nothing, or everything and told everybody.

    :param session: the session, in any language.
    :param reason: told to readers.
    :param user: who decides.
    """
    (ledger,) = lock_seats(session.translation_key)
    cancellation, created = SessionCancellation.objects.get_or_create(
        session_key=session.translation_key, defaults={"reason": reason, "cancelled_by": user}
    )
    if created:
        told = concerned_by(session)
        for sign_up in told:
            before = sign_up.state
            move(
                sign_up,
                SignUpState.VOIDED,
                ledger=ledger,
                actor=Actor.TEAM,
                reason=Reason.SESSION_CANCELLED,
                user=user,
            )
            post(
                MailName.SESSION_CANCELLED,
                sign_up,
                key=str(cancellation.pk),
                before=before,
                had_entry=before == SignUpState.CONFIRMED,
            )
        log(
            instance=session,
            action="training.cancel_session",
            user=user,
            data={"reason": str(reason), "told": len(told)},
        )
    return cancellation


def concerned_by(session: SessionPage) -> Sequence[SignUp]:
    """Who is told when a session is cancelled: everybody whose sign-up is not over; confirmed first, then by rank."""
    return sorted(
        SignUp.objects.of_session(session.translation_key).active(),
        key=lambda sign_up: (sign_up.state != SignUpState.CONFIRMED, sign_up.rank or 0, sign_up.pk),
    )


@seat_operation
def restore_session(*, session: SessionPage, user: User) -> bool:
    """Take the cancellation of a session back. Those who were told stay out: they may sign up again.

    :returns: whether the session was cancelled.
    """
    lock_seats(session.translation_key)
    deleted, _per_model = SessionCancellation.objects.filter(session_key=session.translation_key).delete()
    if deleted:
        # The version that calendars compare is the minute of the last decision: this one makes the page public anew.
        SessionPage.objects.in_source_language().filter(translation_key=session.translation_key).update(
            last_published_at=timezone.now()
        )
        log(instance=session, action="training.restore_session", user=user)
    return bool(deleted)
