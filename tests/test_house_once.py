"""What is said or done is written once: help of options, and what functions do."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from tests.source_tree import is_docstring, modules

pytestmark = pytest.mark.once("reads what is written, and runs nothing")

FEWEST = 2
"""Statements from which on a function is not to be written twice; a ``del`` is none."""


def twice(places: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the places of what stands in more than one."""
    return [found for found in places.values() if len(found) > 1]


def helps(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each argument or option with its names, words and line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "typer.Option",
            "typer.Argument",
        }:
            yield ast.unparse(node), node.lineno


class Renamed(ast.NodeTransformer):
    """Gives the names that are a function's own the same names in each."""

    def __init__(self, function: ast.FunctionDef) -> None:
        stored = {
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        given = [node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)]
        self.own = {name: f"own{place}" for place, name in enumerate([*given, *sorted(stored)])}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """Rename a name that is the function's own."""
        return ast.Name(self.own.get(node.id, node.id), node.ctx)


def deeds(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield what each function does, whatever it calls its own names, and its place."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            body = [
                each
                for each in node.body
                if not is_docstring(each) and not isinstance(each, ast.Delete)
            ]
            if len(body) >= FEWEST:
                renamed = Renamed(node)
                said = "\n".join(ast.dump(renamed.visit(each)) for each in body)
                yield said, f"{node.lineno}: {node.name}"


def test_the_words_of_an_option_are_written_once() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in modules():
        for said, line in helps(module.tree):
            places[said].append(f"{module.name}:{line}")
    assert len(places) > 50
    assert twice(places) == []


def test_no_function_does_what_another_does() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in modules():
        its_own = ast.parse(module.text)  # renaming changes it, and others read the module's
        for said, place in deeds(its_own):
            places[said].append(f"{module.name}:{place}")
    assert len(places) > 1000
    assert twice(places) == []
