"""Previews: what of a session has changed, in words, before anybody is told."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.words import clock, day_of_week
from training.enums import Modality
from training.rules.told import Told


@dataclass(frozen=True)
class Change:
    """One fact as it was told, and as it is now; a line each."""

    label: str
    before: list[str]
    after: list[str]


def told_in_words(before: Told, after: Told, changes: Iterable[str]) -> list[Change]:
    """The facts that differ, in words.

    :param changes: as :meth:`training.rules.told.Told.changes_from` names them.
    """
    words = {
        "when": (_("Days and hours"), hours_in_words),
        "where": (_("Venue"), place_in_words),
        "link": (_("Link to the online meeting"), lambda told: [told.link or "–"]),
    }
    return [Change(words[name][0], words[name][1](before), words[name][1](after)) for name in changes]


def hours_in_words(told: Told) -> list[str]:
    """Half-days, one a line: “mardi 12 janvier 2027, 9 h – 12 h 30”."""
    return [f"{day_of_week(day)}, {clock(start)} – {clock(end)}" for day, start, end in told.hours] or ["–"]


def place_in_words(told: Told) -> list[str]:
    """The venue, and how one takes part."""
    modality = Modality(told.modality).label if told.modality else ""
    return [line for line in (told.place, str(modality)) if line] or ["–"]
