"""When a session takes place: all of it read from its half-days, which are facts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol, cast

from django.utils import timezone
from django.utils.functional import cached_property

from training.models.slot import SessionSlot


class Slots(Protocol):
    """The half-days of a page."""

    def all(self) -> Iterable[SessionSlot]: ...


class Facts(Protocol):
    """The page that holds the facts."""

    slots: Slots


class Session(Protocol):
    """The page whose moments these are, as far as they look at it."""

    @property
    def facts(self) -> Facts: ...

    @property
    def is_past(self) -> bool: ...

    @property
    def is_cancelled(self) -> bool: ...


class SessionTimes:
    """The moments of a session page, from ``page.facts.slots``."""

    @cached_property
    def slots_in_order(self) -> list[SessionSlot]:
        return sorted(cast(Session, self).facts.slots.all(), key=lambda slot: (slot.day, slot.start))

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
    def days(self) -> list[date]:
        """Each day it takes place on, once, the earliest first."""
        return list(dict.fromkeys(slot.day for slot in self.slots_in_order))

    @property
    def is_past(self) -> bool:
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def is_to_come(self: Session) -> bool:
        """Whether it takes place, and is not over: something may still be decided about it."""
        return not self.is_past and not self.is_cancelled
