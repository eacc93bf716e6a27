"""Where a program may be changed a little, so that its tests ought to notice."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("economy", "behaviour", "measures", "policies")
"""The parts of the program that the model is made of."""

OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*",
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.BitAnd: "|", ast.BitOr: "&", ast.And: "or", ast.Or: "and",
}  # fmt: skip
"""What stands in the place of an operator."""

NAMES = {"minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any", "min": "max"} | {
    "max": "min", "floor": "ceil", "ceil": "floor", "argmax": "argmin", "argmin": "argmax",
}  # fmt: skip
"""What stands in the place of a function."""


@dataclass(frozen=True)
class Site:
    """A change of a few letters.

    Attributes:
        path: The file, from the root of the repository.
        line: Its line.
        start: First letter, counted from 0 in the whole file.
        end: The letter behind the last.
        instead: What is put there.
    """

    path: str
    line: int
    start: int
    end: int
    instead: str

    @property
    def key(self) -> str:
        """What it is drawn by: the same for everybody."""
        text = f"{self.path}:{self.start}:{self.instead}"
        return hashlib.sha256(text.encode()).hexdigest()

    def changed(self, text: str) -> str:
        """Return the file with the change."""
        return text[: self.start] + self.instead + text[self.end :]


def sites(root: Path) -> list[Site]:
    """Return every change there is, in the order in which they are drawn."""
    found = [
        site
        for folder in FOLDERS
        for path in sorted((root / "src" / "tradesim" / folder).rglob("*.py"))
        for site in _of_file(path, root)
    ]
    return sorted(found, key=lambda site: site.key)


def _of_file(path: Path, root: Path) -> Iterator[Site]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    name = path.relative_to(root).as_posix()

    def at(node: ast.AST, *, end: bool = False) -> int:
        row = node.end_lineno if end else node.lineno
        column = node.end_col_offset if end else node.col_offset
        return starts[row - 1] + len(lines[row - 1].encode()[:column].decode())

    tree = ast.parse(text)
    typed = set(_annotations(tree))
    for node in ast.walk(tree):
        if node in typed:
            continue
        for start, stop, instead in _changes(node, text, at):
            yield Site(name, node.lineno, start, stop, instead)


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what types are written with: no program hangs on it."""
    for node in ast.walk(tree):
        for field in ("annotation", "returns"):
            written = getattr(node, field, None)
            if isinstance(written, ast.AST):
                yield from ast.walk(written)


def _changes(node: ast.AST, text: str, at: object) -> Iterator[tuple[int, int, str]]:
    if isinstance(node, ast.BinOp | ast.Compare):
        one = isinstance(node, ast.BinOp)
        pairs = [(node.left, node.op, node.right)] if one else _compared(node)
        for left, operator, right in pairs:
            yield from _between(at(left, end=True), at(right), operator, text)
    elif isinstance(node, ast.BoolOp):
        for left, right in zip(node.values, node.values[1:], strict=False):
            yield from _between(at(left, end=True), at(right), node.op, text)
    elif isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        yield at(node), at(node, end=True), repr(node.value + 1)
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield at(node, end=True) - len(node.attr), at(node, end=True), NAMES[node.attr]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield at(node), at(node.operand), " "


def _compared(node: ast.Compare) -> list[tuple[ast.AST, ast.AST, ast.AST]]:
    sides = [node.left, *node.comparators]
    return list(zip(sides, node.ops, sides[1:], strict=False))


def _between(start: int, stop: int, operator: ast.AST, text: str) -> Iterator[tuple[int, int, str]]:
    instead = OPERATORS.get(type(operator))
    gap = text[start:stop]
    if instead is not None and "\n" not in gap and "#" not in gap:
        before = gap[: len(gap) - len(gap.lstrip(" )"))]
        after = gap[len(gap.rstrip(" (")) :]
        yield start, stop, f"{before or ' '}{instead}{after or ' '}"
