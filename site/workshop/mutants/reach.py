"""Which tests run which lines: so that a mutant is tried by those that can notice it."""

import hashlib
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.conf import settings

from workshop.mutants.children import End, Task, done_in_children
from workshop.mutants.rooms import watched_modules
from workshop.mutants.suite import Suite, empties_tables

#: The lines of each module, by its path.
Lines = dict[str, set[int]]
#: Of the processor, for a module of tests.
LONGEST_SECONDS = 1800


@dataclass(frozen=True)
class Reached:
    """What one test runs.

    :param seconds: of the processor that it takes.
    """

    seconds: float
    lines: Lines

    @property
    def many(self) -> int:
        """How many lines that are: the fewer, the more the test is about each."""
        return sum(map(len, self.lines.values()))

    def touches(self, lines: Lines) -> bool:
        """Whether it runs one of some lines."""
        return any(not self.lines.get(path, set()).isdisjoint(some) for path, some in lines.items())


def reached(suite: Suite, kept_in: Path, jobs: int, say: Callable[[str], None]) -> dict[str, Reached]:
    """Return what each test reaches: from a file, as far as nothing it depends on has changed; else by running it.

    A test that fails without any mutant can judge none: it is left out, and told.

    :param kept_in: the file.
    :param jobs: how many children at a time.
    """
    kept = json.loads(kept_in.read_text()) if kept_in.exists() else {}
    modules = suite.modules()
    # As they are now, while what they say is in memory: somebody may go on writing.
    digests = {path: {file: digest_of(file) for file in [path, *shared_with(path)]} for path in modules}
    sources = {path: digest_of(path) for path in watched_modules()}
    missing = [path for path in sorted(modules) if path not in kept or has_changed(kept[path]["depends_on"])]
    if missing:
        say(f"· Watching which lines the tests run: {len(missing)} modules of tests")
    for answer in done_in_children(
        (watching(suite, path, modules[path], digests[path] | sources) for path in missing), jobs
    ):
        if answer.end is not End.DONE:
            raise pytest.UsageError(f"{answer.subject}, without any mutant: {answer.end.value}\n{answer.value}")
        for name in answer.value["failed"]:
            say(f"  left out, for it fails without any mutant: {name}")
        kept[answer.subject] = answer.value
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        kept_in.write_text(json.dumps(kept))
    return {name: of_json(test) for path in modules for name, test in kept[path]["tests"].items()}


def of_json(test: dict[str, Any]) -> Reached:
    """Return what a test reaches, as the file has it."""
    return Reached(test["seconds"], {path: set(lines) for path, lines in test["lines"].items()})


def has_changed(digests: dict[str, str]) -> bool:
    """Whether one of some files is not as it was."""
    return any(digest_of(path) != digest for path, digest in digests.items())


def digest_of(path: str) -> str:
    """Return the digest of a file, by its path from the root of the project; "" when there is none."""
    file = settings.BASE_DIR / path
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16] if file.exists() else ""


def shared_with(path: str) -> list[str]:
    """Return what a module of tests may use: the modules of its folder and of those above, and the factories."""
    folders = [*Path(path).parents, Path("tests/factories")]
    files = [file for folder in folders for file in (settings.BASE_DIR / folder).glob("*.py")]
    return [file.relative_to(settings.BASE_DIR).as_posix() for file in files if not file.name.startswith("test_")]


def watching(suite: Suite, path: str, items: list[pytest.Item], digests: dict[str, str]) -> Task[str]:
    """Return the task of running a module of tests under watch.

    :param digests: of all that it may depend on.
    """
    files = {str(settings.BASE_DIR / source): source for source in watched_modules()}

    def work(folder: Path) -> dict[str, Any]:
        suite.database.take(folder)
        tests: dict[str, Any] = {}
        failed = []
        for item in sorted(items, key=empties_tables):
            began = time.process_time()
            with watched(files) as lines:
                failure = suite.first_failure([item])
            if failure:
                failed.append(failure)
                continue
            tests[item.nodeid] = {
                "seconds": round(time.process_time() - began, 3),
                "lines": {source: sorted(some) for source, some in sorted(lines.items())},
            }
        unseen = set(watched_modules()) - {source for test in tests.values() for source in test["lines"]}
        depends_on = {file: digest for file, digest in digests.items() if file not in unseen}
        return {"tests": tests, "failed": failed, "depends_on": depends_on}

    return Task(path, work, LONGEST_SECONDS)


@contextmanager
def watched(files: dict[str, str]) -> Iterator[Lines]:
    """Watch which lines are run, by threads that start meanwhile too.

    :param files: those to watch, and how to call them: other code runs at nearly its own speed.
    """
    found: Lines = {}

    def enter(frame: FrameType, event: str, argument: object) -> Any:
        path = files.get(frame.f_code.co_filename)
        if path is None:
            return None
        lines = found.setdefault(path, set())
        lines.add(frame.f_lineno)

        def run(frame: FrameType, event: str, argument: object) -> Any:
            lines.add(frame.f_lineno)
            return run

        return run

    former = sys.gettrace()
    threading.settrace(enter)
    sys.settrace(enter)
    try:
        yield found
    finally:
        sys.settrace(former)
        threading.settrace(former)
