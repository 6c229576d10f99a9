import pytest

from workshop.mutants.equivalents import equivalents
from workshop.mutants.finding import mutants_of
from workshop.mutants.rooms import ROOMS

#: The list may only shrink: who takes one away lowers this, and nobody raises it.
CEILING = 14


def test_list_of_equivalents_only_shrinks():
    assert len(equivalents()) == CEILING


def test_every_equivalent_is_a_mutant_of_today():
    names = {mutant.name for room in ROOMS for path in room.modules() for mutant in mutants_of(path)}
    assert sorted(equivalents().keys() - names) == []


@pytest.mark.parametrize(
    "text",
    [
        '[[equivalent]]\nmutant = "a"\nreason = " "\n',
        '[[equivalent]]\nmutant = "a"\nreason = "x"\n\n[[equivalent]]\nmutant = "a"\nreason = "y"\n',
    ],
)
def test_equivalent_is_listed_once_and_with_its_reason(tmp_path, text):
    path = tmp_path / "list.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match="once, with its reason"):
        equivalents(path)


def test_list_of_nothing_is_empty(tmp_path):
    path = tmp_path / "list.toml"
    path.write_text("# Nothing.\n")
    assert equivalents(path) == {}
