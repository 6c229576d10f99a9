"""Which small changes a node of the source can suffer: those that a tired programmer makes."""

import ast
from collections.abc import Callable, Iterator
from copy import copy

#: What each comparison may become: its boundary, then its contrary.
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
#: Where a condition stands whose value is all that counts.
CONDITIONS = {(ast.If, "test"), (ast.While, "test"), (ast.IfExp, "test"), (ast.comprehension, "ifs")}
#: Conditions that no other operator turns into their contrary.
BARE = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr, ast.Subscript, ast.BoolOp)
#: Methods whose first argument is a key.
KEYED = {"get", "pop", "setdefault"}

Node = ast.AST


def replacements(node: Node, parent: Node, field: str, *, in_table: bool) -> Iterator[Node]:
    """Yield what may stand in place of a node, in an order that never changes.

    :param parent: the node it hangs on.
    :param field: by which field.
    :param in_table: whether the node belongs to a constant of the module.
    """
    change = CHANGES.get(type(node))
    if change:
        yield from change(node, parent, field)
    if (type(parent), field) in CONDITIONS and isinstance(node, BARE):
        yield ast.UnaryOp(op=ast.Not(), operand=node)
    if isinstance(node, (ast.Dict, ast.Set, ast.List)) or (in_table and isinstance(node, ast.Tuple)):
        yield from without_one(node)


def compare(node: ast.Compare, parent: Node, field: str) -> Iterator[Node]:
    """``<`` for ``<=`` and so on, one comparison of a chain at a time."""
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            yield ast.Compare(
                left=node.left, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]], comparators=node.comparators
            )


def both_or_either(node: ast.BoolOp, parent: Node, field: str) -> Iterator[Node]:
    """``and`` for ``or``."""
    yield ast.BoolOp(op=ast.Or() if isinstance(node.op, ast.And) else ast.And(), values=node.values)


def unary(node: ast.UnaryOp, parent: Node, field: str) -> Iterator[Node]:
    """A ``not`` or a minus that is forgotten."""
    if isinstance(node.op, (ast.Not, ast.USub)):
        yield node.operand


def arithmetic(node: ast.BinOp, parent: Node, field: str) -> Iterator[Node]:
    """Another operation."""
    other = ARITHMETIC.get(type(node.op))
    if other:
        yield ast.BinOp(left=node.left, op=other(), right=node.right)


def constant(node: ast.Constant, parent: Node, field: str) -> Iterator[Node]:
    """One more or less, true for false, another key. Words stay: a test of their wording proves nothing."""
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(value=not value)
    elif isinstance(value, (int, float)):
        yield ast.Constant(value=value + 1)
        yield ast.Constant(value=value - 1)
    elif isinstance(value, str) and is_key(node, parent, field):
        yield ast.Constant(value=f"{value}_")


def is_key(node: Node, parent: Node, field: str) -> bool:
    """Whether a text is the key by which something is found."""
    if isinstance(parent, ast.Call):
        is_keyed = isinstance(parent.func, ast.Attribute) and parent.func.attr in KEYED
        return is_keyed and bool(parent.args) and parent.args[0] is node
    return (type(parent), field) in {(ast.Dict, "keys"), (ast.Subscript, "slice")}


def removed(node: Node, parent: Node, field: str) -> Iterator[Node]:
    """A statement that is forgotten."""
    yield ast.Pass()


def call_removed(node: ast.Expr, parent: Node, field: str) -> Iterator[Node]:
    """A call for its effect that is forgotten."""
    if isinstance(node.value, ast.Call):
        yield ast.Pass()


def assignment_removed(node: ast.Assign, parent: Node, field: str) -> Iterator[Node]:
    """A value that is never kept in its object. A name that is never set would only raise."""
    if all(isinstance(target, (ast.Attribute, ast.Subscript)) for target in node.targets):
        yield ast.Pass()


def augmented(node: ast.AugAssign, parent: Node, field: str) -> Iterator[Node]:
    """Another operation, or none."""
    other = ARITHMETIC.get(type(node.op))
    if other:
        yield ast.AugAssign(target=node.target, op=other(), value=node.value)
    yield ast.Pass()


def returned(node: ast.Return, parent: Node, field: str) -> Iterator[Node]:
    """Nothing in place of the answer; no stop where the function ends early."""
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Return(value=ast.Constant(value=None))
    if isinstance(parent, ast.If):
        yield ast.Pass()


def without_one(node: Node) -> Iterator[Node]:
    """A display of elements that lacks one of them."""
    fields = ("keys", "values") if isinstance(node, ast.Dict) else ("elts",)
    for place in range(len(getattr(node, fields[0]))):
        shorter = copy(node)
        for field in fields:
            elements = getattr(node, field)
            setattr(shorter, field, [*elements[:place], *elements[place + 1 :]])
        yield empty_set() if isinstance(shorter, ast.Set) and not shorter.elts else shorter


def empty_set() -> ast.Call:
    """What no display of Python says."""
    return ast.Call(func=ast.Name(id="set", ctx=ast.Load()), args=[], keywords=[])


CHANGES: dict[type[Node], Callable[..., Iterator[Node]]] = {
    ast.Compare: compare,
    ast.BoolOp: both_or_either,
    ast.UnaryOp: unary,
    ast.BinOp: arithmetic,
    ast.Constant: constant,
    ast.Expr: call_removed,
    ast.Assign: assignment_removed,
    ast.AugAssign: augmented,
    ast.Return: returned,
    ast.Delete: removed,
    ast.Raise: removed,
    ast.Continue: removed,
    ast.Break: removed,
}
