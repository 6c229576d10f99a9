import re

import pytest
from django.conf import settings

from workshop.mutants.report import Figures, table
from workshop.mutants.results import Outcome, Result
from workshop.mutants.rooms import ROOMS, Room

ROOM = Room("shop", (), (), floor=50)


def figures(*outcomes, untried=0, listed=(), room=ROOM):
    results = [Result(str(number), outcome, "", "") for number, outcome in enumerate(outcomes)]
    return Figures(room, untried, results, frozenset(listed))


def test_figures_count_what_a_test_noticed():
    found = figures(Outcome.KILLED, Outcome.TOO_LONG, Outcome.SURVIVED, Outcome.UNREACHED, untried=1, listed={"2"})
    assert (found.total, found.killed, found.rate, found.equivalent) == (5, 2, 40.0, 1)
    assert [result.mutant for result in found.unexplained()] == ["3"]


def test_killed_mutant_is_not_counted_as_equivalent():
    assert figures(Outcome.KILLED, listed={"0"}).equivalent == 0


def test_table_says_it_in_a_line():
    lines = table([figures(Outcome.KILLED, Outcome.SURVIVED, Outcome.UNREACHED, untried=1)]).splitlines()
    assert lines[2] == "| shop | 4 | 1 | 25.0 | 0 | 1 | 1 | 1 |"
    assert {line.count("|") for line in lines} == {9}


def test_room_of_nothing_lacks_nothing():
    assert (figures().rate, figures().flaws()) == (100.0, [])


@pytest.mark.parametrize(
    ("found", "flaws"),
    [
        (figures(Outcome.KILLED, Outcome.KILLED), []),
        (figures(Outcome.KILLED, Outcome.SURVIVED, listed={"1"}), []),
        (figures(Outcome.KILLED, Outcome.SURVIVED), ["1: survived"]),
        (figures(Outcome.KILLED, untried=2), ["shop: 33.3 killed of a hundred, and 50 is the floor"]),
        (figures(Outcome.SURVIVED, room=Room("shop", (), ())), []),
    ],
)
def test_room_with_a_floor_says_what_it_lacks(found, flaws):
    assert found.flaws() == flaws


def test_figures_of_the_documentation_keep_the_floors():
    document = (settings.BASE_DIR / "docs" / "mutants.md").read_text()
    told = {
        name: float(rate) for name, rate in re.findall(r"^\| ([^|]+?) \| \d+ \| \d+ \| ([\d.]+) \|", document, re.M)
    }
    assert [room.name for room in ROOMS if told.get(room.name, 0) < room.floor] == []
    assert sorted(told) == sorted(room.name for room in ROOMS)
