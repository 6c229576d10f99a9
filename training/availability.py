"""Whether one can take part in a session, said before any form is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.clocks import offers_until
from training.states import OCCUPYING, SignUpState

if TYPE_CHECKING:
    from training.models import SeatLedger, SessionPage


class Status(models.TextChoices):
    """What a reader is told of a session."""

    OPENS_LATER = "opens_later", _("Sign-up is not open yet")
    OPEN = "open", _("Seats left")
    QUEUE = "queue", _("Full, with a waiting list")
    FULL = "full", pgettext_lazy("session", "Full")
    CLOSED = "closed", _("Sign-up is closed")
    PAST = "past", pgettext_lazy("session", "Past")
    CANCELLED = "cancelled", pgettext_lazy("session", "Cancelled")


#: A form may be filled in.
TAKES_SIGN_UPS = (Status.OPEN, Status.QUEUE)


@dataclass(frozen=True)
class Availability:
    """The state of a session's seats at one moment.

    :param capacity: seats that may be taken.
    :param taken: seats held: confirmed, or offered and not yet answered.
    :param waiting: people in the queue.
    """

    status: Status
    capacity: int
    taken: int
    waiting: int
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def left(self) -> int:
        """Seats that the next person gets: none while others wait for them."""
        return 0 if self.waiting else max(0, self.capacity - self.taken)

    @property
    def takes_sign_ups(self) -> bool:
        return self.status in TAKES_SIGN_UPS

    @property
    def is_over_capacity(self) -> bool:
        return self.taken > self.capacity


def availability_of(
    session: "SessionPage", ledger: "SeatLedger | None", counts: Mapping[str, int], now: datetime
) -> Availability:
    """The availability of a session.

    :param session: a page that knows its facts and its cancellation.
    :param ledger: its seats; none before anything happened: then those of its page.
    :param counts: sign-ups by state.
    :param now: the moment to judge.
    """
    facts = session.facts
    capacity = ledger.capacity if ledger else facts.seats or 0
    taken = sum(counts.get(state, 0) for state in OCCUPYING)
    waiting = counts.get(SignUpState.WAITING, 0)
    return Availability(
        status=status_of(session, capacity - taken if not waiting else 0, now),
        capacity=capacity,
        taken=taken,
        waiting=waiting,
        opens_at=facts.sign_up_opens_at,
        closes_at=facts.sign_up_closes_at,
    )


def status_of(session: "SessionPage", left: int, now: datetime) -> Status:
    """What to say of a session, the strongest reason first.

    :param left: seats that the next person would get.
    """
    facts = session.facts
    if session.is_cancelled:
        return Status.CANCELLED
    if session.ends_at and session.ends_at <= now:
        return Status.PAST
    if not facts.live or not session.starts_at or session.starts_at <= now:
        return Status.CLOSED
    if facts.sign_up_opens_at and now < facts.sign_up_opens_at:
        return Status.OPENS_LATER
    if facts.sign_up_closes_at and now >= facts.sign_up_closes_at:
        return Status.CLOSED
    if left > 0:
        return Status.OPEN
    return Status.QUEUE if facts.has_waiting_list and now < offers_until(session.starts_at) else Status.FULL
