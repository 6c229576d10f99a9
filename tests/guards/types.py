"""Is a module on the list of those that mypy does not judge yet clean by now? ``python -m tests.guards.types``.

The list is in pyproject.toml, beside what mypy is told. mypy itself fails for a module that is not on it.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from tests.guards.not_yet import ROOT, differences, say

SETTINGS = ROOT / "pyproject.toml"
LENIENT, STRICT = "ignore_errors = true", "ignore_errors = false"


def not_yet() -> list[str]:
    """Names of the modules that mypy does not judge yet."""
    overrides = tomllib.loads(SETTINGS.read_text())["tool"]["mypy"]["overrides"]
    return [name for override in overrides if override.get("ignore_errors") for name in override["module"]]


def file_of(module: str) -> str:
    """The file of a module, from the root of the tree."""
    path = module.replace(".", "/")
    places = (f"{base}{path}{end}" for base in ("", "site/") for end in (".py", "/__init__.py"))
    return next((place for place in places if (ROOT / place).exists()), "")


def files_with_errors(report: str) -> set[str]:
    """The files that a report of mypy complains about."""
    return {line.partition(":")[0] for line in report.splitlines() if ": error: " in line}


def judge_all() -> str:
    """What mypy says without the list.

    :raises CalledProcessError: it could not judge.
    """
    with tempfile.TemporaryDirectory() as folder:
        strict = Path(folder) / "pyproject.toml"
        strict.write_text(SETTINGS.read_text().replace(LENIENT, STRICT))
        # A memory of its own: the two of them judge by different rules.
        command = [sys.executable, "-m", "mypy", "--config-file", str(strict), "--cache-dir", ".mypy_cache/strict"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout


def main() -> int:
    """Compare the list with what mypy finds."""
    listed = [file_of(module) or module for module in not_yet()]
    found = files_with_errors(judge_all())
    return say(differences(listed, found, rule="has types that do not fit"), praise=f"{len(listed)} not yet.")


if __name__ == "__main__":
    sys.exit(main())
