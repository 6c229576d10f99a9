"""The mutants of a module, found in its source: each with a name that stays when other lines move."""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings

from workshop.mutants.operators import replacements

#: Their arguments are words for people.
WORDS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
#: Whoever speaks to them tells operators something, and decides nothing.
LOGS = {"logger", "logging"}
#: What tools read, or what has done its work when the module is loaded.
UNTOUCHED = {"annotation", "returns", "decorator_list"}
LONGEST_TEXT = 100


@dataclass(frozen=True, eq=False)
class Scope:
    """What a node belongs to: a function, or a constant of the module.

    :param name: qualified, as Python writes it.
    :param node: the function or the assignment.
    """

    name: str
    node: ast.stmt

    @property
    def is_table(self) -> bool:
        return isinstance(self.node, (ast.Assign, ast.AnnAssign))


@dataclass(frozen=True, eq=False)
class Mutant:
    """One change to one module.

    :param path: of the module, from the root of the project.
    :param change: what becomes of what, in the words of the source.
    :param number: which one, when the same change can be made several times in a function.
    :param lines: those that a test must reach to notice it.
    :param parent, field, place: where the node hangs; `place` is None unless the field is a list.
    """

    path: str
    scope: Scope
    change: str
    number: int
    lines: range
    tree: ast.Module
    parent: ast.AST
    field: str
    place: int | None
    new: ast.AST

    @property
    def name(self) -> str:
        """What it is called in lists, and nothing else is."""
        number = f" ({self.number})" if self.number > 1 else ""
        return f"{self.path}: {self.scope.name}: {self.change}{number}"

    @property
    def source(self) -> str:
        """A digest of what it changes: the same as long as the function is."""
        return hashlib.sha256(ast.dump(self.scope.node).encode()).hexdigest()[:16]

    @property
    def is_default(self) -> bool:
        """Whether it changes the default of an argument, which a function holds beside its code."""
        return isinstance(self.parent, ast.arguments)

    def make(self) -> None:
        """Change the tree. It cannot be undone: the process that does it tries one mutant."""
        if isinstance(self.scope.node, ast.FunctionDef) and "<locals>" in self.scope.name:
            # A function that is there already keeps the variables it has from the one around it.
            self.scope.node.body.append(never_run(self.old))
        ast.copy_location(self.new, self.old)
        if self.place is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.place] = self.new
        ast.fix_missing_locations(self.tree)

    @property
    def old(self) -> ast.AST:
        """What stands there now."""
        value = getattr(self.parent, self.field)
        return value if self.place is None else value[self.place]


def mutants_of(path: str) -> list[Mutant]:
    """Return the mutants of a module, in the order of its source.

    :param path: of the module, from the root of the project.
    """
    tree = ast.parse((settings.BASE_DIR / path).read_text())
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for mutant in in_module(path, tree):
        key = mutant.scope.name, mutant.change
        seen[key] += 1
        found.append(replace(mutant, number=seen[key]))
    return found


def in_module(path: str, tree: ast.Module) -> Iterator[Mutant]:
    """Yield the mutants of functions, methods, and of constants: names in capitals. The bodies of classes stay."""
    finder = Finder(path, tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield from finder.in_function(node, node.name)
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    yield from finder.in_function(method, f"{node.name}.{method.name}")
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and (name := constant_of(node)):
            yield from finder.below(node, Scope(name, node), node)


def constant_of(node: ast.Assign | ast.AnnAssign) -> str | None:
    """Return the name of the constant that a statement of a module makes, or none when it makes something else."""
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    return target.id if isinstance(target, ast.Name) and target.id.isupper() else None


@dataclass(frozen=True)
class Finder:
    """Goes through the source of one module."""

    path: str
    tree: ast.Module

    def in_function(self, node: ast.FunctionDef, name: str) -> Iterator[Mutant]:
        """Yield the mutants of a function, of its defaults first, then line by line."""
        yield from self.below(node, Scope(name, node), node)

    def below(self, node: ast.AST, scope: Scope, statement: ast.stmt) -> Iterator[Mutant]:
        """Yield the mutants of all that hangs on a node.

        :param statement: the innermost one around it.
        """
        for field, value in ast.iter_fields(node):
            if field in UNTOUCHED:
                continue
            for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST) and not is_left_alone(child):
                    around = child if isinstance(child, ast.stmt) else statement
                    yield from self.at(node, field, place, child, scope, around)

    def at(
        self, parent: ast.AST, field: str, place: int | None, node: ast.AST, scope: Scope, statement: ast.stmt
    ) -> Iterator[Mutant]:
        """Yield the mutants of a node, then those below it."""
        for new in replacements(node, parent, field, in_table=scope.is_table):
            yield Mutant(
                path=self.path,
                scope=scope,
                change=change_of(node, new),
                number=1,
                lines=lines_of(node, parent, statement, scope),
                tree=self.tree,
                parent=parent,
                field=field,
                place=place,
                new=new,
            )
        if isinstance(node, ast.FunctionDef):
            yield from self.in_function(node, f"{scope.name}.<locals>.{node.name}")
        else:
            yield from self.below(node, scope, statement)


def is_left_alone(node: ast.AST) -> bool:
    """Whether nothing is changed in it: docstrings, words for people, logs, and what says that it cannot happen."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or is_left_alone(node.value)
    if isinstance(node, ast.Raise):
        return isinstance(node.exc, ast.Call) and getattr(node.exc.func, "id", "") == "AssertionError"
    if isinstance(node, ast.Call):
        called = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        speaks_to_a_log = isinstance(node.func, ast.Attribute) and getattr(called, "id", "") in LOGS
        return speaks_to_a_log or (isinstance(node.func, ast.Name) and node.func.id in WORDS)
    return False


def lines_of(node: ast.AST, parent: ast.AST, statement: ast.stmt, scope: Scope) -> range:
    """Return the lines of which one is run, whenever the node is.

    Python may tell the line of another part of a statement that is written on several. The default of an argument
    matters to the whole function.
    """
    if isinstance(parent, ast.arguments):
        around: ast.AST = scope.node
    elif hasattr(statement, "body"):
        around = node if hasattr(node, "lineno") else statement
    else:
        around = statement
    return range(around.lineno, (around.end_lineno or around.lineno) + 1)  # type: ignore[attr-defined]


def never_run(node: ast.AST) -> ast.stmt:
    """Return a statement that does nothing, and names what a node names."""
    names = [child.id for child in ast.walk(node) if isinstance(child, ast.Name)]
    named: list[ast.stmt] = [ast.Expr(ast.Name(id=name, ctx=ast.Load())) for name in names]
    return ast.If(test=ast.Constant(value=False), body=[ast.Pass(), *named], orelse=[])


def change_of(old: ast.AST, new: ast.AST) -> str:
    """Return what becomes of what; of a display that lacks an element, which one."""
    gone = [element for element in elements_of(old) if element not in elements_of(new)]
    if isinstance(old, (ast.Dict, ast.Set, ast.List, ast.Tuple)) and len(gone) == 1:
        return f"without {text_of(gone[0]) if gone[0] else 'an unpacked one'}"
    return f"{text_of(old)} → {text_of(new)}"


def elements_of(display: ast.AST) -> list[ast.expr | None]:
    """Return the elements of a display, the keys of a dictionary; none for anything else."""
    return list(getattr(display, "keys", None) or getattr(display, "elts", None) or [])


def text_of(node: ast.AST) -> str:
    """Return a node as it would be written, on one line, and not for ever."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT // 2]} … {text[-LONGEST_TEXT // 2 :]}"
