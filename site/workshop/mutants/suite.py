"""The tests of this process: run in the order one asks for, up to the first that fails."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from workshop.mutants.fresh_database import FreshDatabase


class Suite:
    """The tests that pytest collected, and the database they begin with. It is a plugin of their run.

    :param items: the tests.
    """

    database: FreshDatabase

    def __init__(self, items: list[pytest.Item]) -> None:
        self.items = {item.nodeid: item for item in items}
        self.failed = False

    def begin(self) -> None:
        """Run one test: what lasts for the whole run is made for the first one, the database above all.

        :raises pytest.UsageError: when it fails.
        """
        first = next(item for item in self.items.values() if item.get_closest_marker("django_db"))
        if self.first_failure([first]):
            raise pytest.UsageError(f"{first.nodeid} fails without any mutant.")
        self.database = FreshDatabase()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember that a test failed, in any of its phases."""
        self.failed = self.failed or report.failed

    def first_failure(self, items: list[pytest.Item], before: Callable[[pytest.Item], None] = lambda item: None) -> str:
        """Run tests, and return the name of the first that fails, or none.

        :param before: called with each test before it runs.
        """
        for place, item in enumerate(items):
            self.failed = False
            before(item)
            # After the last one, what belongs to the whole run stays: other tests may be asked for.
            following = items[place + 1] if place + 1 < len(items) else item.session
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return item.nodeid
        return ""

    def modules(self) -> dict[str, list[pytest.Item]]:
        """Return the tests by the path of their module, from the root of the project."""
        found: dict[str, list[pytest.Item]] = {}
        for item in self.items.values():
            found.setdefault(path_of(item), []).append(item)
        return found


def path_of(item: pytest.Item) -> str:
    """Return the path of the module of a test, from the root of the project."""
    return item.path.relative_to(Path(settings.BASE_DIR)).as_posix()


def empties_tables(item: pytest.Item) -> bool:
    """Whether a test ends by emptying every table: no other can follow it but of its kind."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))
