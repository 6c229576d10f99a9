"""Does the suite reach every line and branch? ``python -m tests.guards.coverage report.json``.

All files but those of ``coverage_not_yet.txt``, a list that only gets shorter: what is on it and reached whole by now
may leave it. The report is coverage's own, as JSON.
"""

import json
import sys
from pathlib import Path
from typing import Any

LIST = Path(__file__).parent / "coverage_not_yet.txt"


def not_yet() -> list[str]:
    """The files that the suite does not reach whole yet, from the root of the tree."""
    return [line for line in LIST.read_text().splitlines() if line and not line.startswith("#")]


def missed(report: dict[str, Any]) -> dict[str, str]:
    """Files with a line or a branch that the suite does not reach, each with which.

    :param report: coverage's JSON, with branches.
    """
    return {
        name: ", ".join([*map(str, file["missing_lines"]), *(f"{a}→{b}" for a, b in file["missing_branches"])])
        for name, file in report["files"].items()
        if file["missing_lines"] or file["missing_branches"]
    }


def main(path: str) -> int:
    """Compare the list with a report. Returns the status to end with.

    A listed file that was reached whole may have been so by chance (a meeting of threads, another order): it is said,
    so that somebody takes it off, and fails nothing.

    :param path: of the report.
    """
    listed, found = not_yet(), missed(json.loads(Path(path).read_text()))
    wrong = [
        f"{name} is not reached whole, and is not on the list: {found[name]}" for name in sorted({*found} - {*listed})
    ]
    whole = [f"{name} was reached whole: it may leave the list." for name in sorted({*listed} - {*found})]
    said = [*wrong, *whole] or [f"Every line and branch is reached, but for {len(listed)} files."]
    print("\n".join(said))  # noqa: T201 - a command
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
