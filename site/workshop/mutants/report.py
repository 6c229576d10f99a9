"""The figures of the rooms, for people."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.mutants.finding import mutants_of
from workshop.mutants.results import Outcome, Result, Results
from workshop.mutants.rooms import Room

HEADER = "| Room | Mutants | Killed | Of a hundred | Listed as equivalent | Survived | Not reached | Not tried |"


@dataclass(frozen=True)
class Figures:
    """What came of the mutants of a room.

    :param untried: how many have no result yet.
    :param results: of the others.
    :param listed: names of those that are said to be equivalent.
    """

    room: Room
    untried: int
    results: list[Result]
    listed: frozenset[str]

    @property
    def total(self) -> int:
        """How many mutants there are."""
        return self.untried + len(self.results)

    @property
    def killed(self) -> int:
        """How many of them a test noticed."""
        return sum(result.outcome.is_killed for result in self.results)

    @property
    def rate(self) -> float:
        """How many of a hundred; those that were not tried count as alive."""
        return 100 * self.killed / self.total if self.total else 100.0

    @property
    def equivalent(self) -> int:
        """How many are alive for a reason that is written down."""
        return sum(result.mutant in self.listed for result in self.alive())

    def alive(self) -> list[Result]:
        """Return those that no test noticed."""
        return [result for result in self.results if not result.outcome.is_killed]

    def unexplained(self) -> list[Result]:
        """Return those that no test noticed, and for which no reason is written down."""
        return [result for result in self.alive() if result.mutant not in self.listed]

    def flaws(self) -> list[str]:
        """Return what a room that has a floor lacks."""
        if not self.room.floor:
            return []
        flaws = [f"{result.mutant}: {result.outcome.value}" for result in self.unexplained()]
        if self.rate < self.room.floor:
            flaws.append(f"{self.room.name}: {self.rate:.1f} killed of a hundred, and {self.room.floor} is the floor")
        return flaws


def figures_of(room: Room, results: Results, listed: Iterable[str]) -> Figures:
    """Return the figures of a room."""
    names = [mutant.name for path in room.modules() for mutant in mutants_of(path)]
    found = results.of(names)
    return Figures(room, len(names) - len(found), list(found.values()), frozenset(listed))


def table(figures: Iterable[Figures]) -> str:
    """Return the figures as a table of docs/mutants.md."""
    lines = [HEADER, "| --- " + "| ---: " * (HEADER.count("|") - 2) + "|"]
    for room in figures:
        unreached = sum(result.outcome is Outcome.UNREACHED for result in room.unexplained())
        numbers = [
            room.total,
            room.killed,
            f"{room.rate:.1f}",
            room.equivalent,
            len(room.unexplained()) - unreached,
            unreached,
            room.untried,
        ]
        lines.append(f"| {room.room.name} | {' | '.join(map(str, numbers))} |")
    return "\n".join(lines)
