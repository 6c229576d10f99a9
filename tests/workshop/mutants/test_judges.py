from types import SimpleNamespace

import pytest

from workshop.mutants import judges, rooms
from workshop.mutants.finding import mutants_of
from workshop.mutants.judges import Judges
from workshop.mutants.reach import Reached
from workshop.mutants.rooms import Room

SHOP = """
LIMIT = 3
TWICE = LIMIT * 2


def price(x):
    return x < 1


def is_open(x):
    return x < TWICE
"""


@pytest.fixture
def room(write, monkeypatch):
    """A room of one module, whose constants two lines of it name, and where its tests are."""
    shop = Room("shop", (write("shop.py", SHOP),), ("tests/**/test_*.py",))
    monkeypatch.setattr(rooms, "ROOMS", (shop,))
    judges.mentions.cache_clear()
    judges.content_of.cache_clear()
    yield shop
    judges.mentions.cache_clear()
    judges.content_of.cache_clear()


@pytest.fixture
def judged(room, tmp_path):
    """The tests that judge, of those that reach some lines: ``judged("price", {"tests/test_shop.py::one": {7}})``."""

    def of(scope, reached, emptying=()):
        items = {}
        for name in reached:
            path = tmp_path / name.partition("::")[0]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("")
            marker = SimpleNamespace(kwargs={"transaction": name in emptying})
            items[name] = SimpleNamespace(nodeid=name, path=path, get_closest_marker=lambda _name, m=marker: m)
        lines = {name: Reached(0.1, {"shop.py": some}) for name, some in reached.items()}
        mutant = next(mutant for mutant in mutants_of("shop.py") if mutant.scope.name == scope)
        return [item.nodeid for item in Judges(SimpleNamespace(items=items), lines).of(mutant, room)]

    return of


def test_judges_are_those_of_the_mirror_then_those_that_reach_the_fewest_other_lines(judged):
    reached = {
        "tests/test_far.py::many": {7, 1, 2, 3},
        "tests/test_far.py::few": {7, 1},
        "tests/test_far.py::other": {11},
        "tests/test_shop.py::many": {7, 1, 2, 3, 4},
        "tests/test_shop.py::few": {7},
        "elsewhere/test_shop.py::few": {7},
    }
    assert judged("price", reached) == [
        "tests/test_shop.py::few",
        "tests/test_shop.py::many",
        "tests/test_far.py::few",
        "tests/test_far.py::many",
    ]


def test_judges_that_empty_the_tables_come_last(judged):
    reached = {"tests/test_shop.py::one": {7}, "tests/test_far.py::two": {7}}
    assert judged("price", reached, emptying={"tests/test_shop.py::one"}) == [
        "tests/test_far.py::two",
        "tests/test_shop.py::one",
    ]


def test_judges_from_far_are_no_more_than_enough(judged, monkeypatch):
    monkeypatch.setattr(judges, "MOST", 3)
    far = {f"tests/test_far.py::{number}": {7} for number in range(9)}
    mirror = {f"tests/test_shop.py::{number}": {7} for number in range(5)}
    assert judged("price", far) == [f"tests/test_far.py::{number}" for number in range(3)]
    assert judged("price", far | mirror) == [*mirror, *(f"tests/test_far.py::{number}" for number in range(3))]


def test_constant_is_judged_where_it_or_what_is_made_of_it_is_named_and_by_its_mirror(judged):
    reached = {
        "tests/test_far.py::price": {7},
        "tests/test_far.py::is_open": {11},
        "tests/test_shop.py::price": {7},
    }
    assert judged("LIMIT", reached) == ["tests/test_shop.py::price", "tests/test_far.py::is_open"]


def test_digest_changes_with_the_modules_of_tests(room, tmp_path):
    judge = Judges(SimpleNamespace(items={}), {})
    (tmp_path / "test_a.py").write_text("1")
    first = judge.digest(["test_a.py::x"])
    assert judge.digest(["test_a.py::x", "test_a.py::y"]) != first
    judges.content_of.cache_clear()
    assert judge.digest(["test_a.py::x"]) == first
    (tmp_path / "test_a.py").write_text("2")
    judges.content_of.cache_clear()
    assert judge.digest(["test_a.py::x"]) != first
