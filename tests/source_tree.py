"""The modules of the program as the tests of the house see them: text, never imported."""

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = "tradesim"


@dataclass(frozen=True)
class Module:
    """One source file."""

    name: str
    """Dotted, below the package: ``policies.white_list``; empty for the package itself."""
    text: str
    is_package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.name)

    @property
    def layer(self) -> str:
        return self.name.partition(".")[0]

    @property
    def folder(self) -> list[str]:
        """The package that relative imports start from, below ``tradesim``."""
        parts = self.name.split(".") if self.name else []
        return parts if self.is_package else parts[:-1]


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file under src, in order of path, read and parsed once."""
    package = REPOSITORY / "src" / PACKAGE
    return tuple(module_of(path, package) for path in sorted(package.rglob("*.py")))


def module_of(path: Path, package: Path) -> Module:
    """Return the module that stands in a file."""
    parts = path.relative_to(package).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name, path.read_text(encoding="utf-8"), is_package)


def is_docstring(node: ast.AST) -> bool:
    """Say whether a statement is only a string: a docstring, also of an attribute."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def without_docstrings(module: Module) -> str:
    """Return the text of a module with the lines of its docstrings emptied."""
    lines = module.text.splitlines()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and is_docstring(node):
            last = node.end_lineno or node.lineno
            lines[node.lineno - 1 : last] = [""] * (last - node.lineno + 1)
    return "\n".join(lines)
