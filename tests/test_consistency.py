"""The rules of the house, on Python, migrations and documents. Templates and styles: test_consistency_of_looks.py."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("site", "home", "guides", "training", "charter", "label_directory")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
MODULES = [path for path in SOURCES if "migrations" not in path.parts]
MIGRATIONS = [path for path in SOURCES if path.parent.name == "migrations" and path.name != "__init__.py"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LONGEST_MODULE = 250
LONGEST_TEST_MODULE = 400
HEAVIEST_MIGRATION = 30_000
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
#: Why an import may stand in a function: the first words after `noqa: PLC0415 - `.
REASONS_FOR_LATE_IMPORTS = ("app ready", "slow", "optional", "thin method")


def name_of(path: Path) -> str:
    """Return a path as one reads it."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(("paths", "ceiling"), [(MODULES, LONGEST_MODULE), (TESTS, LONGEST_TEST_MODULE)])
def test_modules_are_short(paths, ceiling):
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in paths}
    assert {name: length for name, length in lengths.items() if length > ceiling} == {}


def test_modules_say_their_subject_by_their_name():
    assert [name_of(path) for path in MODULES + TESTS if path.stem in VAGUE_NAMES] == []


def test_no_star_import_but_from_settings_to_settings():
    stars = {
        name_of(path)
        for path in MODULES + TESTS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    }
    assert {path for path in stars if not path.startswith("site/config/settings/")} == set()


def test_imports_in_functions_say_why():
    unexplained = [
        f"{name_of(path)}: {line.strip()}"
        for path in MODULES + TESTS
        for line in path.read_text().splitlines()
        if re.search(r"#\s*noqa:.*PLC0415", line)
        and not re.search(rf"PLC0415[^-]*- (?:{'|'.join(REASONS_FOR_LATE_IMPORTS)})", line)
    ]
    assert unexplained == []


def test_public_functions_have_a_docstring():
    silent = [
        f"{name_of(path)}: {node.name}"
        for path in MODULES
        for node in ast.parse(path.read_text()).body
        # A hook says what it is for by the name it is registered under.
        if isinstance(node, ast.FunctionDef)
        and path.name != "wagtail_hooks.py"
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_migrations_are_named_by_somebody():
    assert [name_of(path) for path in MIGRATIONS if not re.match(r"^\d{4}_(?!auto_)[a-z0-9_]+$", path.stem)] == []


def test_migrations_are_light():
    weights = {name_of(path): path.stat().st_size for path in MIGRATIONS}
    assert {name: weight for name, weight in weights.items() if weight > HEAVIEST_MIGRATION} == {}


def test_migrations_of_an_application_follow_each_other():
    for folder in {path.parent for path in MIGRATIONS}:
        numbers = sorted(int(path.stem[:4]) for path in MIGRATIONS if path.parent == folder)
        assert numbers == list(range(1, len(numbers) + 1)), name_of(folder)


def test_every_document_is_in_the_index():
    index = ROOT / "docs" / "README.md"
    linked = set(re.findall(r"\]\(([^)#]+)", index.read_text()))
    documents = {
        path.relative_to(index.parent).as_posix()
        for folder in ("howto", "decisions")
        for path in (index.parent / folder).glob("*.md")
    }
    assert documents - linked == set()


def test_every_link_between_documents_leads_somewhere():
    broken = [
        f"{name_of(path)}: {target}"
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text())
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert broken == []


def test_every_variable_of_the_environment_is_documented():
    guide = (ROOT / "docs" / "howto" / "deploy.md").read_text()
    read = {
        node.args[0].value
        for path in (ROOT / "site" / "config" / "settings").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
    }
    assert sorted(name for name in read if f"`{name}`" not in guide) == []


def test_every_command_of_the_makefile_is_explained():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^\.PHONY: ([a-z-]+)$", makefile, re.MULTILINE)
    unexplained = [name for name in targets if not re.search(rf"^{name}:.* ## ", makefile, re.MULTILINE)]
    assert unexplained == []
