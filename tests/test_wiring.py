"""What belongs together is named in code as it is called, so that "go to definition" finds it."""

import ast
from collections.abc import Iterator

import pytest

from tests.source_tree import modules

pytestmark = pytest.mark.once("reads what is written, and runs nothing")

BY_NAME = {"attrgetter", "delattr", "getattr", "hasattr", "methodcaller", "setattr"}
"""What reaches a part by its name."""

NOT_FIRST = BY_NAME - {"attrgetter", "methodcaller"}
"""Those whose first argument is the whole, not a name."""


def glued_names(tree: ast.Module) -> Iterator[int]:
    """Yield the lines on which a part is reached by a name that is put together from pieces."""
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        made = {
            target.id
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign) and _is_glued(node.value, frozenset())
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(scope):
            if isinstance(node, ast.Call) and _called(node) in BY_NAME:
                names = node.args[1:2] if _called(node) in NOT_FIRST else node.args
                if any(_is_glued(name, frozenset(made)) for name in names):
                    yield node.lineno


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _is_glued(node: ast.expr, made: frozenset[str]) -> bool:
    """Say whether a name is an f-string, a sum of strings, a filled template, or one of these."""
    if isinstance(node, ast.Name):
        return node.id in made
    if isinstance(node, ast.BinOp):
        parts = (node.left, node.right)
        return any(isinstance(part, ast.JoinedStr) or _is_text(part) for part in parts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in {"format", "join", "removeprefix", "removesuffix", "replace"}
    return isinstance(node, ast.JoinedStr)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize(
    "line",
    [
        'getattr(owner, f"{name}_weeks")',
        'attrgetter(f"review.{term}")',
        'getattr(owner, name + "_weeks")',
        'getattr(owner, "{}_weeks".format(name))',
        'field = f"{name}_weeks"; getattr(owner, field)',
        'operator.attrgetter("a", f"b.{c}")',
    ],
)
def test_a_glued_name_is_seen(line: str) -> None:
    assert list(glued_names(ast.parse(line)))


@pytest.mark.parametrize("line", ['getattr(owner, "weeks")', 'print(f"{name}", name + "s")'])
def test_a_plain_name_is_none(line: str) -> None:
    assert not list(glued_names(ast.parse(line)))


def test_no_part_is_reached_by_a_name_put_together() -> None:
    found = {f"{module.name}:{line}" for module in modules() for line in glued_names(module.tree)}
    assert found == set()
