"""Which modules are mutated, and whose tests must kill their mutants: the one place to change when modules move."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Room:
    """Modules that are judged together.

    :param sources: their paths from the root of the project; a star for any name.
    :param tests: of the tests that must kill: those of the same room, for tests mirror the tree. That another test,
        far away, would have failed too is luck.
    :param floor: how many mutants of a hundred must be killed; 0 where the figure is only told.
    """

    name: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]
    floor: int = 0

    def modules(self) -> list[str]:
        """Return the modules of the room, in the order of their names."""
        return [path for path in found(self.sources) if not path.endswith("/__init__.py")]

    def test_modules(self) -> list[str]:
        """Return the modules of its tests, in the order of their names."""
        return found(self.tests)


def found(patterns: tuple[str, ...]) -> list[str]:
    """Return the files that patterns find, by their paths from the root of the project."""
    paths = {path for pattern in patterns for path in settings.BASE_DIR.glob(pattern)}
    return sorted(path.relative_to(settings.BASE_DIR).as_posix() for path in paths)


SERVICES = "tests/training/services/**/test_*.py"

ROOMS = (
    Room(
        "training: rules",
        # What a session answers for itself decides too.
        sources=("training/rules/*.py", "training/models/sign_up_window.py"),
        # A service that obeys a rule is its test too.
        tests=("tests/training/rules/test_*.py", "tests/training/models/test_sign_up_window.py", SERVICES),
        floor=95,
    ),
    Room("training: services", sources=("training/services/**/*.py",), tests=(SERVICES,), floor=95),
    Room("core: outbox", sources=("site/core/outbox/*.py",), tests=("tests/core/outbox/test_*.py",)),
    Room("core: translation", sources=("site/core/translation/*.py",), tests=("tests/core/translation/test_*.py",)),
    Room(
        "core: links and limits",
        sources=("site/core/links.py", "site/core/limits.py"),
        tests=("tests/core/test_links.py", "tests/core/test_limits.py"),
    ),
)


def watched_modules() -> list[str]:
    """Return the modules of all rooms: those whose lines are watched while tests run."""
    return sorted({path for room in ROOMS for path in room.modules()})


def mirror_of(path: str) -> Path:
    """Return the test module that mirrors a module: ``tests/core/test_links.py`` for ``site/core/links.py``.

    :param path: of a module, from the root of the project.
    """
    source = Path(path.removeprefix("site/"))
    return Path("tests") / source.with_name(f"test_{source.name}")
