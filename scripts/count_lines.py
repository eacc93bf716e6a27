"""Count the logical lines of the program: no blanks, no comments, no docstrings.

``scripts/count_lines.py [FOLDER]`` prints the sum for each part of the package, and of all. A
logical line is a statement, however many lines it takes to write.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "tradesim"


def is_docstring(node: ast.stmt) -> bool:
    """Say whether a statement is only a string."""
    return isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str)


def logical_lines(text: str) -> int:
    """Return the number of statements of a module, docstrings left out."""
    nodes = ast.walk(ast.parse(text))
    return sum(isinstance(node, ast.stmt) and not is_docstring(node) for node in nodes)


def counted(package: Path) -> Counter[str]:
    """Return the logical lines of each part of a package."""
    found: Counter[str] = Counter()
    for path in sorted(package.rglob("*.py")):
        part = path.relative_to(package).parts[0].removesuffix(".py")
        found[part] += logical_lines(path.read_text(encoding="utf-8"))
    return found


def main(arguments: list[str]) -> None:
    """Print the counts."""
    found = counted(Path(arguments[0]) if arguments else PACKAGE)
    for part, lines in sorted(found.items()):
        print(f"{part:16} {lines:6,}")
    print(f"{'all':16} {found.total():6,}")


if __name__ == "__main__":
    main(sys.argv[1:])
