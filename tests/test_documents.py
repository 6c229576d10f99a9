"""The documents say what is: each command, path, import and template that they show exists, or is made by them.

Decisions are left out of the paths: they tell of their day, and are never rewritten.
"""

import ast
import importlib
import importlib.util
import json
import re
import shlex
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.template import engines
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LIVING = [path for path in DOCUMENTS if path.parent.name != "decisions" and path.name != "CHANGELOG.md"]
FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`( \(new\))?")
OURS = ("workshop", "config", "core", "home", "guides", "training", "charter", "label_directory", "tests")
#: What a path begins with. Those of `site/` are said from the root: `core/links.py` would be found nowhere.
PLACES = (*OURS, "site", "templates", "docs")
#: Programs of a server that this machine may lack.
PROGRAMS = {"cp", "curl", "export", "git", "manage", "mkdir", "pg_dump", "python3", "sqlite3"}
#: What the site is told by hand and this house does not check: drawings, and the files of other programs.
UNCHECKED = {"text", "ini", "nginx"}


class Block(NamedTuple):
    """A fenced block of code, and where it stands."""

    document: Path
    language: str
    text: str

    def __str__(self) -> str:
        return f"{name_of(self.document)}-{self.text.split(maxsplit=1)[0][:20]}"


def name_of(path: Path) -> str:
    """Return a path as one reads it."""
    return path.relative_to(ROOT).as_posix()


def blocks_of(document: Path) -> list[Block]:
    """Return the fenced blocks of a document."""
    return [
        Block(document, match["language"], textwrap.dedent(match["text"]))
        for match in FENCE.finditer(document.read_text())
    ]


BLOCKS = [block for document in DOCUMENTS for block in blocks_of(document)]


def of_language(*languages: str) -> list[Block]:
    """Return the blocks of a language."""
    return [block for block in BLOCKS if block.language in languages]


def without_fences(document: Path) -> str:
    """Return the prose of a document, its tables among it."""
    return FENCE.sub("", document.read_text())


# --- Paths ------------------------------------------------------------------------------------------------------


def made_by(document: Path) -> set[str]:
    """Return the paths that a document has its reader make: it says “(new)” behind them."""
    return {code for code, new in CODE.findall(without_fences(document)) if new}


def alternatives(path: str) -> Iterator[str]:
    """Yield the patterns of files that a path stands for: ``{fr,de}`` is two, ``<app>`` is any."""
    parts = [part.split(",") for part in re.split(r"[{}]", re.sub(r"<\w+>", "*", path))]
    yield from map("".join, product(*parts))


def exists(path: str) -> bool:
    """Return whether each file or folder that a path stands for is there; a template may be said as Django names it."""
    roots = (ROOT, ROOT / "templates") if path.endswith(".html") else (ROOT,)
    return all(any(found for root in roots for found in root.glob(name.rstrip("/"))) for name in alternatives(path))


def missing_paths(document: Path, paths: list[str]) -> list[str]:
    """Return those of some paths that neither are there nor are made by the document."""
    made = made_by(document)
    return [path for path in paths if path not in made and not exists(path)]


def rows_below(document: Path, heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, line by line, its head aside."""
    _before, _heading, after = document.read_text().partition(f"\n## {heading}\n")
    lines = [line for line in after.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


TABLES = [path for path in LIVING if "\n## Files to touch\n" in path.read_text()]


@pytest.mark.parametrize("document", LIVING, ids=name_of)
def test_paths_in_prose_exist(document):
    named = [code for code, _new in CODE.findall(without_fences(document))]
    paths = [code for code in named if code.split("/")[0] in PLACES and "/" in code and " " not in code]
    assert missing_paths(document, paths) == []


@pytest.mark.parametrize("document", TABLES, ids=name_of)
def test_files_to_touch_exist(document):
    paths = [code for row in rows_below(document, "Files to touch") for code, _new in CODE.findall(row[0])]
    assert missing_paths(document, paths) == []
    assert paths != []


def test_readme_says_where_things_are():
    rows = rows_below(ROOT / "README.md", "Where is what")
    paths = [code for row in rows for code, _new in CODE.findall(row[1])]
    assert missing_paths(ROOT / "README.md", paths) == []
    assert [row[0] for row in rows if not CODE.search(row[1])] == []


def test_readme_draws_the_house_as_it_stands():
    house, arrows, *_others = [block.text for block in blocks_of(ROOT / "README.md") if block.language == "text"]
    drawn = [re.sub(r"^[├└─ ]+", "", line).split()[0] for line in house.splitlines()]
    written = ["var/"]  # by the site, once it runs
    assert [name for name in drawn if name not in written and not exists(name) and not exists(f"site/{name}")] == []
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "arrows")
    assert arrows.strip() == " → ".join(layers)


# --- Commands ---------------------------------------------------------------------------------------------------


def targets() -> set[str]:
    """Return the commands of the Makefile."""
    return set(re.findall(r"^\.PHONY: ([a-z-]+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))


def flaw_of_django_command(name: str, arguments: list[str]) -> str:
    """Return what is wrong with a command of manage.py, if anything."""
    if name not in get_commands():
        return f"no command {name}"
    app = get_commands()[name]
    command = load_command_class(app, name) if isinstance(app, str) else app
    options = command.create_parser("manage.py", name)._option_string_actions
    unknown = [word for word in arguments if word.startswith("-") and word.split("=")[0] not in options]
    return f"{name} has no {' '.join(unknown)}" if unknown else ""


def flaws_of_line(words: list[str], made: set[str]) -> Iterator[str]:
    """Yield what is wrong with a line of a shell: unknown commands, targets, options; paths that are not there."""
    program, rest = words[0], words[1:]
    if program == "make":
        yield from (f"no target {word}" for word in rest if re.fullmatch("[a-z-]+", word) and word not in targets())
    elif program.startswith(".venv/bin/"):
        if not Path(sys.executable).with_name(Path(program).name).exists() and Path(program).name != "gunicorn":
            yield f"no {program}"
    elif program not in PROGRAMS:
        yield f"no {program}"
    if rest and ("manage.py" in rest[0] or program == "manage"):
        name, *arguments = rest[1:] if "manage.py" in rest[0] else rest
        yield from filter(None, [flaw_of_django_command(name, arguments)])
    paths = [word.rstrip("/") for word in rest if word.split("/")[0] in PLACES]
    yield from (f"no {path}" for path in paths if path not in made and not exists(path))


@pytest.mark.parametrize("block", of_language("sh"), ids=str)
def test_commands_shown_exist(block):
    lines = [shlex.split(line, comments=True) for line in block.text.splitlines()]
    made = {path for words in lines if words[:2] == ["mkdir", "-p"] for path in words[2:]}
    assert [flaw for words in lines if words for flaw in flaws_of_line(words, made)] == []


@pytest.mark.parametrize("document", LIVING, ids=name_of)
def test_commands_in_prose_exist(document):
    text = without_fences(document)
    assert sorted(set(re.findall(r"`make ([a-z][a-z-]+)", text)) - targets()) == []
    assert sorted(set(re.findall(r"manage\.py ([a-z_]+)", text)) - set(get_commands())) == []


def test_every_block_says_its_language():
    known = {"sh", "python", "django", "json", *UNCHECKED}
    assert [str(block) for block in BLOCKS if block.language not in known] == []


# --- Python -----------------------------------------------------------------------------------------------------


def defined_in(document: Path) -> set[str]:
    """Return the names that the examples of a document define."""
    trees = [ast.parse(block.text) for block in blocks_of(document) if block.language == "python"]
    nodes = [node for tree in trees for node in tree.body]
    return {node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef)}


def unresolved(node: ast.Import | ast.ImportFrom, own: set[str], made: set[str]) -> list[str]:
    """Return the names that an import asks for and that nothing gives."""
    if isinstance(node, ast.ImportFrom) and f"{node.module.replace('.', '/')}.py" in made:
        return [alias.name for alias in node.names if alias.name not in own]
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if importlib.util.find_spec(alias.name) is None]
    module = importlib.import_module(node.module)
    return [alias.name for alias in node.names if alias.name not in own and not hasattr(module, alias.name)]


@pytest.mark.parametrize("block", of_language("python"), ids=str)
def test_python_shown_compiles_and_its_imports_resolve(block):
    own, made = defined_in(block.document), made_by(block.document)
    imports = [node for node in ast.walk(ast.parse(block.text)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [name for node in imports for name in unresolved(node, own, made)] == []


def is_there(dotted: str) -> bool:
    """Return whether a dotted name is a module, something in one, a model or a setting's module."""
    names = dotted.split(".")
    for length in range(len(names), 0, -1):
        try:
            found = importlib.import_module(".".join(names[:length]))
        except ModuleNotFoundError:
            continue
        for name in names[length:]:
            found = getattr(found, name, None)
        if found is not None:
            return True
    return len(names) == 2 and names[1].lower() in apps.all_models.get(names[0], {})


@pytest.mark.parametrize("document", LIVING, ids=name_of)
def test_dotted_names_in_prose_exist(document):
    dotted = rf"(?:{'|'.join(OURS)})(?:\.[A-Za-z_]+)+(?:\(\))?"
    named = {code for code, _new in CODE.findall(without_fences(document)) if re.fullmatch(dotted, code)}
    assert sorted(name for name in named if not is_there(name.removesuffix("()"))) == []


@pytest.mark.parametrize("block", of_language("json"), ids=str)
def test_json_shown_is_read(block):
    # A part of a file stands without the braces around it.
    text = block.text.strip().removesuffix(",")
    assert json.loads(text if text.startswith(("{", "[")) else f"{{{text}}}")


# --- Templates --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", of_language("django"), ids=str)
def test_template_shown_compiles_and_what_it_includes_exists(block):
    # A whole template loads what it needs by itself; a fragment stands in one that does.
    libraries = "" if "{% load" in block.text else " ".join(engines["django"].engine.template_libraries)
    engines["django"].from_string((libraries and f"{{% load {libraries} %}}") + block.text)
    for name in re.findall(r'{% (?:include|extends) "([^"]+)"', block.text):
        assert get_template(name)
