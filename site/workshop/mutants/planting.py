"""A mutant put into a process that runs already: no start-up for each, whatever Django's takes.

Functions are everywhere by the time tests run: imported by name, decorated, registered as receivers. So the function
is left where it is and gets another code. A constant is made again from its changed assignment, and put wherever the
former one was imported under its name; constants of the module that are made of it are made again too. What another
module made of it while it was loaded stays: such a mutant may survive though a fresh start would kill it.
"""

import ast
import gc
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from django.conf import settings

from workshop.mutants.finding import Mutant, constant_of

#: Functions by the file they were written in.
Functions = dict[str, list[FunctionType]]


def living_functions() -> Functions:
    """Return the functions of this process. Those that are made later are made of the codes of these."""
    found: Functions = defaultdict(list)
    # What was put aside from the collector (tests/conftest.py) would not be found.
    gc.unfreeze()
    for thing in gc.get_objects():
        # Not isinstance(): a lazy object would be made by the question.
        if type(thing) is FunctionType:
            found[thing.__code__.co_filename].append(thing)
    gc.freeze()
    return found


def plant(mutant: Mutant, functions: Functions) -> None:
    """Change this process for ever.

    :param functions: those of :func:`living_functions`.
    :raises LookupError: when what it changes is nowhere in this process.
    :raises Exception: whatever a changed constant raises when it is made.
    """
    path = str(settings.BASE_DIR / mutant.path)
    mutant.make()
    if mutant.scope.is_table:
        remake_constants(mutant, module_of(path))
    elif mutant.is_default:
        change_defaults(mutant, functions[path])
    else:
        change_codes(compile(mutant.tree, path, "exec", dont_inherit=True), functions[path])


def module_of(path: str) -> ModuleType:
    """Return a module that is loaded, by its file."""
    return next(module for module in list(sys.modules.values()) if getattr(module, "__file__", None) == path)


def change_codes(module: CodeType, functions: list[FunctionType]) -> None:
    """Give each function the code that the changed module has for it.

    :raises LookupError: when no function is changed: the mutant would survive for a bad reason.
    """
    changed = {key_of(code): code for code in codes_in(module)}
    others = [function for function in functions if function.__code__ != changed[key_of(function.__code__)]]
    if not others:
        raise LookupError("None of the functions is in this process.")
    for function in others:
        function.__code__ = changed[key_of(function.__code__)]


def key_of(code: CodeType) -> tuple[str, int, tuple[str, ...]]:
    """What finds a code again in the same source: two lambdas of a line differ by their arguments."""
    return code.co_qualname, code.co_firstlineno, code.co_varnames[: code.co_argcount]


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """Yield the codes within a code, at any depth."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from codes_in(constant)


def change_defaults(mutant: Mutant, functions: list[FunctionType]) -> None:
    """Give a function the defaults of its changed signature."""
    scope = mutant.scope.node
    assert isinstance(scope, ast.FunctionDef)  # noqa: S101 - what a default belongs to
    first_line = min([scope.lineno, *(decorator.lineno for decorator in scope.decorator_list)])
    for function in functions:
        if (function.__code__.co_qualname, function.__code__.co_firstlineno) == (mutant.scope.name, first_line):
            names = function.__globals__
            function.__defaults__ = tuple(value_of(node, names) for node in scope.args.defaults) or None
            by_name = zip(scope.args.kwonlyargs, scope.args.kw_defaults, strict=True)
            function.__kwdefaults__ = {argument.arg: value_of(node, names) for argument, node in by_name if node}


def value_of(expression: ast.expr, names: dict[str, Any]) -> Any:
    """Return what an expression of a module is worth."""
    return eval(compile(ast.Expression(expression), "<default>", "eval"), names)  # noqa: S307 - our own source


def remake_constants(mutant: Mutant, module: ModuleType) -> None:
    """Make a constant again, then those of its module that are made of it, wherever they are known."""
    for name, node in constants_made_of(mutant).items():
        former = getattr(module, name)
        exec(compile(ast.Module([node], []), str(module.__file__), "exec"), module.__dict__)  # noqa: S102 - same
        replace_everywhere(name, former, getattr(module, name))


def constants_made_of(mutant: Mutant) -> dict[str, ast.stmt]:
    """Return the assignments of a changed constant and of those of its module that are made of it, in their order."""
    found: dict[str, ast.stmt] = {}
    for node in mutant.tree.body:
        name = constant_of(node) if isinstance(node, (ast.Assign, ast.AnnAssign)) else None
        if name and (node is mutant.scope.node or not names_in(node).isdisjoint(found)):
            found[name] = node
    return found


def names_in(node: ast.AST) -> set[str]:
    """Return the names that a node reads."""
    return {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}


def replace_everywhere(name: str, former: object, new: object) -> None:
    """Put a constant into each module of ours, tests too, that imported it."""
    root = Path(settings.BASE_DIR)
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and root in Path(file).parents and module.__dict__.get(name) is former:
            setattr(module, name, new)
