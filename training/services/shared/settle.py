"""Give freed seats to those who wait: the only place where anybody leaves the queue for a seat by itself."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.outbox.pauses import is_paused
from training.models import SeatLedger, SignUp
from training.rules.clocks import offer_deadline, offers_until
from training.rules.mail_names import MailName
from training.rules.states import Actor, Reason, SignUpState
from training.services.shared.moves import free_seats, move, post
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of


class Stop(models.TextChoices):
    """Why nobody else was served: the team reads it beside the queue."""

    NOBODY_WAITS = "nobody_waits", _("Nobody is waiting.")
    FULL = "full", _("All the places are taken.")
    TOO_LATE = "too_late", _("The session is too soon: places are no longer offered.")
    CANCELLED = "cancelled", _("The session is cancelled.")
    PAUSED = "paused", _("Emails are paused: places will be offered when they are sent again.")


@seat_operation
def serve_queue(*, session_key: UUID) -> Stop:
    """Offer what is free to those who wait, in the order of their ranks.

    :returns: why it stopped.
    :raises SessionGone: a session that has no page.
    """
    (ledger,) = lock_seats(session_key)
    return settle(ledger, now=timezone.now())


def settle(ledger: SeatLedger, *, now: datetime) -> Stop:
    """Offer free seats to the queue. Called at the end of each operation that may free one.

    :param ledger: of the session, locked.
    :returns: why it stopped.
    """
    queue = SignUp.objects.of_session(ledger.session_key).waiting()
    while first := queue.first():
        stop = obstacle(ledger, now)
        if stop:
            return stop
        move(first, SignUpState.OFFERED, ledger=ledger, actor=Actor.CLOCK, reason=Reason.SEAT_FREE)
        post(MailName.OFFER, first, key=str(first.rank))
    return Stop.NOBODY_WAITS


def why_not_served(session_key: UUID, ledger: SeatLedger | None, now: datetime) -> Stop | None:
    """Why nobody in the queue is offered a seat, as of now; nothing is changed.

    :param ledger: of the session; none before anything happened to its seats.
    :returns: nothing when the next in line is about to be served.
    :raises SessionGone: a session that has no page.
    """
    if ledger is None or not SignUp.objects.of_session(session_key).waiting().exists():
        return Stop.NOBODY_WAITS
    return obstacle(ledger, now)


def obstacle(ledger: SeatLedger, now: datetime) -> Stop | None:
    """What keeps a seat from being offered now, if anything does."""
    if free_seats(ledger) <= 0:
        return Stop.FULL
    session = session_of(ledger.session_key)
    if session.is_cancelled:
        return Stop.CANCELLED
    if not session.starts_at or now >= offers_until(session.starts_at) or not offer_deadline(now, session.starts_at):
        return Stop.TOO_LATE
    return Stop.PAUSED if is_paused() else None
