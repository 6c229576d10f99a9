"""A list of what is not there yet, held against what was found: neither may say more than the other."""

from collections.abc import Collection, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def differences(listed: Collection[str], found: Collection[str], *, rule: str) -> list[str]:
    """Sentences about what is on one side only, in alphabetical order; none when both agree.

    :param listed: names that the list excuses.
    :param found: names that break the rule now.
    :param rule: what those do not do, to be put after a name: “is not reached whole”.
    """
    return [
        *(f"{name} {rule}, and is not on the list." for name in sorted(set(found) - set(listed))),
        *(f"{name} is on the list for nothing: take it off." for name in sorted(set(listed) - set(found))),
    ]


def say(lines: Iterable[str], *, praise: str) -> int:
    """Print what is wrong, or that all is well. Returns the status to end with."""
    wrong = list(lines)
    print("\n".join(wrong) if wrong else praise)  # noqa: T201 - a command
    return 1 if wrong else 0
