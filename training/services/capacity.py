"""Seats that open or close with the page of a session.

Publishing fewer seats closes them at once: nobody loses one, nobody else is served. Publishing more opens them at once
when nobody waits. When people wait, they stay closed until the team has read who will be written to, and opens them.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.models import User
from training.models import SeatLedger, SessionPage, SignUp
from training.services.shared.moves import free_seats
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of
from training.services.shared.settle import Stop, obstacle, settle


@transaction.atomic
def follow_page(session_key: UUID) -> SeatLedger:
    """Bring the ledger of a session in step with its page, just published. It may be part of a larger transaction.

    The page is read once the ledger is locked: of two publications at once, the last one saved is followed by both.

    :raises SessionGone: a session that has no page.
    """
    (ledger,) = lock_seats(session_key)
    follow(session_of(session_key), ledger)
    return ledger


def follow(session: SessionPage, ledger: SeatLedger) -> None:
    """The same, in the transaction of somebody else, who has locked the session.

    :param session: the page in the source language.
    """
    before = ledger.capacity, ledger.told
    announced = session.seats or 0
    someone_waits = SignUp.objects.of_session(ledger.session_key).waiting().exists()
    if announced < ledger.capacity or not someone_waits:
        ledger.capacity = announced
    # A change concerns those who were told something else; as long as there is nobody, the page is what one knows.
    if not SignUp.objects.of_session(ledger.session_key).active().exists():
        ledger.told = session.to_tell.as_json()
    if (ledger.capacity, ledger.told) != before:
        ledger.save(update_fields=["capacity", "told"])


@dataclass(frozen=True)
class Opening:
    """What opening the announced seats of a session would do.

    :param seats: how many would be opened.
    :param served: who would be offered one, in order.
    :param stop: what would keep everybody from being offered one, if anything does.
    """

    seats: int
    served: list[SignUp]
    stop: Stop | None


def opening_of(session: SessionPage, ledger: SeatLedger) -> Opening:
    """What opening the announced seats would do now; nothing is changed.

    :param session: the page in the source language.
    """
    seats = max(0, (session.seats or 0) - ledger.capacity)
    opened = SeatLedger(session_key=ledger.session_key, capacity=ledger.capacity + seats)
    stop = obstacle(opened, timezone.now())
    queue = SignUp.objects.of_session(session.translation_key).waiting()
    return Opening(seats=seats, served=[] if stop else list(queue[: free_seats(opened)]), stop=stop)


@seat_operation
def open_seats(*, session_key: UUID, user: User) -> Stop:
    """Open the seats that the page announces, and offer them to the queue.

    :returns: why nobody else was served.
    :raises SessionGone: a session that has no page.
    """
    (ledger,) = lock_seats(session_key)
    session = session_of(session_key)
    announced = session.seats or 0
    if announced > ledger.capacity:
        log(
            instance=session,
            action="training.open_seats",
            user=user,
            data={"before": ledger.capacity, "after": announced},
        )
        ledger.capacity = announced
        ledger.save(update_fields=["capacity"])
    return settle(ledger, now=timezone.now())
