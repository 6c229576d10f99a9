"""Mutants that no test can kill, and why: a list that only shrinks."""

import tomllib
from pathlib import Path

LIST = Path(__file__).with_name("equivalents.toml")


def equivalents(path: Path = LIST) -> dict[str, str]:
    """Return the reasons, by the names of mutants.

    :raises ValueError: for a mutant listed twice, or without a reason.
    """
    entries = tomllib.loads(path.read_text()).get("equivalent", [])
    reasons = {entry["mutant"]: entry["reason"].strip() for entry in entries}
    if len(reasons) < len(entries) or not all(reasons.values()):
        raise ValueError("Each mutant is listed once, with its reason.")
    return reasons
