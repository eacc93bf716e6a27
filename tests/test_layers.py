"""Each part of the program imports only from the layers below it."""

import ast
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

import networkx as nx
import pytest

from tests.source_tree import PACKAGE, REPOSITORY, Module, modules

pytestmark = pytest.mark.once("reads what is written, and runs nothing")

# From the bottom up; names on one line do not import each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("arrays", "lazy_numpy"),
    (
        "cells",
        "errors",
        "interrupted",
        "lanes",
        "limits",
        "machine",
        "plugins",
        "randomness",
        "countries",
    ),
    ("units", "showing", "version"),
    ("fields",),
    ("identity",),
    ("policies",),
    ("scenario",),
    ("world",),
    ("wording",),
    ("behaviour", "economy", "measures"),
    ("week",),
    ("agents",),
    ("model", "ensemble"),
    ("docking", "trunk"),
    ("doubt",),
    ("records",),
    ("results",),
    ("explanations",),
    ("experiments",),
    ("customs",),
    ("evidence",),
    ("reporting",),
    ("drafting",),
    ("web",),
    ("cli",),
    ("__main__", "api", "attached", "testing"),
)

ABOVE_MEASURES = frozenset(name for line in LAYERS[10:] for name in line)

# Outside libraries that stay where they are needed.
LIBRARIES: dict[str, frozenset[str]] = {
    "mesa": frozenset({"agents", "model", "web"}),
    "pandas": ABOVE_MEASURES,
    "matplotlib": frozenset({"reporting", "web"}),
    "pycountry": frozenset({"countries", "customs"}),
}

# Modules, by the start of their name, that may touch files, and how files are touched.
FILE_MODULES = (
    "countries",
    "limits",
    "machine",
    "scenario.loading",
    "scenario.table_columns",
    "scenario.columns.reading",
    "doubt.points",
    "scenario.regimes",
    "experiments.store",
    "records.csv_file",
    "records.events_file",
    "records.firms_file",
    "records.folder",
    "records.bands",
    "records.manifest_form",
    "results",
    "customs",
    "evidence",
    "drafting",
    "reporting",
    "web.assets",
    "cli",
)
FILE_METHODS = frozenset(
    {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    | {"read_csv", "read_parquet", "to_csv", "to_parquet"}
)

RANK = {name: rank for rank, line in enumerate(LAYERS) for name in line}


def violations(module: Module) -> list[str]:
    """Return what a module does against the order of layers, one sentence each."""
    if not module.layer:  # the package itself resolves its names lazily, from everywhere
        return []
    if module.layer not in RANK:
        return [f"'{module.layer}' has no place in LAYERS"]
    found: list[str] = []
    for node in executed_nodes(module.tree):
        found += [
            f"line {line_of(node)}: {problem}"
            for target in imported_names(node, module)
            if (problem := import_problem(module.layer, target))
        ]
        if touches_file(node) and not module.name.startswith(FILE_MODULES):
            found.append(f"line {line_of(node)}: touches a file")
    return found


def executed_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree, leaving out what stands under ``if TYPE_CHECKING``."""
    yield node
    is_typing = isinstance(node, ast.If) and ast.unparse(node.test) in {
        "TYPE_CHECKING",
        "typing.TYPE_CHECKING",
    }
    children = node.orelse if is_typing and isinstance(node, ast.If) else ast.iter_child_nodes(node)
    for child in children:
        yield from executed_nodes(child)


def imported_names(node: ast.AST, module: Module) -> list[str]:
    """Return the full dotted names that a node imports; none if it is no import."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        source = absolute_source(node, module)
        return [f"{source}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
        return [ast.literal_eval(name) for name in node.args[:1] if isinstance(name, ast.Constant)]
    return []


def absolute_source(node: ast.ImportFrom, module: Module) -> str:
    """Return the package that ``from ... import`` names, with leading dots resolved."""
    if not node.level:
        return node.module or ""
    folder = [PACKAGE, *module.folder]
    parts = folder[: len(folder) - node.level + 1]
    return ".".join([*parts, node.module] if node.module else parts)


def import_problem(importer: str, target: str) -> str:
    """Return why a layer may not import a dotted name; empty if it may."""
    root, _, rest = target.partition(".")
    if root in LIBRARIES and importer not in LIBRARIES[root]:
        return f"{importer} imports {root}"
    if root != PACKAGE:
        return ""
    imported = rest.partition(".")[0]
    if imported == importer:
        return ""
    if imported not in RANK:
        return f"{importer} imports '{target}', which is no layer"
    if RANK[imported] >= RANK[importer]:
        return f"{importer} imports {imported}, which is not below it"
    return ""


def circles(given: Iterable[Module], package: str = PACKAGE) -> list[list[str]]:
    """Return the modules that import each other in a circle, wherever an import stands in them.

    Imports for types alone count: a file that names another's types cannot be read without it.
    """
    by_name = {module.name: module for module in given}
    graph = nx.DiGraph()
    for name, module in by_name.items():
        for node in ast.walk(module.tree):
            ours = (each for each in imported_names(node, module) if each.startswith(f"{package}."))
            graph.add_edges_from((name, module_of(target, by_name, package)) for target in ours)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return [sorted(found) for found in nx.strongly_connected_components(graph) if len(found) > 1]


def module_of(target: str, known: Collection[str], package: str = PACKAGE) -> str:
    """Return the module that a dotted name leads to: itself, or the one that holds it."""
    name = target.removeprefix(f"{package}.")
    return name if name in known else name.rpartition(".")[0]


def unnamed_imports(module: Module) -> list[str]:
    """Return the imports of modules whose names the text does not say."""
    return [
        ast.unparse(node)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("import_module")
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]


def touches_file(node: ast.AST) -> bool:
    """Say whether a node calls something that reads or writes a file."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "open"
    return isinstance(node.func, ast.Attribute) and node.func.attr in FILE_METHODS


def line_of(node: ast.AST) -> int:
    """Return the line a statement or expression begins on."""
    return getattr(node, "lineno", 0)


def test_every_module_imports_only_from_below() -> None:
    found = [f"{module.name}: {what}" for module in modules() for what in violations(module)]
    assert not found, "\n".join(found)


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circles(modules()) == []


def test_no_benchmarks_import_each_other_in_a_circle() -> None:
    files = sorted((REPOSITORY / "benchmarks").glob("*.py"))
    found = [Module(file.stem, file.read_text(encoding="utf-8")) for file in files]
    assert len(found) > 1
    assert circles(found, "benchmarks") == []


def test_a_circle_is_found_whatever_imports_it() -> None:
    first = Module("web.page", "def later():\n    from tradesim.web.charts import draw")
    second = Module("web.charts", "import_module('tradesim.web.page')")
    third = Module("web.view", "from tradesim.web import charts")
    assert circles([first, second, third]) == [["web.charts", "web.page"]]


def test_types_make_a_circle_too() -> None:
    first = Module("model", "from tradesim.agents import Buyer")
    second = Module("agents", "if TYPE_CHECKING:\n    from tradesim.model import TradeModel")
    assert circles([first, second]) == [["agents", "model"]]


def test_only_what_a_user_names_is_imported_by_a_name_that_is_not_written() -> None:
    found = {module.name for module in modules() if unnamed_imports(module)}
    assert found == {"results.own_code"}


def test_every_layer_has_one_place() -> None:
    assert len(RANK) == sum(len(line) for line in LAYERS)
    assert "measures" not in ABOVE_MEASURES
    assert "week" in ABOVE_MEASURES


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("world.build", "from tradesim.week import step"),
        ("world.build", "from tradesim import model"),
        ("world.build", "import tradesim.cli"),
        ("world.build", "from ..agents import Government"),
        ("economy.shipping", "from tradesim.behaviour.sourcing import target_shares"),
        ("world.build", "def later():\n    from tradesim.week import step"),
        ("world.build", "if TYPE_CHECKING:\n    pass\nelse:\n    import tradesim.week"),
        ("cli.run", "from tradesim import run"),
        ("cli.run", "import tradesim"),
        ("web.server", "import importlib\nimportlib.import_module('tradesim.cli')"),
        ("week", "import mesa"),
        ("behaviour.sourcing", "from mesa.agent import Agent"),
        ("measures.recorder", "import pandas as pd"),
        ("results", "import matplotlib.pyplot as plt"),
        ("policies.white_list", "open('rules.csv')"),
        ("scenario.checks", "path.read_text()"),
        ("experiments.runner", "frame.to_parquet(path)"),
        ("helpers", "x = 1"),
    ],
)
def test_what_the_order_forbids_is_found(name: str, line: str) -> None:
    assert len(violations(Module(name, line))) == 1


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("week", "from tradesim.behaviour import sourcing"),
        ("world.build", "from .state import World"),
        ("world.build", "from ..errors import TradesimError"),
        ("world.build", "if TYPE_CHECKING:\n    from tradesim.week import Deciders"),
        ("world.build", "import numpy as np"),
        ("agents.government", "import mesa"),
        ("results", "import pandas as pd\nfrom tradesim.version import __version__"),
        ("reporting.charts", "import matplotlib.pyplot as plt"),
        ("scenario.loading", "path.read_text()"),
        ("cli.run", "path.write_text(open('a').read())"),
    ],
)
def test_what_the_order_allows_passes(name: str, line: str) -> None:
    assert violations(Module(name, line)) == []


def test_dots_are_counted_from_the_package_itself_in_its_init_file() -> None:
    upward = "from ..week import step"
    assert violations(Module("world", "from .state import World", is_package=True)) == []
    assert len(violations(Module("world", upward, is_package=True))) == 1
    assert (
        len(violations(Module("world.arrays", upward.replace("..", "..."), is_package=True))) == 1
    )


def test_the_package_itself_may_name_everything() -> None:
    assert violations(Module("", "from tradesim.cli import main", is_package=True)) == []


def test_the_page_of_the_house_names_every_room_in_the_order_of_layers() -> None:
    page = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    ranks = [[RANK[name.strip("/")] for name in row.split("`")[1::2]] for row in rows]
    assert sum(map(len, ranks)) == len(RANK) - len(LAYERS[-1])
    assert all(min(above) >= max(below) for above, below in pairwise(ranks))
