"""What leans on a private name of a library may break at any of its versions: each place is listed where one upgrades.

Private is what begins with an underscore, and is not ours. Django documents a few such names, and so does Python.
"""

import ast
import importlib
import inspect
import re
from pathlib import Path

from tests.test_arrows import ROOTS, dotted
from tests.test_consistency import MODULES, ROOT, name_of

GUIDE = ROOT / "docs" / "howto" / "upgrade-wagtail.md"
HEADING = "### Private names"
#: Documented, by Django (“Model _meta API”, “Custom managers”) and by Python (named tuples, os).
DOCUMENTED = frozenset({"_meta", "_default_manager", "_replace", "_exit"})


def is_private(name: str) -> bool:
    """Whether a name says that it is private."""
    return name.startswith("_") and not name.startswith("__") and name != "_" and name not in DOCUMENTED


def own_names(tree: ast.Module) -> set[str]:
    """Names that a module gives itself: its functions, its variables, what it puts on its objects."""
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    stored = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return functions | stored


def private_uses(tree: ast.Module) -> set[str]:
    """Private names that a module asks of others."""
    own = own_names(tree)
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    parts = {part for node in imports for part in (node.module or "").split(".")}
    names = {alias.name for node in imports for alias in node.names}
    return {name for name in (attributes - own) | parts | names if is_private(name)}


def private_overrides(path: Path) -> set[str]:
    """Private methods of a library's class that a class of a module replaces, or extends."""
    module = importlib.import_module(dotted(path))
    return {
        name
        for _name, cls in inspect.getmembers(module, inspect.isclass)
        if cls.__module__ == module.__name__
        for name, value in vars(cls).items()
        if inspect.isfunction(value) and is_private(name)
        for base in cls.__mro__[1:]
        if base.__module__.split(".")[0] not in ROOTS and name in vars(base)
    }


def found() -> dict[str, set[str]]:
    """Private names of libraries, by file."""
    uses = {
        name_of(path): private_uses(tree) | (private_overrides(path) if has_private_methods(tree) else set())
        for path in MODULES
        for tree in [ast.parse(path.read_text())]
    }
    return {path: names for path, names in uses.items() if names}


def has_private_methods(tree: ast.Module) -> bool:
    """Whether a class of a module has one: most have none, and need not be loaded."""
    methods = [node for cls in ast.walk(tree) if isinstance(cls, ast.ClassDef) for node in cls.body]
    return any(isinstance(node, ast.FunctionDef) and is_private(node.name) for node in methods)


def listed() -> dict[str, set[str]]:
    """The rows of the guide: a file, and the names it counts on."""
    table = GUIDE.read_text().partition(HEADING)[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", table, re.MULTILINE)
    return {path: set(re.findall(r"`(_\w+)`", names)) for path, names in rows}


def test_private_names_of_libraries_are_listed_where_one_upgrades():
    assert found() == listed()


def test_private_name_is_seen_however_it_is_asked_for():
    tree = ast.parse(
        "from openpyxl._writer import a\n"
        "from django.db import _b\n"
        "from django.utils.translation import gettext as _\n"
        "thing._c.d = thing._meta.e\n"
        "thing.__class__\n"
        "class Own:\n"
        "    def _f(self):\n"
        "        self._g = self._h\n"
        "        return self._f(self._g)\n"
    )
    assert private_uses(tree) == {"_writer", "_b", "_c", "_h"}
