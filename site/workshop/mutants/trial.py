"""A run of pytest that tries mutants in place of running tests: the plugin that ``manage.py mutants`` gives it.

Django is set up and the tests are collected once. From then on everything happens in forked processes, each with a copy
of the fresh database: first, once, each module of tests runs under watch; then each mutant is planted and judged by the
tests that reach its lines, up to the first that fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from workshop.mutants.children import Answer, End, Task, done_in_children, give_time
from workshop.mutants.finding import Mutant, mutants_of
from workshop.mutants.judges import Judges
from workshop.mutants.planting import Functions, living_functions, plant
from workshop.mutants.reach import reached
from workshop.mutants.results import Outcome, Result, Results
from workshop.mutants.rooms import Room
from workshop.mutants.suite import Suite

#: With a mutant, a test may take so many times what it takes, and some seconds more, before it is said to never end.
SLOWER, GRACE = 3, 3


class Trial:
    """The plugin.

    :param rooms: whose mutants are tried.
    :param folder: where the map of lines and the results are kept.
    :param jobs: how many children at a time.
    :param say: tells somebody who waits.
    """

    def __init__(self, rooms: list[Room], folder: Path, jobs: int, say: Callable[[str], None]) -> None:
        self.rooms, self.folder, self.jobs, self.say = rooms, folder, jobs, say
        self.results = Results(folder / "results.jsonl")

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Examples are always the same ones, and a failure is not made smaller: that it fails is enough."""
        import hypothesis  # noqa: PLC0415 - optional: pytest wants to load its plugins itself

        hypothesis.settings.register_profile(
            "mutants",
            deadline=None,
            derandomize=True,
            database=None,
            phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        )
        hypothesis.settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the mutants; True says that there is nothing left to run."""
        suite = Suite(session.items)
        session.config.pluginmanager.register(suite)
        suite.begin()
        judges = Judges(suite, reached(suite, self.folder / "reach.json", self.jobs, self.say))
        functions = living_functions()
        for room in self.rooms:
            mutants = [mutant for path in room.modules() for mutant in mutants_of(path)]
            cases = [Case(mutant, judges.of(mutant, room)) for mutant in mutants]
            open_cases = [case for case in cases if not is_settled(case, judges, self.results)]
            self.say(f"· {room.name}: {len(mutants)} mutants, {len(open_cases)} to try")
            for answer in done_in_children((trying(case, judges, functions) for case in open_cases), self.jobs):
                result = result_of(answer, judges)
                self.results.add(result)
                if not result.outcome.is_killed:
                    self.say(f"  {result.outcome.value}: {result.mutant}")
        return True


@dataclass(frozen=True, eq=False)
class Case:
    """A mutant, and the tests that judge it, in their order."""

    mutant: Mutant
    tests: list[pytest.Item]

    def names(self) -> list[str]:
        """Return the names of the tests."""
        return [item.nodeid for item in self.tests]


def is_settled(case: Case, judges: Judges, results: Results) -> bool:
    """Whether an earlier run tried this mutant, and neither its function nor the tests that judged it have changed."""
    result = results.kept.get(case.mutant.name)
    if result is None or result.source != case.mutant.source or result.outcome is Outcome.BROKEN:
        return False
    if result.outcome is Outcome.KILLED and result.by in judges.suite.items:
        return result.tests == judges.digest([result.by])
    return result.tests == judges.digest(case.names())


def trying(case: Case, judges: Judges, functions: Functions) -> Task[Case]:
    """Return the task of trying a mutant; its answer is the test that fails, "" when none does."""

    def work(folder: Path) -> str:
        if not case.tests:
            return ""
        judges.suite.database.take(folder)
        try:
            plant(case.mutant, functions)
        except Exception as error:
            if not case.mutant.scope.is_table:
                raise
            # The module itself would fail to load.
            return f"{type(error).__name__} when it is loaded"
        return judges.suite.first_failure(case.tests, before=lambda item: give_time(longest(item)))

    def longest(item: pytest.Item) -> float:
        return judges.reached[item.nodeid].seconds * SLOWER + GRACE

    return Task(case, work, GRACE)


def result_of(answer: Answer[Case], judges: Judges) -> Result:
    """Return what an answer says of a mutant."""
    case, by = answer.subject, answer.value or ""
    if answer.end is End.DONE:
        outcome = Outcome.KILLED if by else Outcome.SURVIVED if case.tests else Outcome.UNREACHED
    else:
        outcome = Outcome.TOO_LONG if answer.end is End.TOO_LONG else Outcome.BROKEN
    judged_by = [by] if outcome is Outcome.KILLED and by in judges.suite.items else case.names()
    return Result(case.mutant.name, outcome, case.mutant.source, judges.digest(judged_by), by)
