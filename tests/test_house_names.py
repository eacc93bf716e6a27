"""One name, one meaning: no two classes, nor two types of an array, share a name."""

import ast
from collections import defaultdict
from collections.abc import Iterable

import pytest

from tests.source_tree import Module, modules

pytestmark = pytest.mark.once("reads what is written, and runs nothing")


def named(module: Module) -> list[str]:
    """Return the public classes of a module, and the names it gives to types of arrays."""
    found = [node.name for node in module.tree.body if isinstance(node, ast.ClassDef)]
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and "NDArray[np." in ast.unparse(node.value):
            found += [ast.unparse(target) for target in node.targets]
    return [name for name in found if not name.startswith("_")]


def shared(every: Iterable[Module]) -> dict[str, list[str]]:
    """Return the names that stand in more than one module, with those modules."""
    where: dict[str, list[str]] = defaultdict(list)
    for module in every:
        for name in named(module):
            where[name].append(module.name)
    return {name: places for name, places in where.items() if len(places) > 1}


def test_no_two_classes_share_a_name() -> None:
    assert shared(modules()) == {}


def test_a_name_that_stands_twice_is_found() -> None:
    twice = [
        Module("trade", "class Flow: ...\nclass _Row: ...\n"),
        Module("money", "class Flow: ...\nclass _Row: ...\n"),
        Module("rows", "Floats = npt.NDArray[np.float64]\n"),
        Module("runs", "Floats = npt.NDArray[np.float64]\n"),
    ]
    assert shared(twice) == {"Flow": ["trade", "money"], "Floats": ["rows", "runs"]}
