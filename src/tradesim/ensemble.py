"""The ensemble: the same week for all actors of many runs at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from threading import Event
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.economy.accounting import Books
from tradesim.errors import CustomAgentError
from tradesim.lanes import in_turn, one_at_a_time
from tradesim.measures.panels import PANELS
from tradesim.measures.recording import Recorder, Recording
from tradesim.scenario import Scenario, with_values
from tradesim.week import Everyone, live_week
from tradesim.world.build import build_world
from tradesim.world.world import World

CACHED_LINKS = 20_000
"""Links times runs in a block that keep the arrays in the processor's cache."""

LEAST_BLOCK, LARGEST_BLOCK = 16, 256
"""Bounds on the runs in a block: enough to spread the cost of a call, few enough for memory."""

Progress = Callable[[int], None]
Audit = Callable[[Books, World], None]
PanelArrays = dict[str, npt.NDArray[np.float64]]


def fitting_block(scenario: Scenario) -> int:
    """Return the number of runs that a block of this scenario should hold, a power of two."""
    power: int = max(CACHED_LINKS // sourcing_links(scenario), 1).bit_length() - 1
    return min(max(1 << power, LEAST_BLOCK), LARGEST_BLOCK)


def sourcing_links(scenario: Scenario) -> int:
    """Return the number of sourcing links of a scenario, candidates among them."""
    needs = [need for maker in scenario.buyers for need in maker.needs]
    needs += [need for plant in scenario.suppliers for need in plant.recipe]
    return sum(len(need.sources) + len(need.candidates) for need in needs)


def with_standard_agents(scenario: Scenario) -> Scenario:
    """Return a scenario without agent classes of its own, for what is to run without them."""
    return scenario.model_copy(update={"agents": {}}) if scenario.agents else scenario


def check_standard(scenario: Scenario) -> None:
    """Refuse a scenario that names agent classes of its own.

    Raises:
        CustomAgentError: It does.
    """
    if scenario.agents:
        raise CustomAgentError(_of_its_own(scenario))


def _of_its_own(scenario: Scenario) -> str:
    named = ", ".join(f"{actor} ({place})" for actor, place in scenario.agents.items())
    return (
        f"The scenario names agent classes of its own: {named}. Only 'run', 'batch' and 'compare' "
        "can run them, with --allow-custom-agents; what was asked for runs the standard agents, "
        "whose numbers would be others. Remove 'agents' from the scenario to run it with those."
    )


def _all_but(panels: Collection[str] | None) -> frozenset[str]:
    """Return the panels that are not asked for."""
    if panels is None:
        return frozenset()
    unknown = sorted(set(panels) - set(PANELS))
    if unknown:
        raise ValueError(
            f"There is no panel {', '.join(unknown)}. Those that a recording keeps are "
            f"{', '.join(PANELS)}."
        )
    return frozenset(PANELS) - set(panels)


class Ensemble:
    """Many runs of one scenario.

    Args:
        scenario: The scenario.
        replicates: Replicate number of each run.
        seed: Seed of all draws; the scenario's where absent.
        values: Values that vary by run, by dotted path, each of shape (run,).
        block: Runs simulated together, chosen by the size of the world where absent; changes no
            number.
        threads: Blocks simulated at a time, each on a thread of its own; changes no number.

    Raises:
        CustomAgentError: The scenario names agent classes of its own, which live on Mesa.
    """

    def __init__(
        self,
        scenario: Scenario,
        replicates: Sequence[int],
        *,
        seed: int | None = None,
        values: Mapping[str, npt.NDArray[Any]] | None = None,
        block: int | None = None,
        threads: int = 1,
    ) -> None:
        """Keep what is to be run."""
        check_standard(scenario)
        self.scenario = scenario
        self.replicates = tuple(replicates)
        self.seed = scenario.seed if seed is None else seed
        self.values = {path: np.asarray(column) for path, column in (values or {}).items()}
        self.block = block or fitting_block(scenario)
        self.threads = threads

    def recordings(
        self,
        progress: Progress | None = None,
        *,
        reuse_memory: bool = False,
        memory: PanelArrays | None = None,
        audit: Audit = Books.check,
        detailed: bool = False,
        panels: Collection[str] | None = None,
    ) -> Iterator[Recording]:
        """Run block after block, yielding the recording of each.

        Args:
            progress: Called with the number of runs that lived another week, by one thread at a
                time.
            reuse_memory: Let each block write over the panels of the one before on its thread: for
                sweeps that are done with a recording before they ask for the next.
            memory: Panels of an earlier ensemble for the first block to write over.
            audit: What is done with the books at the end of a block, before its recording is
                yielded; by default they must balance.
            detailed: Whether to keep the panels by sourcing link, which explanations need.
            panels: Names of those to keep, of ``tradesim.measures.panels``; all where absent, which
                measures need. With few of them larger blocks fit in memory, and are faster.

        Raises:
            ConservationError: The books of an item do not balance.
            ValueError: There is no panel of a name.
        """
        without = _all_but(panels)
        starts = range(0, len(self.replicates), self.block)
        lanes = max(min(self.threads, len(starts)), 1)
        stop = Event()
        told = one_at_a_time(progress, stop)

        def lane(first: int) -> Iterator[Recording]:
            """Yield the recordings of every block of one thread, from its first on."""
            room = None if first else memory
            for start in starts[first::lanes]:
                part = slice(start, start + self.block)
                world = self._world(part)
                recorder = Recorder(
                    world, self.replicates[part], room, detailed=detailed, without=without
                )
                recording = self._run(world, recorder, told, audit)
                room = recording.panels if reuse_memory else None
                yield recording

        yield from in_turn([lane(first) for first in range(lanes)], stop)

    def _world(self, part: slice) -> World:
        """Return the world of a block of runs at its start."""
        scenario = self.scenario
        if self.values:
            varied = {path: column[part] for path, column in self.values.items()}
            scenario = with_values(scenario, varied)
        return build_world(scenario, self.seed, self.replicates[part])

    def _run(self, world: World, recorder: Recorder, told: Progress, audit: Audit) -> Recording:
        deciders, books = Everyone(world), Books.begin(world)
        for week in range(world.layout.calendar.weeks):
            world.week = week
            live_week(world, deciders)
            recorder.record()
            books.post(world)
            told(world.run_count)
        audit(books, world)
        return recorder.recording()
