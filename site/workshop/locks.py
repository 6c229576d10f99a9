"""What a lock holds: each package with its version and the hashes of its files."""

import re
from dataclasses import dataclass
from pathlib import Path

PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)(?:\[[a-z0-9, -]+\])?==(?P<version>[^ ]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Locked:
    """A package of a lock.

    :param hashes: SHA-256 of the files that may be installed, in hexadecimal.
    """

    name: str
    version: str
    hashes: tuple[str, ...]


def read_lock(path: Path) -> list[Locked]:
    """The packages of a lock, in its order.

    :param path: a file of requirements with hashes, as ``make locks`` writes it.
    """
    text = path.read_text("utf-8")
    starts = list(PINNED.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)]
    return [
        Locked(found["name"], found["version"], tuple(sorted(HASH.findall(text[found.end() : end]))))
        for found, end in zip(starts, ends, strict=True)
    ]
