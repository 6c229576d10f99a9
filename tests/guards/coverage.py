"""Does the suite reach every line and branch? ``python -m tests.guards.coverage report.json``.

All files but those of ``coverage_not_yet.txt``, a list that only gets shorter: what is on it and reached whole by now
must leave it. The report is coverage's own, as JSON.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.guards.not_yet import differences, say

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
    """Compare the list with a report.

    :param path: of the report.
    """
    found = missed(json.loads(Path(path).read_text()))
    listed = not_yet()
    new = [f"{name}: {where}" for name, where in sorted(found.items()) if name not in listed]
    wrong = differences(listed, found, rule="is not reached whole")
    return say([*wrong, *new], praise=f"Every line and branch is reached, but for {len(listed)} files.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
