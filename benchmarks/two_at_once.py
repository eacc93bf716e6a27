"""Do two blocks of runs gain by standing beside each other: on two threads, in two processes?

    python -m benchmarks.two_at_once [--scenario NAME] [--rounds N] [--quick]

Seconds on the clock, in turns, so it takes a machine with two cores that nothing else uses; what
the processor gave to the threads is told beside it, which others disturb less. Threads share an
interpreter; where it is free-threaded, they need not wait for each other. The processes are
started before anything is timed. All three live the same runs. The figures are kept by
interpreter: run it with each.
"""

from __future__ import annotations

import argparse
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

PARTS = 4
"""Parts of the work that each contestant does."""

BESIDE = 2
"""Parts that are done at a time."""

Part = Callable[[int], float]
"""Does a part of the work, by its number, and returns a figure that tells what came of it."""

ALONE, THREADS = "one after the other", "two threads"
"""The ways that stay in one process."""


def live(scenario: Scenario, runs: int, place: int) -> float:
    """Live a block of runs, and return what arrived in all of it."""
    first = place * runs
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


def together(part: Part, crew: Executor) -> list[float]:
    """Do all parts by a crew."""
    return [each.result() for each in [crew.submit(part, place) for place in range(PARTS)]]


def one_by_one(part: Part) -> list[float]:
    """Do one part after the other."""
    return [part(place) for place in range(PARTS)]


def measure(name: str, title: str, part: Part, given: argparse.Namespace) -> None:
    """Print and keep what each way takes.

    Args:
        name: The file of the figures.
        title: What is done, for the table.
        part: Does one of the parts of the work and returns a figure that tells what came of it.
        given: What was asked for on the command line.
    """
    expected = one_by_one(part)
    spawn = multiprocessing.get_context("spawn")
    with ThreadPoolExecutor(BESIDE) as threads, ProcessPoolExecutor(BESIDE, spawn) as processes:
        ways = {
            ALONE: partial(one_by_one, part),
            THREADS: partial(together, part, threads),
            "two processes": partial(together, part, processes),
        }
        spent: dict[str, list[float]] = {way: [] for way in ways}
        contestants = {way: on_the_clock(work, expected, spent[way]) for way, work in ways.items()}
        times = alternate(contestants, given.rounds)
    alone = times[ALONE]
    show(
        f"{title}, {interpreter()}",
        ("way", "seconds, median", "at best", "over one after the other"),
        [(way, each.median, each.least, each.over(alone)) for way, each in times.items()],
    )
    found: dict[str, dict[str, Any]] = {
        way: {"seconds": each, "ratio": each.over(alone)} for way, each in times.items()
    }
    took = {way: Timing(tuple(spent[way][1:])) for way in (ALONE, THREADS)}
    for way, each in took.items():
        found[way]["processor_ratio"] = each.over(took[ALONE])
    report(name, {"interpreters": kept(name) | {interpreter(): found}}, keep=not given.quick)


def main() -> None:
    """Measure blocks of runs."""
    given = arguments(__doc__.splitlines()[0])
    scenario = load(given.scenario)
    runs = 16 if given.quick else fitting_block(scenario)
    title = f"{PARTS} blocks of {runs} runs"
    measure("two_at_once", title, partial(live, scenario, runs), given)


def interpreter() -> str:
    """Return what is measured: the interpreter, how it is built, and its numpy."""
    lock = "free-threaded" if sysconfig.get_config_var("Py_GIL_DISABLED") else "with its lock"
    return f"Python {platform.python_version()} {lock}, numpy {version('numpy')}"


def kept(name: str) -> dict[str, Any]:
    """Return what was measured by other interpreters."""
    file = FIGURES / f"{name}.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return dict(known.get("interpreters", {}))


if __name__ == "__main__":
    main()
