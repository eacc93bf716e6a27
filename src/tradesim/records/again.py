"""How the runs of a result are lived: all of them block by block, or one of them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.ensemble import Ensemble, fitting_block, with_standard_agents
from tradesim.errors import RecordsError
from tradesim.machine import blocks_at_once
from tradesim.measures.recording import Recording
from tradesim.measures.straying import Irregular
from tradesim.scenario import Scenario, with_values
from tradesim.scenario.wording import listing
from tradesim.world.layout import Layout, lay_out
from tradesim.world.log import FIELDS
from tradesim.world.practice import practised

Progress = Callable[[int], None]
AgentClasses = Mapping[str, type[Any]]
Values = Mapping[str, npt.NDArray[Any]]

LARGEST_BLOCK = 128
"""Runs lived together at most, so that a block and what is made of it take little memory."""


@dataclass(frozen=True)
class Again:
    """What it takes to live runs, as often as they are asked for: the same bits every time.

    Attributes:
        scenario: The scenario.
        seed: Seed of all draws.
        replicates: Number of each run.
        engine: ``mesa`` or ``ensemble``.
        values: What varies by run, by dotted path, shape (run,).
        irregular: How trade strays as customs publish it, where the runs are a forecast.
        classes: Agent classes of actors that are not standard ones, by name.
        lacking: Actors whose agent classes are not at hand: their runs cannot be lived again.
    """

    scenario: Scenario
    seed: int
    replicates: tuple[int, ...]
    engine: str = "ensemble"
    values: Values = field(default_factory=dict, repr=False)
    irregular: Irregular | None = None
    classes: AgentClasses = field(default_factory=dict)
    lacking: tuple[str, ...] = ()

    @cached_property
    def layout(self) -> Layout:
        """Names of all rows and controls as practised, with what varies as one value a run."""
        varied = with_values(self.scenario, self.values) if self.values else self.scenario
        return lay_out(practised(varied))

    def blocks(
        self, progress: Progress | None = None, *, detailed: bool = False, lasting: bool = False
    ) -> Iterator[Recording]:
        """Live all runs, yielding the recording of each block.

        Args:
            progress: Called with the number of weeks just lived, one for each run.
            detailed: Whether to keep the panels by sourcing link, too.
            lasting: Whether recordings are kept; else each writes over the one before.

        Raises:
            RecordsError: Some agent classes are not at hand.
        """
        if self.lacking:
            raise RecordsError(
                "its runs took agent classes of the scenario's own, and cannot be lived again from "
                f"the folder: those of {listing(self.lacking)}. Run the scenario in Python, and "
                "ask its result; 'tradesim verify' takes --allow-custom-agents."
            )
        if self.engine == "mesa":
            yield from (self._by_agents(number, progress) for number in self.replicates)
            return
        ensemble = Ensemble(
            with_standard_agents(self.scenario),
            self.replicates,
            seed=self.seed,
            values=self.values,
            block=min(fitting_block(self.scenario), LARGEST_BLOCK),
            threads=blocks_at_once(),
        )
        parts = ensemble.recordings(progress, detailed=detailed, reuse_memory=not lasting)
        for part in parts:
            yield replace(part, irregular=self.irregular)

    def run(self, replicate: int) -> Recording:
        """Return the recording of one run, with the panels by sourcing link."""
        return next(self.alone(replicate).blocks(detailed=True, lasting=True))

    def alone(self, replicate: int) -> Again:
        """Return what it takes to live one of the runs."""
        place = self.replicates.index(replicate)
        return replace(
            self,
            replicates=(replicate,),
            values={path: column[place : place + 1] for path, column in self.values.items()},
        )

    def everything(self) -> Recording:
        """Return all runs in one recording: for few of them."""
        return self.whole(list(self.blocks(detailed=True, lasting=True)))

    def whole(self, parts: Sequence[Recording]) -> Recording:
        """Return blocks of runs as one recording of all."""
        return replace(combine(parts), layout=self.layout, irregular=self.irregular)

    def _by_agents(self, replicate: int, progress: Progress | None) -> Recording:
        place = self.replicates.index(replicate)
        own = {path: column[place : place + 1] for path, column in self.values.items()}
        scenario = with_values(self.scenario, own) if own else self.scenario
        from tradesim.model import TradeModel  # noqa: PLC0415 - the ensemble needs no Mesa

        model = TradeModel(scenario, replicate, self.seed, agent_classes=dict(self.classes))
        for _ in model.weeks_to_come():
            if progress:
                progress(1)
        return replace(model.recording(), irregular=self.irregular)


def combine(parts: Sequence[Recording]) -> Recording:
    """Return recordings of the same scenario as one, run after run.

    Args:
        parts: Recordings of blocks of runs.

    Returns:
        One recording; the run of an event is its position among all runs.
    """
    if len(parts) == 1:
        return parts[0]
    names = parts[0].panels
    panels = {name: np.concatenate([p.panels[name] for p in parts], axis=2) for name in names}
    replicates = tuple(number for part in parts for number in part.replicates)
    events, first = [], 0
    for part in parts:
        events.append(part.events + first * (np.array(FIELDS) == "run"))
        first += len(part.replicates)
    return Recording(parts[0].layout, replicates, panels, np.concatenate(events))
