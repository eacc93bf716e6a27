"""Which lines of the model each file of tests runs, so that a change meets those tests alone."""

from __future__ import annotations

import ast
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any

from tests.mutating.sites import FOLDERS, Site

_TOOL = 4
"""A number that neither debuggers nor coverage nor profilers use in `sys.monitoring`."""


@dataclass
class Reach:
    """What one file of tests does.

    Attributes:
        seconds: How long it takes.
        failing: Its tests that fail although nothing is changed: they notice nothing.
        lines: Lines run by its tests, by path from the root of the repository; what runs when a
            module is imported is not among them.
    """

    seconds: float = 0.0
    failing: list[str] = field(default_factory=list)
    lines: dict[str, list[int]] = field(default_factory=dict)


class Recorder:
    """A plugin of pytest that notes the lines of the model that tests run, and what fails.

    Args:
        tree: Root of the repository.
        lines: Whether to note lines; else only failures.
    """

    def __init__(self, tree: Path, *, lines: bool) -> None:
        """Prepare to note."""
        self.failing: list[str] = []
        self._lines: dict[str, set[int]] = defaultdict(set)
        self._tree, self._notes = tree, lines
        self._folders = tuple(str(tree / "src" / "tradesim" / each) + "/" for each in FOLDERS)
        self._began = time.monotonic()

    def pytest_collection_finish(self) -> None:
        """Begin to note lines when everything is imported."""
        self._began = time.monotonic()
        if self._notes:
            watch = sys.monitoring
            watch.use_tool_id(_TOOL, "reach")
            watch.register_callback(_TOOL, watch.events.LINE, self._ran)
            watch.set_events(_TOOL, watch.events.LINE)

    def pytest_collectreport(self, report: Any) -> None:
        """Note a file that cannot even be read."""
        if report.failed:
            self.failing.append(report.nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note a test that fails."""
        if report.failed:
            self.failing.append(report.nodeid)

    def reach(self) -> Reach:
        """Return what was noted."""
        root = f"{self._tree}/"
        lines = {path.removeprefix(root): sorted(ran) for path, ran in self._lines.items()}
        return Reach(time.monotonic() - self._began, self.failing, lines)

    def _ran(self, code: CodeType, line: int) -> object:
        if code.co_name != "<module>" and code.co_filename.startswith(self._folders):
            self._lines[code.co_filename].add(line)
        return sys.monitoring.DISABLE


def statement(text: str, site: Site) -> range:
    """Return the lines of the statement of a change; of one with a body, those before it."""
    around = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.stmt) and node.lineno <= site.line <= (node.end_lineno or 0)
    ]
    inner = max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)))
    body = getattr(inner, "body", None)
    return range(inner.lineno, body[0].lineno if body else (inner.end_lineno or 0) + 1)


def nearest(site: Site, text: str, reached: dict[str, Reach]) -> list[str]:
    """Return the files of tests that run the statement of a change, the nearest first.

    What runs at import (a constant, a default, a field) is run by no test of its own: then those
    files are asked that run anything of its module, and all where none does. The file of tests
    that has the name of the module is asked in any case: it may read fields and run nothing.
    """
    wanted = set(statement(text, site))
    direct = [
        file for file, reach in reached.items() if wanted & set(reach.lines.get(site.path, ()))
    ]
    of_module = [file for file, reach in reached.items() if reach.lines.get(site.path)]
    folder, name = site.path.removeprefix("src/tradesim/").rsplit("/", 1)
    namesake = f"tests/{folder}/test_{name}"
    asked = {*(direct or of_module or reached), *({namesake} & reached.keys())}

    def distance(file: str) -> tuple[bool, bool, float, str]:
        beside = file.startswith(f"tests/{folder}/")
        return file != namesake, not beside, reached[file].seconds, file

    return sorted(asked, key=distance)
