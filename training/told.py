"""What participants were told of a session: its half-days, its place, its link; and what has changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from training.models import SessionMove, SessionPage


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
    def of(cls, session: "SessionPage") -> Self:
        """What one would tell now.

        :param session: in any language.
        """
        facts = session.facts
        slots = tuple(
            {
                "uid": slot.uid.hex,
                "day": slot.day.isoformat(),
                "start": slot.start.isoformat("minutes"),
                "end": slot.end.isoformat("minutes"),
            }
            for slot in session.slots_in_order
        )
        return cls(slots=slots, place=facts.location, modality=facts.modality, link=facts.remote_link)

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
    def days(self) -> tuple[date, date] | None:
        """First and last day."""
        return (self.hours[0][0], self.hours[-1][0]) if self.slots else None


def former_days(session: "SessionPage", moves: "Iterable[SessionMove]") -> tuple[date, date] | None:
    """First and last day of a session still to come, before the last move to other days that people were told.

    :param session: a page that knows its facts and its cancellation.
    :param moves: the moves of that session that were told, the oldest first.
    """
    days = [(Told.from_json(move.before).days, Told.from_json(move.after).days) for move in moves]
    former = [before for before, after in days if before != after]
    is_other = bool(former) and former[-1] != (session.first_day, session.last_day)
    return former[-1] if is_other and session.is_to_come else None
