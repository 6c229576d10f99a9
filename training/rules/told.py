"""What participants were told of a session: its half-days, its place, its link; and what has changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Self

#: First and last day.
Days = tuple[date, date]


@dataclass(frozen=True)
class Told:
    """Facts of a session at one moment, in a form that a database keeps as JSON.

    :param slots: half-days in order: ``{"uid", "day", "start", "end"}``, as written on the wall in Paris.
    :param place: the venue on one line, or nothing.
    :param modality: how one takes part.
    :param link: address of the online meeting, or nothing; only for people with a seat.
    """

    slots: tuple[dict[str, str], ...]
    place: str
    modality: str
    link: str

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """What was stored by :meth:`as_json`; an empty one for a session of which nothing was told yet."""
        return cls(
            slots=tuple(stored.get("slots", ())),
            place=stored.get("place", ""),
            modality=stored.get("modality", ""),
            link=stored.get("link", ""),
        )

    def as_json(self) -> dict[str, Any]:
        """The same, for a column of the database."""
        return {"slots": list(self.slots), "place": self.place, "modality": self.modality, "link": self.link}

    def changes_from(self, before: "Told") -> list[str]:
        """Which of ``when``, ``where`` and ``link`` differ from what was told before."""
        changed = {
            "when": self.hours != before.hours,
            "where": (self.place, self.modality) != (before.place, before.modality),
            "link": self.link != before.link,
        }
        return [name for name, differs in changed.items() if differs]

    @property
    def hours(self) -> list[tuple[date, time, time]]:
        """The half-days without their identity: a row made again at the same hours is no change for anybody."""
        return [
            (date.fromisoformat(slot["day"]), time.fromisoformat(slot["start"]), time.fromisoformat(slot["end"]))
            for slot in self.slots
        ]

    @property
    def days(self) -> Days | None:
        """First and last day."""
        return (self.hours[0][0], self.hours[-1][0]) if self.slots else None


def former_days(moves: Iterable[tuple[Told, Told]], now: Days | None) -> Days | None:
    """First and last day of a session before the last move to other days that people were told.

    :param moves: what was told before and after each move, the oldest first.
    :param now: its first and last day as they are.
    :returns: nothing for a session that never moved to other days, or that is back on its former ones.
    """
    former = [before.days for before, after in moves if before.days != after.days]
    return former[-1] if former and former[-1] != now else None
