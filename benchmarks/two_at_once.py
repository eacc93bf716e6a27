"""Do two blocks of runs gain by standing beside each other: on two threads, in two processes?

    python -m benchmarks.two_at_once [--scenario NAME] [--rounds N] [--quick]

Seconds on the clock, in turns, so it takes a machine with two cores that nothing else uses; what
the processor gave to the threads is told beside it, which others disturb less. Threads share an
interpreter; where it is free-threaded, they need not wait for each other. The processes are
started before anything is timed. All three live the same runs. The figures are kept by
interpreter: run it with each.
"""

from __future__ import annotations

import json
import multiprocessing
import platform
import sysconfig
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from typing import Any

from benchmarks.side_by_side import (
    FIGURES,
    Contestant,
    Timing,
    alternate,
    arguments,
    report,
    show,
)
from tradesim.ensemble import Ensemble, fitting_block
from tradesim.scenario import Scenario, load

BLOCKS = 4
"""Blocks that each contestant lives."""

BESIDE = 2
"""Blocks that are lived at a time."""

ALONE, THREADS = "one after the other", "two threads"
"""The ways that stay in one process."""


def live(scenario: Scenario, first: int, runs: int) -> float:
    """Live a block of runs, and return what arrived in all of it."""
    recording = next(Ensemble(scenario, range(first, first + runs), block=runs).recordings())
    return float(recording.panels["arrivals"].sum())


def on_the_clock(
    work: Callable[[], list[float]], expected: list[float], processor: list[float]
) -> Contestant:
    """Return a contestant that costs seconds on the clock.

    Args:
        work: What it does.
        expected: What it must come to.
        processor: Takes the processor seconds of this process, a round at a time.
    """

    def cost() -> float:
        began, given = time.perf_counter(), time.process_time()
        found = work()
        spent = time.perf_counter() - began
        processor.append(time.process_time() - given)
        if found != expected:
            raise SystemExit("The contestants did not live the same runs.")
        return spent

    return cost


def together(scenario: Scenario, runs: int, crew: Executor) -> list[float]:
    """Live all blocks by a crew."""
    parts = [crew.submit(live, scenario, place * runs, runs) for place in range(BLOCKS)]
    return [part.result() for part in parts]


def one_by_one(scenario: Scenario, runs: int) -> list[float]:
    """Live one block after the other."""
    return [live(scenario, place * runs, runs) for place in range(BLOCKS)]


def main() -> None:
    """Print what each way takes."""
    given = arguments(__doc__.splitlines()[0])
    scenario = load(given.scenario)
    runs = 16 if given.quick else fitting_block(scenario)
    expected = one_by_one(scenario, runs)
    spawn = multiprocessing.get_context("spawn")
    with ThreadPoolExecutor(BESIDE) as threads, ProcessPoolExecutor(BESIDE, spawn) as processes:
        ways = {
            ALONE: partial(one_by_one, scenario, runs),
            THREADS: partial(together, scenario, runs, threads),
            "two processes": partial(together, scenario, runs, processes),
        }
        spent: dict[str, list[float]] = {name: [] for name in ways}
        contestants = {name: on_the_clock(way, expected, spent[name]) for name, way in ways.items()}
        times = alternate(contestants, given.rounds)
    alone = times[ALONE]
    show(
        f"{BLOCKS} blocks of {runs} runs, {interpreter()}",
        ("way", "seconds, median", "at best", "over one after the other"),
        [(name, each.median, each.least, each.over(alone)) for name, each in times.items()],
    )
    found: dict[str, dict[str, Any]] = {
        name: {"seconds": each, "ratio": each.over(alone)} for name, each in times.items()
    }
    took = {name: Timing(tuple(spent[name][1:])) for name in (ALONE, THREADS)}
    for name, each in took.items():
        found[name]["processor_ratio"] = each.over(took[ALONE])
    report("two_at_once", {"interpreters": kept() | {interpreter(): found}}, keep=not given.quick)


def interpreter() -> str:
    """Return what is measured: the interpreter, how it is built, and its numpy."""
    lock = "free-threaded" if sysconfig.get_config_var("Py_GIL_DISABLED") else "with its lock"
    return f"Python {platform.python_version()} {lock}, numpy {version('numpy')}"


def kept() -> dict[str, Any]:
    """Return what was measured by other interpreters."""
    file = FIGURES / "two_at_once.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return dict(known.get("interpreters", {}))


if __name__ == "__main__":
    main()
