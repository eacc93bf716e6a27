"""Measures of one's own as expressions over summary measures: ``sum(unmet_need) / 52``.

An expression is data, not a program: numbers, measures, ``+ - * / **``, comparisons, and a few
functions, worked out column by column. Anything else is refused with what may stand there.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tradesim import lazy_numpy as np
from tradesim.arrays import Floats

LONGEST = 1000
"""Letters of an expression."""

NESTED = 30
"""How deep an expression may be nested."""

COLUMN = re.compile(r"([a-z][a-z0-9_]*)\[([^\[\]]*)\]")
"""A column as it is written everywhere, such as ``unmet_need[item=x, destination=AAA]``."""


@cache
def operators() -> dict[type[ast.AST], Callable[[Any, Any], Any]]:
    """Return what the signs of a formula do."""
    return {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: np.divide,
        ast.Pow: np.power,
        ast.Lt: np.less,
        ast.LtE: np.less_equal,
        ast.Gt: np.greater,
        ast.GtE: np.greater_equal,
    }


@cache
def of_numbers() -> dict[str, tuple[Callable[..., Any], int]]:
    """Return functions of numbers, and how many they take."""
    return {
        "abs": (np.abs, 1),
        "sqrt": (np.sqrt, 1),
        "log": (np.log, 1),
        "exp": (np.exp, 1),
        "where": (np.where, 3),
    }


OVER: dict[str, Callable[[Floats], Floats]] = {
    "sum": lambda table: np.sum(table, axis=0),
    "mean": lambda table: np.mean(table, axis=0),
    "min": lambda table: np.min(table, axis=0),
    "max": lambda table: np.max(table, axis=0),
}
"""Functions over all columns of a measure, or over several numbers."""


class ExpressionError(ValueError):
    """An expression is none, with what is wrong."""


@dataclass(frozen=True)
class Expression:
    """A checked expression.

    Attributes:
        text: As it was written.
        tree: Its parts.
        columns: Names of measures and columns that it is made of, by the name in the tree.
    """

    text: str
    tree: ast.expr
    columns: Mapping[str, str]

    def names(self) -> tuple[str, ...]:
        """Return the measures and columns that it is made of."""
        used = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)}
        known = {*of_numbers(), *OVER}
        return tuple(sorted(self.columns.get(name, name) for name in used - known))

    def values(self, tables: Mapping[str, Floats]) -> Floats:
        """Return what it comes to in each run.

        Args:
            tables: Values of each of its names, shape (column, run): one column of a column, all
                of a measure.

        Raises:
            ExpressionError: A measure of several columns stands alone.
        """
        with np.errstate(all="ignore"):
            found = _value(self.tree, self.columns, tables)
        runs = next((table.shape[1] for table in tables.values()), 1)
        numbers = np.broadcast_to(np.asarray(found, dtype=np.float64), (runs,)).copy()
        numbers[~np.isfinite(numbers)] = np.nan
        return numbers


def parsed(text: str) -> Expression:
    """Return an expression.

    Raises:
        ExpressionError: It is none, or holds what may not stand there.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"it has more than {LONGEST} letters.")
    columns: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        """Give a column a name that a formula can hold."""
        name = f"column_{len(columns)}_"
        columns[name] = match[0]
        return name

    try:
        tree = ast.parse(COLUMN.sub(named, text), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError(f"'{text}' is no formula such as 'sum(unmet_need) / 52'.") from None
    _check(tree, NESTED)
    found = Expression(text, tree, columns)
    if not found.names():
        raise ExpressionError(f"'{text}' names no measure.")
    return found


def _check(node: ast.AST, depth: int) -> None:
    if not depth:
        raise ExpressionError(f"it is nested more than {NESTED} deep.")
    for part in _parts(node):
        _check(part, depth - 1)


def _parts(node: ast.AST) -> Sequence[ast.AST]:
    """Return the parts of a formula.

    Raises:
        ExpressionError: It may not stand there.
    """
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        return ()
    if isinstance(node, ast.Name) and node.id not in {*of_numbers(), *OVER}:
        return ()
    if isinstance(node, ast.BinOp) and type(node.op) in operators():
        return (node.left, node.right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return (node.operand,)
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in operators():
        return (node.left, *node.comparators)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        return _arguments(node, node.func.id)
    raise ExpressionError(
        f"'{ast.unparse(node)}' may not stand in a formula: numbers, measures, + - * / **, < <= > "
        f">=, and the functions {', '.join([*OVER, *of_numbers()])}."
    )


def _arguments(node: ast.Call, name: str) -> Sequence[ast.AST]:
    if name in of_numbers() and len(node.args) != of_numbers()[name][1]:
        raise ExpressionError(f"{name}() takes {of_numbers()[name][1]}, not {len(node.args)}.")
    if name not in of_numbers() and (name not in OVER or not node.args):
        known = ", ".join([*OVER, *of_numbers()])
        raise ExpressionError(f"there is no function {name}() of something ({known}).")
    return node.args


def _value(node: Any, columns: Mapping[str, str], tables: Mapping[str, Floats]) -> Any:
    if isinstance(node, ast.Constant):
        number: Any = node.value
        return float(number)
    if isinstance(node, ast.Name):
        return _only(columns.get(node.id, node.id), tables)
    if isinstance(node, ast.Call):
        return _called(node, columns, tables)
    values = [_value(part, columns, tables) for part in _parts(node)]
    if isinstance(node, ast.UnaryOp):
        return -values[0]
    step = node.ops[0] if isinstance(node, ast.Compare) else node.op
    return operators()[type(step)](*values)


def _called(node: ast.Call, columns: Mapping[str, str], tables: Mapping[str, Floats]) -> Any:
    name, only = ast.unparse(node.func), node.args[0]
    if name in OVER and len(node.args) == 1 and isinstance(only, ast.Name):
        return OVER[name](tables[columns.get(only.id, only.id)])
    values = [_value(part, columns, tables) for part in node.args]
    if name in of_numbers():
        return of_numbers()[name][0](*values)
    return OVER[name](np.stack(np.broadcast_arrays(*values)))


def _only(name: str, tables: Mapping[str, Floats]) -> Floats:
    table = tables[name]
    if len(table) != 1:
        raise ExpressionError(
            f"'{name}' has {len(table)} columns: say which, or what of all, as in 'sum({name})'."
        )
    only: Floats = table[0]
    return only
