"""How far the week is from the limit: the time of a plain copy of the same state.

One pass is the time that numpy takes to copy every array of the state once, in the same process
and into memory that is already there. A week costs so many passes; the profile says in which
stage they go. ``record`` and ``books`` are what the engine does after the stages of a week; in a
bare world, which has no names to record under, there are none.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.side_by_side import Timing, alternate, arguments, report, show
from benchmarks.sparse_world import Size, sparse_world
from benchmarks.worlds import the_scenario
from tradesim.economy.accounting import Books
from tradesim.ensemble import fitting_block
from tradesim.measures.recording import Recorder
from tradesim.week import STAGES, Everyone
from tradesim.world.build import build_world
from tradesim.world.world import World
from tradesim.world.writers import WRITTEN_BY

BARE_FIRMS, BARE_WEEKS = 100_000, 30


def state_arrays(world: World) -> list[Any]:
    """Return every array that some stage writes, and the goods on their way week by week."""
    names = (name.split(".") for name in WRITTEN_BY)
    written = [getattr(getattr(world, group), name) for group, name in names]
    return [*written, *world.pipeline.dispatched]


class Profile:
    """Lives a world for some weeks, adding up the time of every stage.

    Attributes:
        link_weeks: Links times runs times weeks.
        megabytes: Size of the state.
    """

    def __init__(self, build: Callable[[], World], weeks: int) -> None:
        self._build, self._weeks = build, weeks
        self._spent: dict[str, list[float]] = {}
        world = build()
        self.link_weeks = weeks * world.link.share.size
        self._state = state_arrays(world)
        self._copies = [np.empty_like(array) for array in self._state]
        self.megabytes = sum(array.nbytes for array in self._state) / 1e6

    def live(self) -> float:
        """Live all weeks; return seconds for each link-week."""
        world = self._build()
        stages = stages_of(world)
        spent = dict.fromkeys(stages, 0.0)
        for week in range(self._weeks):
            world.week = week
            for name, stage in stages.items():
                start = time.perf_counter()
                stage()
                spent[name] += time.perf_counter() - start
        for name, seconds in spent.items():
            self._spent.setdefault(name, []).append(seconds)
        return sum(spent.values()) / self.link_weeks

    def copy(self) -> float:
        """Copy the state once a week; return seconds for each link-week."""
        start = time.perf_counter()
        for _ in range(self._weeks):
            for array, copy in zip(self._state, self._copies, strict=True):
                np.copyto(copy, array)
        return (time.perf_counter() - start) / self.link_weeks

    def by_stage(self) -> dict[str, Timing]:
        """Return the cost of each stage for each link-week, in the rounds that count."""
        return {
            name: Timing(tuple(seconds / self.link_weeks for seconds in spent[1:]))
            for name, spent in self._spent.items()
        }


def stages_of(world: World) -> dict[str, Callable[[], None]]:
    """Return what happens in a week, by name, in order."""
    deciders = Everyone(world)
    stages: dict[str, Callable[[], None]] = {
        name: lambda stage=stage: stage(world, deciders)  # type: ignore[misc]
        for name, stage in STAGES.items()
    }
    if len(world.layout.link_rows) == len(world.link.share):  # a bare world has no names
        books, recorder = Books.begin(world), Recorder(world, range(world.run_count))
        stages |= {"record": recorder.record, "books": lambda: books.post(world)}
    return stages


def profiled(name: str, profile: Profile, rounds: int) -> dict[str, Any]:
    """Profile a world, print what was found and return it."""
    times = alternate({"week": profile.live, "copy": profile.copy}, rounds)
    stages = profile.by_stage()
    copy, passes = times["copy"].median, times["week"].over(times["copy"])
    show(
        f"{name}: {profile.megabytes:.1f} MB of state, copied in {copy * 1e9:.2f} ns a link; "
        f"a week costs {passes} passes (at most 120)",
        ("stage", "ns per link-week", "passes"),
        [
            (stage, cost.median * 1e9, cost.median / copy)
            for stage, cost in (stages | {"all": times["week"]}).items()
        ],
    )
    return {
        "ns_per_link_week": times["week"].times(1e9),
        "ns_per_link_of_a_copy": times["copy"].times(1e9),
        "passes": passes,
        "state_megabytes": round(profile.megabytes, 2),
        "passes_by_stage": {
            stage: float(f"{cost.median / copy:.3g}") for stage, cost in stages.items()
        },
    }


def main() -> None:
    """Print and keep the passes of a week, by stage, for blocks of runs and for a large world."""
    given = arguments(__doc__.splitlines()[0])
    scenario = the_scenario(given.scenario, 26 if given.quick else None)
    weeks = build_world(scenario, scenario.seed, [0]).layout.calendar.weeks
    block = fitting_block(scenario)
    figures = {}
    for runs in (block,) if given.quick else (1, block, 4 * block):
        name = f"{scenario.name}, {runs} runs"
        profile = Profile(
            lambda runs=runs: build_world(scenario, scenario.seed, range(runs)),  # type: ignore[misc]
            weeks,
        )
        figures[name] = profiled(name, profile, given.rounds)
    firms = BARE_FIRMS // 50 if given.quick else BARE_FIRMS
    name = f"{firms:,} firms, {Size(firms).links:,} links, 1 run"
    bare = Profile(lambda: sparse_world(Size(firms)), BARE_WEEKS)
    figures[name] = profiled(name, bare, given.rounds)
    report("limit", figures, keep=not given.quick)


if __name__ == "__main__":
    main()
