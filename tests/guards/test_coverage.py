"""The list of what the suite does not reach whole only gets shorter, and is held against what was found."""

import json

import pytest

from tests.guards import coverage
from tests.test_consistency import ROOT
from tests.test_layout import project

#: Lower this with each file that leaves the list; never raise it.
MOST_FILES_NOT_REACHED = 111


def test_list_of_coverage_only_gets_shorter():
    assert len(coverage.not_yet()) == MOST_FILES_NOT_REACHED
    assert coverage.not_yet() == sorted(set(coverage.not_yet()))


def test_list_of_coverage_names_files_that_exist():
    assert [name for name in coverage.not_yet() if not (ROOT / name).is_file()] == []


def test_coverage_is_told_of_every_folder():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert sorted({*folders - {"tests"}, "site"}) == sorted(project()["tool"]["coverage"]["run"]["source"])


REPORT = {
    "files": {
        "home/whole.py": {"missing_lines": [], "missing_branches": []},
        "home/a_line.py": {"missing_lines": [3, 5], "missing_branches": []},
        "home/a_branch.py": {"missing_lines": [], "missing_branches": [[7, 9], [7, -1]]},
    }
}


@pytest.mark.parametrize(
    ("listed", "status", "said"),
    [
        (["home/a_branch.py", "home/a_line.py"], 0, "Every line and branch is reached, but for 2 files.\n"),
        (
            ["home/a_branch.py"],
            1,
            "home/a_line.py is not reached whole, and is not on the list: 3, 5\n",
        ),
        (
            ["home/a_branch.py", "home/a_line.py", "home/whole.py"],
            0,
            "home/whole.py was reached whole: it may leave the list.\n",
        ),
    ],
)
def test_coverage_fails_for_what_is_not_listed(monkeypatch, capsys, tmp_path, listed, status, said):
    (tmp_path / "report.json").write_text(json.dumps(REPORT))
    monkeypatch.setattr(coverage, "not_yet", lambda: listed)
    assert (coverage.main(str(tmp_path / "report.json")), capsys.readouterr().out) == (status, said)


def test_missed_branches_are_named():
    assert coverage.missed(REPORT)["home/a_branch.py"] == "7→9, 7→-1"
