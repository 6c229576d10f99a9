"""The two lists: they say the truth, name files that exist, and only get shorter."""

import json

import pytest

from tests.guards import coverage, types
from tests.guards.not_yet import ROOT, differences
from tests.test_layout import project

#: Lower these with each file that leaves its list; never raise them.
MOST_MODULES_WITHOUT_TYPES = 14
MOST_FILES_NOT_REACHED = 0


def test_list_of_types_only_gets_shorter():
    assert len(types.not_yet()) == MOST_MODULES_WITHOUT_TYPES
    assert types.not_yet() == sorted(set(types.not_yet()))


def test_list_of_types_names_modules_that_exist():
    assert [module for module in types.not_yet() if not types.file_of(module)] == []


def test_list_of_coverage_only_gets_shorter():
    assert len(coverage.not_yet()) == MOST_FILES_NOT_REACHED
    assert coverage.not_yet() == sorted(set(coverage.not_yet()))


def test_list_of_coverage_names_files_that_exist():
    assert [name for name in coverage.not_yet() if not (ROOT / name).is_file()] == []


def test_mypy_is_told_of_every_folder():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert sorted({*folders - {"tests"}, "manage.py", "site", "tests/guards"}) == sorted(
        project()["tool"]["mypy"]["files"]
    )


def test_coverage_is_told_of_every_folder():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert sorted({*folders - {"tests"}, "site"}) == sorted(project()["tool"]["coverage"]["run"]["source"])


def test_only_the_list_lets_mypy_look_away():
    """One list, by name: a star would excuse what is not written yet."""
    overrides = project()["tool"]["mypy"]["overrides"]
    assert [override["module"] for override in overrides if override.get("ignore_errors")] == [types.not_yet()]
    assert [name for name in types.not_yet() if "*" in name] == []
    assert (ROOT / "pyproject.toml").read_text().count(types.LENIENT) == 1


@pytest.mark.parametrize(
    ("listed", "found", "said"),
    [
        (["a.py"], ["a.py"], []),
        ([], ["b.py", "a.py"], ["a.py fails, and is not on the list.", "b.py fails, and is not on the list."]),
        (["b.py", "a.py"], ["b.py"], ["a.py is on the list for nothing: take it off."]),
    ],
)
def test_list_and_findings_agree_or_it_is_said(listed, found, said):
    assert differences(listed, found, rule="fails") == said


def test_errors_of_mypy_are_read_by_file():
    report = (
        "home/a.py:3: error: No.  [misc]\nhome/a.py:3: note: See\nhome/b.py:9: note: See\nFound 1 error in 1 file\n"
    )
    assert types.files_with_errors(report) == {"home/a.py"}


def test_clean_module_on_the_list_fails_the_command(monkeypatch, capsys):
    monkeypatch.setattr(types, "not_yet", lambda: ["home.enums", "core.models.user"])
    monkeypatch.setattr(types, "judge_all", lambda: "site/core/models/user.py:4: error: No.  [misc]\n")
    assert (types.main(), capsys.readouterr().out) == (1, "home/enums.py is on the list for nothing: take it off.\n")


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
            "home/a_line.py is not reached whole, and is not on the list.\nhome/a_line.py: 3, 5\n",
        ),
        (
            ["home/a_branch.py", "home/a_line.py", "home/whole.py"],
            1,
            "home/whole.py is on the list for nothing: take it off.\n",
        ),
    ],
)
def test_coverage_fails_both_ways(monkeypatch, capsys, tmp_path, listed, status, said):
    (tmp_path / "report.json").write_text(json.dumps(REPORT))
    monkeypatch.setattr(coverage, "not_yet", lambda: listed)
    assert (coverage.main(str(tmp_path / "report.json")), capsys.readouterr().out) == (status, said)


def test_missed_branches_are_named():
    assert coverage.missed(REPORT)["home/a_branch.py"] == "7→9, 7→-1"
