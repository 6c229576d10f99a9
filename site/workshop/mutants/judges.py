"""Which tests judge a mutant, in which order."""

import ast
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from workshop.mutants.finding import Mutant
from workshop.mutants.planting import constants_made_of
from workshop.mutants.reach import Lines, Reached
from workshop.mutants.rooms import Room, mirror_of, watched_modules
from workshop.mutants.suite import Suite, empties_tables, path_of

#: How many tests judge, beside all of the mirror: what only a far one would notice is held by luck.
MOST = 24


class Judges:
    """The tests, and what each of them reaches."""

    def __init__(self, suite: Suite, reached: dict[str, Reached]) -> None:
        self.suite, self.reached = suite, reached

    def of(self, mutant: Mutant, room: Room) -> list[pytest.Item]:
        """Return the tests nearest to a mutant: all of its mirror, then those that reach the fewest other lines.

        Those that empty the tables come last, for no other can follow them.
        """
        lines, mirror, modules = lines_of(mutant), mirror_of(mutant.path).as_posix(), set(room.test_modules())
        mirrors: list[tuple[int, str]] = []
        others: list[tuple[int, str]] = []
        for name, reached in self.reached.items():
            item = self.suite.items[name]
            in_mirror = path_of(item) == mirror
            if path_of(item) in modules and (reached.touches(lines) or (in_mirror and mutant.scope.is_table)):
                (mirrors if in_mirror else others).append((reached.many, name))
        nearest = [*sorted(mirrors), *sorted(others)[:MOST]]
        return sorted((self.suite.items[name] for _many, name in nearest), key=empties_tables)

    def digest(self, names: Iterable[str]) -> str:
        """Return what changes when one of some tests changes, comes or goes."""
        text = "".join(f"{name} {content_of(name.partition('::')[0])}\n" for name in sorted(names))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def content_of(path: str) -> str:
    """Return the digest of a module of tests."""
    return hashlib.sha256((Path(settings.BASE_DIR) / path).read_bytes()).hexdigest()


def lines_of(mutant: Mutant) -> Lines:
    """Return the lines of which a test must run one; for a constant, those that name it or what is made of it."""
    if not mutant.scope.is_table:
        return {mutant.path: set(mutant.lines)}
    found: Lines = defaultdict(set)
    for name in constants_made_of(mutant):
        for path, lines in mentions().get(name, {}).items():
            found[path] |= lines
    return found


@cache
def mentions() -> dict[str, Lines]:
    """Return the lines of the watched modules that name a constant, by its name."""
    found: dict[str, Lines] = defaultdict(lambda: defaultdict(set))
    for path in watched_modules():
        for node in ast.walk(ast.parse((Path(settings.BASE_DIR) / path).read_text())):
            name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
            if name.isupper() and isinstance(node, (ast.Name, ast.Attribute)):
                found[name][path].add(node.lineno)
    return found
