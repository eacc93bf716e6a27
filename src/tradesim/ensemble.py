"""The ensemble: the same week for all actors of many runs at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.economy.accounting import Books
from tradesim.measures.recording import Recorder, Recording
from tradesim.scenario import Scenario, with_values
from tradesim.week import Everyone, live_week
from tradesim.world.build import build_world

BLOCK = 64
"""Runs in a block: as many as keep the state in the processor's cache."""


class Ensemble:
    """Many runs of one scenario.

    Args:
        scenario: The scenario.
        replicates: Replicate number of each run.
        seed: Seed of all draws; the scenario's where absent.
        values: Values that vary by run, by dotted path, each of shape (run,).
        block: Runs simulated together; changes no number.
    """

    def __init__(
        self,
        scenario: Scenario,
        replicates: Sequence[int],
        *,
        seed: int | None = None,
        values: Mapping[str, npt.NDArray[Any]] | None = None,
        block: int = BLOCK,
    ) -> None:
        """Keep what is to be run."""
        self.scenario = scenario
        self.replicates = tuple(replicates)
        self.seed = scenario.seed if seed is None else seed
        self.values = {path: np.asarray(column) for path, column in (values or {}).items()}
        self.block = block

    def recordings(self, progress: Callable[[int], None] | None = None) -> Iterator[Recording]:
        """Run block after block, yielding the recording of each.

        Args:
            progress: Called with the number of runs that lived another week.

        Raises:
            ConservationError: The books of an item do not balance.
        """
        for start in range(0, len(self.replicates), self.block):
            yield self._run(slice(start, start + self.block), progress)

    def _run(self, part: slice, progress: Callable[[int], None] | None) -> Recording:
        scenario = self.scenario
        if self.values:
            varied = {path: column[part] for path, column in self.values.items()}
            scenario = with_values(scenario, varied)
        replicates = self.replicates[part]
        world = build_world(scenario, self.seed, replicates)
        deciders, recorder, books = Everyone(world), Recorder(world, replicates), Books.open(world)
        for week in range(world.layout.calendar.weeks):
            world.week = week
            live_week(world, deciders)
            recorder.record()
            books.post(world)
            if progress:
                progress(len(replicates))
        books.check(world)
        return recorder.recording()
