"""Measuring contestants side by side: alternating in one process, with medians and spreads.

Times are processor seconds, so that other work on the machine disturbs them least. Each round
runs every contestant once, so what slows the machine for a while slows them all; a ratio is the
median over the rounds of the ratio within a round.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

FIGURES = Path(__file__).parent / "figures"

Name = TypeVar("Name", bound=Hashable)

Contestant = Callable[[], float]
"""Does its work once and returns its cost: processor seconds over units of work."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The costs of one contestant, one a round."""

    costs: tuple[float, ...]

    @property
    def median(self) -> float:
        """The usual cost."""
        return statistics.median(self.costs)

    @property
    def least(self) -> float:
        """The cost when least disturbed."""
        return min(self.costs)

    def times(self, factor: float) -> Timing:
        """Return the costs in another unit, or of more work."""
        return Timing(tuple(cost * factor for cost in self.costs))

    def over(self, other: Timing) -> Ratio:
        """Return how many times the cost of another contestant, round by round."""
        return Ratio(tuple(a / b for a, b in zip(self.costs, other.costs, strict=True)))


@dataclass(frozen=True, slots=True)
class Ratio:
    """How one contestant compares with another, one value a round."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The usual ratio."""
        return statistics.median(self.values)

    def __str__(self) -> str:
        """Return the median and the range."""
        return f"{self.median:.3g} ({min(self.values):.3g} to {max(self.values):.3g})"


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def alternate(contestants: Mapping[Name, Contestant], rounds: int) -> dict[Name, Timing]:
    """Run all contestants in turn, round after round, after one round that is not counted."""
    costs: dict[Name, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, contestant in contestants.items():
            cost = contestant()
            if turn:
                costs[name].append(cost)
    return {name: Timing(tuple(values)) for name, values in costs.items()}


def machine() -> dict[str, Any]:
    """Return what a reader must know of the machine and the software, without names or paths."""
    facts: dict[str, Any] = {
        "python": platform.python_version(),
        **{package: version(package) for package in ("numpy", "mesa")},
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "commit": _commit(),
    }
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        entries = dict(
            line.split(":", 1)
            for line in cpu.read_text(encoding="utf-8").splitlines()
            if ":" in line
        )
        facts |= {
            key.strip(): value.strip()
            for key, value in entries.items()
            if key.strip() in {"model name", "cache size"}
        }
    return facts


def _commit() -> str:
    """Return the commit that is measured, or nothing outside a checkout."""
    asked = ["git", "-C", str(FIGURES.parent), "rev-parse", "--short=8", "HEAD"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    return said.stdout.strip()


def arguments(description: str) -> argparse.Namespace:
    """Read the command line that all benchmarks share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--quick", action="store_true", help="a smoke run: seconds, no good figures"
    )
    parser.add_argument("--scenario", default="2019_curbs", help="scenario, by name or path")
    parser.add_argument("--rounds", type=int, default=None, help="rounds that count")
    given = parser.parse_args()
    given.rounds = given.rounds or (1 if given.quick else 5)
    return given


def report(name: str, figures: dict[str, Any], *, keep: bool) -> None:
    """Write the figures of a benchmark to its file, unless it was a smoke run."""
    if keep:
        FIGURES.mkdir(exist_ok=True)
        text = json.dumps({"machine": machine(), **figures}, indent=2, default=_plain)
        (FIGURES / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table under its title."""
    console = Console()
    console.print(f"\n{title}", highlight=False)
    table = Table(*columns)
    for row in rows:
        table.add_row(*(f"{cell:,.4g}" if isinstance(cell, float) else str(cell) for cell in row))
    console.print(table)


def _plain(value: object) -> object:
    """Return timings and ratios as JSON can keep them: four digits are more than they deserve."""
    if isinstance(value, Timing):
        return {"median": _digits(value.median), "least": _digits(value.least)}
    if isinstance(value, Ratio):
        low, high = min(value.values), max(value.values)
        return {"median": _digits(value.median), "from": _digits(low), "to": _digits(high)}
    raise TypeError(type(value).__name__)


def _digits(number: float) -> float:
    return float(f"{number:.4g}")
