"""When a session takes place: all of it read from its half-days, which are facts."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import cached_property

from training.models.slot import SessionSlot


class SessionTimes:
    """The moments of a session page, from ``page.facts.slots``."""

    @cached_property
    def slots_in_order(self) -> list[SessionSlot]:
        return sorted(self.facts.slots.all(), key=lambda slot: (slot.day, slot.start))

    @property
    def starts_at(self) -> datetime | None:
        return self.slots_in_order[0].starts_at if self.slots_in_order else None

    @property
    def ends_at(self) -> datetime | None:
        return self.slots_in_order[-1].ends_at if self.slots_in_order else None

    @property
    def first_day(self) -> date | None:
        return self.slots_in_order[0].day if self.slots_in_order else None

    @property
    def last_day(self) -> date | None:
        return self.slots_in_order[-1].day if self.slots_in_order else None

    @property
    def is_past(self) -> bool:
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def is_to_come(self) -> bool:
        """Whether it takes place, and is not over: something may still be decided about it."""
        return not self.is_past and not self.is_cancelled
