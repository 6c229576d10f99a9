"""Whether one can take part in a session, said before any form is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """What a reader is told of a session."""

    OPENS_LATER = "opens_later", _("Bookings are not open yet")
    OPEN = "open", _("Places left")
    QUEUE = "queue", _("Full, with a waiting list")
    FULL = "full", pgettext_lazy("session", "Full")
    CLOSED = "closed", _("Bookings are closed")
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

    # What templates ask: a state is named in Python only.

    @property
    def opens_later(self) -> bool:
        return self.status == Status.OPENS_LATER

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def has_queue(self) -> bool:
        return self.status == Status.QUEUE

    @property
    def is_full(self) -> bool:
        return self.status == Status.FULL

    @property
    def is_past(self) -> bool:
        return self.status == Status.PAST

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_over_capacity(self) -> bool:
        return self.taken > self.capacity
