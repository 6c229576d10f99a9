"""What was found, kept in files under var/: a run that is broken off goes on, and only what changed is tried again."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class Outcome(StrEnum):
    """What came of a mutant."""

    KILLED = "killed"
    TOO_LONG = "too long"
    SURVIVED = "survived"
    UNREACHED = "unreached"
    BROKEN = "broken"

    @property
    def is_killed(self) -> bool:
        """A test noticed it: it failed, or never ended."""
        return self in {Outcome.KILLED, Outcome.TOO_LONG}


@dataclass(frozen=True)
class Result:
    """What came of one mutant, and what it depends on.

    :param source: digest of the function it changed.
    :param tests: digest of the tests that judged: of the one that killed it, or of all that let it live.
    :param by: the test that killed it; what went wrong with one that is broken.
    """

    mutant: str
    outcome: Outcome
    source: str
    tests: str
    by: str = ""


class Results:
    """Results in a file, one a line, the last one of a mutant being the true one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept: dict[str, Result] = {}
        if path.exists():
            text = path.read_text()
            whole = text[: text.rfind("\n") + 1]
            if whole != text:
                # The run was broken off in the middle of a line.
                path.write_text(whole)
            for line in whole.splitlines():
                kept = json.loads(line)
                self.kept[kept["mutant"]] = Result(**kept | {"outcome": Outcome(kept["outcome"])})

    def add(self, result: Result) -> None:
        """Keep a result, at once."""
        self.kept[result.mutant] = result
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a") as file:
            file.write(f"{json.dumps(asdict(result), ensure_ascii=False)}\n")

    def of(self, names: Iterable[str]) -> dict[str, Result]:
        """Return the results of some mutants, as far as there are any."""
        return {name: self.kept[name] for name in names if name in self.kept}
