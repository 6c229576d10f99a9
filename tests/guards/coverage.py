"""Does the suite reach every line and branch? ``python -m tests.guards.coverage report.json``.

All files but those of ``coverage_not_yet.txt``, a list that only gets shorter: what is on it and reached whole by now
must leave it. The report is coverage's own, as JSON.
"""

import json
import sys
from collections.abc import Collection
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


def differences(listed: Collection[str], found: dict[str, str]) -> list[str]:
    """Sentences about what is on one side only; none when both agree.

    :param listed: files that the list excuses.
    :param found: files that are not reached whole, each with where.
    """
    return [
        *(
            f"{name} is not reached whole, and is not on the list: {found[name]}"
            for name in sorted({*found} - {*listed})
        ),
        *(f"{name} is on the list for nothing: take it off." for name in sorted({*listed} - {*found})),
    ]


def main(path: str) -> int:
    """Compare the list with a report. Returns the status to end with.

    :param path: of the report.
    """
    listed = not_yet()
    wrong = differences(listed, missed(json.loads(Path(path).read_text())))
    print("\n".join(wrong) or f"Every line and branch is reached, but for {len(listed)} files.")  # noqa: T201 - a command
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
