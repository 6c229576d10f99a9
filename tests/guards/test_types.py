"""mypy judges every file but tests and migrations, and nothing makes it look away unsaid."""

import re
from itertools import pairwise

from tests.test_consistency import MODULES, ROOT, name_of
from tests.test_layout import project

SETTINGS = project()["tool"]["mypy"]
IGNORED_FOR_A_REASON = re.compile(r"# type: ignore\[[^]]+\]  # \w")


def test_mypy_is_told_of_every_folder():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert sorted(SETTINGS["files"]) == sorted({*folders - {"tests"}, "manage.py", "site", "tests/guards"})
    assert SETTINGS["exclude"] == ["/migrations/", "tests/guards/test_"]


def test_no_module_is_excused():
    """Libraries without types are all that is not judged. Of 54 files with errors at first, none was left out."""
    assert [list(override) for override in SETTINGS["overrides"]] == [["module", "ignore_missing_imports"]]
    assert [name_of(path) for path in MODULES if "# mypy:" in path.read_text()] == []


def test_what_mypy_is_told_to_ignore_has_a_reason():
    """On the same line, or on the one above."""
    bare = [
        f"{name_of(path)}: {line.strip()}"
        for path in MODULES
        for before, line in pairwise(["", *path.read_text().splitlines()])
        if "# type: ignore" in line and not IGNORED_FOR_A_REASON.search(line) and "# " not in before
    ]
    assert bare == []
