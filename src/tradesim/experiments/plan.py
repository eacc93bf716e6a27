"""The plan of a batch: its worlds, its runs, and the blocks that workers are given.

All of it follows from the experiment, nothing from the number of workers: the same experiment is
always cut into the same blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tradesim.ensemble import LEAST_BLOCK, fitting_block
from tradesim.experiments.arrays import Ids, Values
from tradesim.experiments.parameters import leads_somewhere, plain, varies_by_run
from tradesim.policies.base import Policy
from tradesim.scenario import Scenario, apply, with_all_policies, with_values

if TYPE_CHECKING:
    from tradesim.experiments.loading import Study

LEAST_BLOCKS = 16
"""Blocks that even a small batch is cut into, for the sake of its workers."""

FAIR_BLOCK = 64
"""Runs that a block holds in a small batch: what the first few cost is half of it or less."""

FEW_BLOCKS = 64
"""Blocks from which on a block holds more runs, so that part files do not become countless."""

MOST_PANELS = 4
"""Ensemble blocks that one block of a batch holds at most, one after the other."""

AGENT_RUNS = 8
"""Runs of a block on the Mesa engine, which lives them one by one."""


@dataclass(frozen=True)
class SharedScenario:
    """A scenario that many runs share.

    Attributes:
        variant: Name of the variant.
        scenario: The scenario, before numbers and dates are varied by run.
        by_run: Parameters that vary by run in it.
        runs: Its runs, in order.
    """

    variant: str
    scenario: Scenario
    by_run: tuple[str, ...]
    runs: Ids


@dataclass(frozen=True)
class Yardstick:
    """A scenario whose policies all variants are measured beside, so that measures pair.

    Attributes:
        scenario: The first variant, with the policies that only others have.
        by_run: Parameters that vary by run in it.
    """

    scenario: Scenario
    by_run: tuple[str, ...]

    def policies(self, values: dict[str, Values]) -> Sequence[Policy]:
        """Return its policies in some runs, given the values of its parameters there."""
        return with_values(self.scenario, values).policies if values else self.scenario.policies


@dataclass(frozen=True)
class RunBlock:
    """What one worker does at a time.

    Attributes:
        number: Position in the plan.
        world: Number of its world.
        runs: Its runs, in order.
    """

    number: int
    world: int
    runs: Ids


@dataclass(frozen=True)
class Plan:
    """All runs of a study.

    A run's number is ``(variant * points + point) * replicates + replicate``.
    """

    study: Study

    @property
    def begun(self) -> Study:
        """The study as the batch was begun."""
        return self.study

    @property
    def replicates(self) -> int:
        """Replicates of each point."""
        return self.study.experiment.replicates

    @property
    def runs_of_variant(self) -> int:
        """Runs of each variant."""
        return self.study.design.count * self.replicates

    @property
    def run_count(self) -> int:
        """Runs of all variants."""
        return self.runs_of_variant * len(self.study.arms)

    @cached_property
    def engine(self) -> str:
        """``ensemble``; ``mesa`` where the scenario names agent classes of its own."""
        named = any(world.scenario.agents for world in self.worlds)
        return "mesa" if named else "ensemble"

    @cached_property
    def yardstick(self) -> Yardstick | None:
        """What all variants are measured beside; nothing where there is but one."""
        if len(self.study.arms) == 1:
            return None
        scenario = with_all_policies(list(self.study.arms.values()))
        return Yardstick(scenario, self._parted(scenario)[0])

    @cached_property
    def panel_block(self) -> int:
        """Runs that the ensemble simulates together: fewer where there are few."""
        fair = max(-(-self.run_count // LEAST_BLOCKS), FAIR_BLOCK)
        most = min(fair, fitting_block(self.study.scenario))
        longest = max(len(world.runs) for world in self.worlds)
        alike = -(-longest // -(-longest // most))  # no world ends in a block of a few
        return max(alike, min(most, LEAST_BLOCK))

    @cached_property
    def block_size(self) -> int:
        """Runs in a block."""
        if self.engine == "mesa":
            return AGENT_RUNS
        many = self.run_count // (self.panel_block * FEW_BLOCKS)
        return self.panel_block * min(max(many, 1), MOST_PANELS)

    @cached_property
    def worlds(self) -> tuple[SharedScenario, ...]:
        """The worlds, variant by variant."""
        return tuple(
            world
            for number, name in enumerate(self.study.arms)
            for world in self._worlds_of(number, name)
        )

    @cached_property
    def blocks(self) -> tuple[RunBlock, ...]:
        """The blocks: one of every world, another of every world, and so on.

        Those of a world lie spread over its runs, so that a batch that was stopped half-way has
        seen all of its design and not the low end of it.
        """
        size = self.block_size
        parts = sorted(
            (turn, number, start)
            for number, world in enumerate(self.worlds)
            for turn, start in enumerate(_spread(range(0, len(world.runs), size)))
        )
        return tuple(
            RunBlock(position, number, self.worlds[number].runs[start : start + size])
            for position, (_, number, start) in enumerate(parts)
        )

    @property
    def idle(self) -> Iterator[tuple[str, str]]:
        """Variant and parameter wherever a variant lacks what the parameter belongs to."""
        for name, scenario in self.study.arms.items():
            for path in self.study.design.names:
                if not leads_somewhere(scenario, path):
                    yield name, path

    def number(self, variant: int, point: int, replicate: int) -> int:
        """Return the number of a run."""
        return (variant * self.study.design.count + point) * self.replicates + replicate

    def points(self, runs: Ids) -> Ids:
        """Return the point of each run."""
        return (runs % self.runs_of_variant) // self.replicates

    def replicate_numbers(self, runs: Ids) -> Ids:
        """Return the replicate of each run."""
        return runs % self.replicates

    def values(self, runs: Ids) -> dict[str, Values]:
        """Return the values of all parameters in some runs, each of shape (run,)."""
        points = self.points(runs)
        return {path: column[points] for path, column in self.study.design.values.items()}

    def _parted(self, scenario: Scenario) -> tuple[tuple[str, ...], list[str]]:
        """Return the parameters that can vary between runs of one world, and those that cannot."""
        values = self.study.design.values
        here = [path for path in self.study.design.names if leads_somewhere(scenario, path)]
        by_run = tuple(p for p in here if varies_by_run(scenario, p, list(values[p])))
        return by_run, [path for path in here if path not in by_run]

    def _worlds_of(self, number: int, name: str) -> Iterator[SharedScenario]:
        """Yield a world for each combination of what cannot vary between runs of one world."""
        scenario, design = self.study.arms[name], self.study.design
        by_run, apart = self._parted(scenario)
        order = number * self.runs_of_variant + np.arange(self.runs_of_variant, dtype=np.int64)
        columns = [design.values[path] for path in apart]
        combinations: dict[str, list[int]] = {}
        for point in range(design.count if apart else 0):
            combinations.setdefault(repr([c[point] for c in columns]), []).append(point)
        for points in combinations.values():
            values = {path: column[points[0]] for path, column in zip(apart, columns, strict=True)}
            runs = order.reshape(-1, self.replicates)[points].ravel()
            yield SharedScenario(name, apply(scenario, plain(values)), by_run, runs)
        if not apart:
            yield SharedScenario(name, scenario, by_run, order)


def _spread(places: Sequence[int]) -> list[int]:
    """Return places in an order in which the first few lie spread over all (van der Corput)."""
    bits = max((len(places) - 1).bit_length(), 1)
    turns = sorted(range(len(places)), key=lambda turn: f"{turn:0{bits}b}"[::-1])
    return [places[turn] for turn in turns]
