"""What was asked for of every figure that has a target, and whether it is reached.

The first table of docs/performance.md, written by ``python -m benchmarks.page`` from the figures
that the benchmarks have kept.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.side_by_side import FIGURES
from benchmarks.writing import number, table

Figures = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """A figure with what was asked of it.

    Attributes:
        what: What is measured, as the page says it.
        benchmark: The script that measures it, whose file of figures holds it.
        asked: The most that it may be, or, of what is to be large, the least.
        found: Takes the figure from the file.
        unit: Unit of both, where they are no ratio.
        large: Whether more is better.
    """

    what: str
    benchmark: str
    asked: float
    found: Callable[[Figures], float]
    unit: str = ""
    large: bool = False

    def row(self) -> tuple[object, ...]:
        """Return the row of the table: a dash for what was not measured."""
        unit = f" {self.unit}" if self.unit else ""
        asked = f"{'at least' if self.large else 'at most'} {number(self.asked)}{unit}"
        first = (self.what, f"`{self.benchmark}`", asked)
        file = FIGURES / f"{self.benchmark}.json"
        try:
            figures = json.loads(file.read_text(encoding="utf-8"))
            found = self.found(figures)
        except (FileNotFoundError, KeyError):  # it, or this size of it, was not measured
            return (*first, "–", "–", "–")
        reached = operator.ge if self.large else operator.le
        verdict = "yes" if reached(found, self.asked) else "**no**"
        return (*first, f"{number(found)}{unit}", verdict, figures["machine"]["commit"])


def _ratio(work: str) -> Callable[[Figures], float]:
    """Return what takes the ratio to the only other checkout of some work."""

    def found(figures: Figures) -> float:
        (ratio,) = figures["works"][work]["ratio"].values()
        return float(ratio["median"])

    return found


def _between(ratio: str) -> Callable[[Figures], float]:
    """Return what takes a ratio between engines."""
    return lambda figures: float(figures["ratios"][ratio]["median"])


def _of_thousand(part: str) -> Callable[[Figures], float]:
    """Return what takes a figure of 1,000 replicates."""

    def found(figures: Figures) -> float:
        each = figures["runs"]["1000"][part]
        return float(each["median"] if isinstance(each, dict) else each)

    return found


def _tenfold(figures: Figures) -> float:
    """Return the peak of 10,000 replicates over that of 1,000."""
    return float(figures["runs"]["10000"]["peak_mb"] / figures["runs"]["1000"]["peak_mb"])


def _at_once(way: str, *, locked: bool) -> Callable[[Figures], float]:
    """Return what takes the time on the clock of two at once over one after the other."""

    def found(figures: Figures) -> float:
        (ways,) = (
            ways
            for name, ways in figures["interpreters"].items()
            if ("free-threaded" in name) is not locked
        )
        return float(ways[way]["ratio"]["median"])

    return found


def _network(firms: int, *path: str) -> Callable[[Figures], float]:
    """Return what takes a figure of a network of some firms."""

    def found(figures: Figures) -> float:
        value = figures["sizes"][str(firms)]
        for name in path:
            value = value[name]
        return float(value)

    return found


def _spread(figures: Figures, which: int) -> float:
    """Return the largest over the smallest of the growths of a file, by place."""
    values = [each for title, each in figures.items() if title != "machine"][which].values()
    return float(max(values) / min(values))


SAME_KEPT = "plain Mesa / ensemble, the same behaviour, the same kept (at least 60)"
MILLION = 1_000_000
NATION = 100_000

TARGETS = (
    Target("`run --replicates 1000 --no-figures` over the bare ensemble", "flat_run", 1.5,
           _of_thousand("ratio")),
    Target("its peak memory", "flat_run", 400, _of_thousand("peak_mb"), "MB"),
    Target("its results on disk", "flat_run", 60, _of_thousand("disk_mb"), "MB"),
    Target("the peak of 10,000 replicates over that of 1,000", "flat_run", 1.2, _tenfold),
    Target("the figures of a run, over 43f4d00", "figures_of_a_run", 1 / 3, _ratio("figures")),
    Target("the report of a run, over 43f4d00", "figures_of_a_run", 0.5, _ratio("report")),
    Target("a link-week of `2019_curbs`, over 43f4d00", "blocks_of_checkouts", 0.65,
           _ratio("weeks")),
    Target("plain Mesa over the ensemble, the same behaviour and the same kept", "throughput", 60,
           _between(SAME_KEPT), large=True),
    Target("the Mesa engine over plain Mesa", "throughput", 2,
           _between("Mesa engine / plain Mesa (at most 2)")),
    Target("two blocks by threads without a lock, on the clock, over one thread", "two_at_once",
           0.65, _at_once("two threads", locked=False)),
    Target("the page by two processes, on the clock, over one", "page_at_once", 0.65,
           _at_once("two processes", locked=True)),
    Target("`run` of 100,000 firms and 400,000 links for a year", "network", 120,
           _network(NATION, "run", "seconds"), "s"),
    Target("its peak memory", "network", 4, _network(NATION, "run", "peak_gb"), "GB"),
    Target("its link-week", "network", 120, _network(NATION, "ns_per_link_week"), "ns"),
    Target("the peak of a million firms and four million links", "network", 16,
           _network(MILLION, "run", "peak_gb"), "GB"),
    Target("`analyse` of 1,000,000 runs, processor time", "analyse_many", 300,
           lambda figures: float(figures["1000000"]["processor seconds"]), "s"),
    Target("its peak memory", "analyse_many", 2000,
           lambda figures: float(figures["1000000"]["peak MB"]), "MB"),
    Target("a class of thirty: first answer, 95 of 100 within", "class_of_thirty", 2,
           lambda figures: float(figures["first_seconds"]["p95"]), "s"),
    Target("the full answer, likewise", "class_of_thirty", 6,
           lambda figures: float(figures["full_seconds"]["p95"]), "s"),
    Target("answers lost", "class_of_thirty", 0, lambda figures: float(len(figures["lost"]))),
    Target("`export-page` of 216 settings", "exported_page", 30,
           lambda figures: float(figures["pages"]["216 settings"]["this checkout"]["seconds"]),
           "s"),
    Target("`validate 2019_curbs`, over 43f4d00", "what_users_type", 0.5,
           _ratio("validate 2019_curbs")),
    Target("`--help`, over 43f4d00", "what_users_type", 1, _ratio("--help")),
    Target("passes over the state in a week of 128 runs", "limit", 120,
           lambda figures: float(figures["2019_curbs, 128 runs"]["passes"]["median"])),
    Target("a link-week by runs, largest over smallest", "growth", 1.25,
           lambda figures: _spread(figures, 0)),
    Target("a link-week by links, largest over smallest", "growth", 4,
           lambda figures: _spread(figures, 1)),
)  # fmt: skip


def targets() -> str:
    """Return the table of what was asked for and reached."""
    heading = ("what", "`python -m benchmarks.`", "asked for", "measured", "reached", "at commit")
    return table(heading, [target.row() for target in TARGETS])
