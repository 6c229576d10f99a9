"""The guard rails of a folder named `site` (docs/decisions/0001-site-is-a-folder.md), and of the locks.

Each of these was seen to break a project: the standard library owns the module `site`, the usual
ignore files hide the folder, and a careless add-on pulls Wagtail down to an older version.
"""

import hashlib
import re
import site
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(
    r"^(?P<name>[a-z0-9-]+)(?P<extras>\[[a-z0-9, -]+\])?==(?P<version>[^ ]+)(?: ; (?P<marker>.+?))? \\$"
)


def project() -> dict:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(name: str) -> dict[str, str]:
    """Return the versions of a lock by package."""
    matches = filter(None, map(PINNED.match, (ROOT / name).read_text().splitlines()))
    return {match["name"]: match["version"] for match in matches}


def test_site_is_a_folder_and_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_standard_module_site_is_the_one_python_loads():
    assert hasattr(site, "getsitepackages")
    assert ROOT not in Path(site.__file__ or "/frozen").parents or ".venv" in Path(site.__file__).parts


def test_site_holds_config_core_and_workshop_only():
    children = {path.name for path in (ROOT / "site").iterdir()} - {"__pycache__"}
    assert children == {"config", "core", "workshop"}


def test_no_child_of_site_takes_the_name_of_a_standard_module():
    assert {path.stem for path in (ROOT / "site").iterdir()} & sys.stdlib_module_names == set()


def test_top_level_packages_do_not_take_the_name_of_a_standard_module():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages & sys.stdlib_module_names == set()


@pytest.mark.parametrize(
    "path", ["site/config/urls.py", "site/core/apps.py", "site/core/locale/fr/LC_MESSAGES/django.po"]
)
def test_git_does_not_ignore_the_folder(path):
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone")
    answer = subprocess.run(["git", "check-ignore", path], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (1, "")


def test_no_ignore_file_names_the_folder():
    lines = {
        line.strip().strip("/")
        for path in ROOT.glob(".*ignore")
        for line in path.read_text().splitlines()
        if not line.startswith("#")
    }
    assert "site" not in lines


def test_import_path_is_said_where_it_must_be():
    assert 'sys.path.insert(0, str(ROOT / "site"))' in (ROOT / "manage.py").read_text()
    settings = project()["tool"]
    assert settings["pytest"]["ini_options"]["pythonpath"] == [".", "site"]
    assert settings["ruff"]["src"] == [".", "site"]
    assert settings["mypy"]["mypy_path"] == ".:site"


def test_licence_is_the_one_the_project_names():
    """The text is that of SPDX, to the letter: nobody may publish another under this name."""
    assert project()["project"]["license"] == "EUPL-1.2"
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == (
        "57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4"
    )


def test_project_is_run_from_its_tree_and_never_built():
    assert "build-system" not in project()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_holds_versions_and_hashes_only(name):
    lines = (ROOT / name).read_text().splitlines()
    other = [
        line
        for line in lines
        if not PINNED.match(line) and not re.match(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", line)
    ]
    assert other == []


def test_locks_agree():
    run, work = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: work.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["wagtail", "wagtail-localize", "django", "modelsearch"])
def test_installed_version_is_the_locked_one(name):
    assert version(name) == locked("requirements.txt")[name]


def test_no_package_is_locked_in_two_versions():
    for name in ("requirements.txt", "requirements-dev.txt"):
        names = [match["name"] for match in map(PINNED.match, (ROOT / name).read_text().splitlines()) if match]
        assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_lock_names_the_extras_that_locked_packages_ask_for(lock):
    """With hashes, pip takes “coverage[toml]” for a package that nobody locked, and stops."""
    text = (ROOT / lock).read_text()
    asked = {
        f"{canonicalize_name(wanted.name)}[{extra}]"
        for name in locked(lock)
        for wanted in map(Requirement, installed_requirements(name))
        for extra in wanted.extras
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""})
    }
    assert "willow[heif]" in asked
    assert sorted(name for name in asked if f"\n{name}==" not in text) == []


def installed_requirements(name: str) -> list[str]:
    """Return what an installed package asks for; nothing for one that this Python does not need."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []
