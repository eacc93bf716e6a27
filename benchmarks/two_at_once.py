"""Do two blocks of runs gain by standing beside each other: on two threads, in two processes?

    python -m benchmarks.two_at_once [--scenario NAME] [--rounds N] [--quick]

Seconds on the clock, in turns, so it takes a machine with two cores that nothing else uses.
Threads share an interpreter; where it is free-threaded, they need not wait for each other. The
processes are started before anything is timed. All three live the same runs.
"""

from __future__ import annotations

import multiprocessing
import sys
import sysconfig
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

from benchmarks.side_by_side import Contestant, alternate, arguments, report, show
from tradesim.ensemble import Ensemble, fitting_block
from tradesim.scenario import Scenario, load

BLOCKS = 4
"""Blocks that each contestant lives."""

BESIDE = 2
"""Blocks that are lived at a time."""


def live(scenario: Scenario, first: int, runs: int) -> float:
    """Live a block of runs, and return what arrived in all of it."""
    recording = next(Ensemble(scenario, range(first, first + runs), block=runs).recordings())
    return float(recording.panels["arrivals"].sum())


def on_the_clock(work: Callable[[], list[float]], expected: list[float]) -> Contestant:
    """Return a contestant that costs seconds on the clock, and must come to what is expected."""

    def cost() -> float:
        began = time.perf_counter()
        found = work()
        spent = time.perf_counter() - began
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
            "one after the other": partial(one_by_one, scenario, runs),
            "two threads": partial(together, scenario, runs, threads),
            "two processes": partial(together, scenario, runs, processes),
        }
        contestants = {name: on_the_clock(way, expected) for name, way in ways.items()}
        times = alternate(contestants, given.rounds)
    alone = times["one after the other"]
    bound = "free-threaded" if sysconfig.get_config_var("Py_GIL_DISABLED") else "with its lock"
    show(
        f"{BLOCKS} blocks of {runs} runs, Python {sys.version.split()[0]} {bound}",
        ("way", "seconds, median", "at best", "over one after the other"),
        [(name, each.median, each.least, each.over(alone)) for name, each in times.items()],
    )
    found = {name: {"seconds": each, "ratio": each.over(alone)} for name, each in times.items()}
    report("two_at_once", {"ways": found}, keep=not given.quick)


if __name__ == "__main__":
    main()
