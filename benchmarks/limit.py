"""How far the week is from the limit: the time of a plain copy of the same state.

One pass is the time that numpy takes to copy every array of the state once, in the same process
and into memory that is already there. A week costs so many passes; the profile says in which
stage they go. ``record`` and ``books`` are what the engine does after the stages of a week.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.side_by_side import Timing, alternate, arguments, report, show
from benchmarks.worlds import the_scenario
from tradesim.economy.accounting import Books
from tradesim.ensemble import fitting_block
from tradesim.measures.recording import Recorder
from tradesim.scenario import Scenario
from tradesim.week import STAGES, Everyone
from tradesim.world.build import build_world
from tradesim.world.state import WRITTEN_BY
from tradesim.world.world import World


def state_arrays(world: World) -> list[Any]:
    """Return every array that some stage writes, and the goods on their way week by week."""
    names = (name.split(".") for name in WRITTEN_BY)
    return [*(getattr(getattr(world, group), name) for group, name in names),
            *world.pipeline.dispatched]  # fmt: skip


class Profile:
    """Lives a scenario in one block, adding up the time of every stage."""

    def __init__(self, scenario: Scenario, runs: int) -> None:
        self.scenario, self.runs = scenario, runs
        self.spent: dict[str, list[float]] = {}
        world = build_world(scenario, scenario.seed, range(runs))
        self.link_weeks = runs * len(world.link.supplier) * world.layout.calendar.weeks
        self.weeks = world.layout.calendar.weeks
        self.state = state_arrays(world)
        self.bytes = sum(array.nbytes for array in self.state)
        self.copies = [np.empty_like(array) for array in self.state]

    def live(self) -> float:
        """Live the whole scenario; return seconds for each link-week."""
        world = build_world(self.scenario, self.scenario.seed, range(self.runs))
        deciders, books = Everyone(world), Books.open(world)
        recorder = Recorder(world, range(self.runs))
        stages: dict[str, Callable[[], None]] = {
            name: lambda stage=stage: stage(world, deciders)  # type: ignore[misc]
            for name, stage in STAGES.items()
        }
        stages |= {"record": recorder.record, "books": lambda: books.post(world)}
        spent = dict.fromkeys(stages, 0.0)
        for week in range(self.weeks):
            world.week = week
            for name, stage in stages.items():
                start = time.perf_counter()
                stage()
                spent[name] += time.perf_counter() - start
        for name, seconds in spent.items():
            self.spent.setdefault(name, []).append(seconds)
        return sum(spent.values()) / self.link_weeks

    def copy(self) -> float:
        """Copy the state once a week; return seconds for each link-week."""
        start = time.perf_counter()
        for _ in range(self.weeks):
            for array, copy in zip(self.state, self.copies, strict=True):
                np.copyto(copy, array)
        return (time.perf_counter() - start) / self.link_weeks

    def by_stage(self) -> dict[str, Timing]:
        """Return the cost of each stage for each link-week, in the rounds that count."""
        return {
            name: Timing(tuple(seconds / self.link_weeks for seconds in spent[1:]))
            for name, spent in self.spent.items()
        }


def main() -> None:
    """Print and keep the passes of a week, by stage, for several sizes of block."""
    given = arguments(__doc__.splitlines()[0])
    scenario = the_scenario(given.scenario, 60 if given.quick else None)
    figures = {}
    block = fitting_block(scenario)
    for runs in (block,) if given.quick else (1, block, 4 * block):
        profile = Profile(scenario, runs)
        times = alternate({"week": profile.live, "copy": profile.copy}, given.rounds)
        stages = profile.by_stage()
        copy = times["copy"].median
        figures[str(runs)] = {
            "ns_per_link_week": times["week"].median * 1e9,
            "ns_per_link_of_a_copy": copy * 1e9,
            "passes": times["week"].over(times["copy"]),
            "state_megabytes": profile.bytes / 1e6,
            "passes_by_stage": {name: cost.median / copy for name, cost in stages.items()},
        }
        show(
            f"{runs} runs in a block: {profile.bytes / 1e6:.1f} MB of state, copied in "
            f"{copy * 1e9:.2f} ns a link; a week costs {figures[str(runs)]['passes']} passes",
            ("stage", "ns per link-week", "passes"),
            [(name, cost.median * 1e9, cost.median / copy) for name, cost in stages.items()]
            + [("all", times["week"].median * 1e9, times["week"].median / copy)],
        )
    report("limit", figures, keep=not given.quick)


if __name__ == "__main__":
    main()
