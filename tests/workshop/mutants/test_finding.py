from workshop.mutants.finding import mutants_of
from workshop.mutants.rooms import ROOMS

SOURCE = '''
"""Words."""
import logging

LIMIT = 3
small = 4


@decorated(5)
def first(x: int = 6, *, y=7) -> "list[8]":
    """Words of 9."""
    logger.error("It failed %s", 10)
    logging.error(11)
    print(_("One more", 12), gettext("{x[13]}"))

    def inner():
        return 14

    raise AssertionError(15)


class Thing:
    size = 16

    def second(self):
        if self.size > 17:
            return [
                18,
            ]
'''


def test_mutants_are_those_of_functions_and_of_names_in_capitals(write):
    numbers = [
        (mutant.scope.name, mutant.change)
        for mutant in mutants_of(write("shop.py", SOURCE))
        if "→" in mutant.change and mutant.change[0].isdigit()
    ]
    assert numbers == [
        ("LIMIT", "3 → 4"),
        ("LIMIT", "3 → 2"),
        ("first", "7 → 8"),
        ("first", "7 → 6"),
        ("first", "6 → 7"),
        ("first", "6 → 5"),
        ("first.<locals>.inner", "14 → 15"),
        ("first.<locals>.inner", "14 → 13"),
        ("Thing.second", "17 → 18"),
        ("Thing.second", "17 → 16"),
        ("Thing.second", "18 → 19"),
        ("Thing.second", "18 → 17"),
    ]


def test_mutant_knows_the_lines_that_a_test_must_run(write):
    lines = {mutant.change: mutant.lines for mutant in mutants_of(write("shop.py", SOURCE))}
    # A default matters to its whole function; a condition is one line; Python tells any line of a long statement.
    assert lines["7 → 8"] == range(10, 20)
    assert lines["self.size > 17 → self.size >= 17"] == range(26, 27)
    assert lines["18 → 19"] == range(27, 30)


def test_name_tells_what_is_changed_and_which_of_several(write):
    names = [mutant.name for mutant in mutants_of(write("shop.py", "def f(x):\n    return x.y(1) or x.z(1)\n"))]
    assert names == [
        "shop.py: f: return x.y(1) or x.z(1) → return None",
        "shop.py: f: x.y(1) or x.z(1) → x.y(1) and x.z(1)",
        "shop.py: f: 1 → 2",
        "shop.py: f: 1 → 0",
        "shop.py: f: 1 → 2 (2)",
        "shop.py: f: 1 → 0 (2)",
    ]


def test_digest_of_the_source_is_that_of_the_function_alone(write):
    before = [mutant.source for mutant in mutants_of(write("shop.py", "def f():\n    a(1)\ndef g():\n    b(1)\n"))]
    after = [mutant.source for mutant in mutants_of(write("shop.py", "\n\ndef f():\n    a(1)\ndef g():\n    c(1)\n"))]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True] * 3 + [False] * 3


def test_all_mutants_of_the_house_have_names_of_their_own():
    names = [mutant.name for room in ROOMS for path in room.modules() for mutant in mutants_of(path)]
    assert len(set(names)) == len(names)
    assert len(names) > 1000
