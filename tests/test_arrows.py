"""Nothing escapes the contracts of ``make arrows``: no module, no circle, no arrow hidden in a string.

import-linter proves the arrows it is told of (pyproject.toml). What follows keeps it told of all of them.
"""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.test_consistency import MODULES, name_of
from tests.test_layout import project

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
SETTINGS = project()["tool"]["importlinter"]
ROOTS = SETTINGS["root_packages"]
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["contracts"]}
#: What finds a module or a model by its name.
FINDERS = frozenset({"get_model", "import_string", "import_module", "__import__"})


def dotted(path: Path) -> str:
    """Return the name under which a file is imported."""
    base = SITE if path.is_relative_to(SITE) else ROOT
    return ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")


@pytest.fixture(scope="module")
def graph():
    """Who imports whom, imports in functions and for types included."""
    return grimp.build_graph(*ROOTS, cache_dir=None)


def arrows_by_name(tree: ast.AST) -> list[ast.expr]:
    """Calls that find a module or a model by a name."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [call for call in calls if (getattr(call.func, "attr", None) or getattr(call.func, "id", "")) in FINDERS]


def test_every_package_of_the_tree_is_a_root():
    packages = {path.parent.name for path in [*ROOT.glob("*/__init__.py"), *SITE.glob("*/__init__.py")]}
    assert sorted(packages - {"tests"}) == sorted(ROOTS)


def test_every_root_stands_among_the_arrows():
    layers = [name for layer in CONTRACTS["arrows"]["layers"] for name in layer.split(" | ")]
    assert sorted(layers) == sorted(ROOTS)


def test_every_root_has_floors_that_leave_out_no_room():
    exhaustive = [contract for contract in CONTRACTS.values() if contract.get("exhaustive")]
    containers = [name for contract in exhaustive for name in contract["containers"]]
    assert sorted(containers) == sorted(ROOTS)
    assert {name for contract in exhaustive for name in contract.get("exhaustive_ignores", ())} == {"migrations"}


def test_circles_are_looked_for_everywhere():
    assert sorted(CONTRACTS["circles"]["ancestors"]) == sorted(ROOTS)


def test_no_contract_looks_away():
    assert [name for name, contract in CONTRACTS.items() if "ignore_imports" in contract] == []


def test_every_module_is_seen(graph):
    """A folder without ``__init__.py`` is one that import-linter does not enter."""
    assert [name_of(path) for path in MODULES if dotted(path) not in graph.modules] == []


def test_contracts_name_modules_that_exist(graph):
    outside = {"openpyxl", "icalendar", "wagtail_localize"}
    named = {
        name
        for contract in CONTRACTS.values()
        for key in ("protected_modules", "allowed_importers")
        for name in contract.get(key, ())
    }
    assert sorted(name for name in named - outside if "*" not in name and name not in graph.modules) == []


def test_no_circle_of_files(graph):
    """Of files, with a package as its own ``__init__.py``: that of rooms is import-linter's."""
    order = TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules})
    assert set(order.static_order()) == graph.modules


def test_no_arrow_hides_in_a_name():
    hidden = [
        f"{name_of(path)}: {ast.unparse(call)}"
        for path in MODULES
        for call in arrows_by_name(ast.parse(path.read_text()))
    ]
    assert hidden == []


def test_no_arrow_is_for_types_only():
    """What a module needs to name, it imports: a library that a server lacks is all that types may ask for alone."""
    ours = tuple(ROOTS)
    hidden = [
        f"{name_of(path)}: {ast.unparse(line)}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for line in ast.walk(node)
        if isinstance(line, ast.ImportFrom) and (line.module or "").split(".")[0] in ours
    ]
    assert hidden == []
