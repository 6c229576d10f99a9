"""Whether a package of the lock is known to be vulnerable: asked of public lists of advisories, by pip-audit.

That no list answered is an answer of its own, and never “nothing was found”.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: The lists that pip-audit knows, by its names for them; the second is asked where the first does not answer.
SOURCES = ("osv", "pypi")
PROGRAM = (sys.executable, "-m", "pip_audit")
#: Seconds: a list is asked of each package in turn.
TIMEOUT = 600


@dataclass(frozen=True)
class Advisory:
    """What a list says of a package.

    :param mended_in: versions without the fault; none where there is none yet.
    """

    package: str
    version: str
    identifier: str
    mended_in: tuple[str, ...]

    def __str__(self) -> str:
        mended = ", ".join(self.mended_in) or "no version yet"
        return f"{self.package} {self.version}: {self.identifier} (mended in {mended})"


class NoAnswer(Exception):
    """No list answered for every package."""


def advisories(lock: Path, *, sources: Sequence[str] = SOURCES, options: Sequence[str] = ()) -> list[Advisory]:
    """What is known against the packages of a lock, as it stands: nothing is installed or resolved for it.

    :param options: more of pip-audit’s own.
    :raises NoAnswer: none of the lists answered, or one left a package out.
    """
    words = []
    for source in sources:
        answer = ask(lock, source, options)
        try:
            return list(read(json.loads(answer.stdout)))
        except (ValueError, LookupError, TypeError) as error:
            last = answer.stderr.strip().splitlines()[-1:] or [str(error)]
            words.append(f"{source}: {last[0]}")
    raise NoAnswer("\n".join(words))


def ask(lock: Path, source: str, options: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Let pip-audit ask one list; its code tells a fault of its own from a fault it found in nothing."""
    order = [*PROGRAM, "--requirement", str(lock), "--require-hashes", "--disable-pip", "--no-deps", "--strict"]
    order += ["--format", "json", "--progress-spinner", "off", "--vulnerability-service", source, *options]
    try:
        return subprocess.run(order, capture_output=True, text=True, check=False, timeout=TIMEOUT)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(order, 1, "", "no answer in time")


def read(answer: dict) -> Iterator[Advisory]:
    """The advisories of an answer of pip-audit.

    :raises LookupError: a package was left out.
    """
    for package in answer["dependencies"]:
        for found in package["vulns"]:
            yield Advisory(package["name"], package["version"], found["id"], tuple(found["fix_versions"]))
