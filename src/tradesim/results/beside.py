"""A run, and beside it in the same block the same run once without each policy.

A week of few runs is mostly calls, so that what a run of its own, or the one that is kept whole of
many, and the search for policies that change nothing would take is lived in the time of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tradesim.economy.accounting import Books
from tradesim.measures.recording import Recorder, Recording
from tradesim.measures.spans import by_row
from tradesim.policies.base import Policy
from tradesim.records.again import Again, Progress
from tradesim.results.all_but_one import all_but_one, differing, few_enough, lived
from tradesim.results.no_effect import governments_decide
from tradesim.scenario.size import is_large
from tradesim.world.build import build_world
from tradesim.world.log import FIELDS


def asked_beside(again: Again) -> list[Policy]:
    """Return the policies that can be asked about in the block of one of some runs."""
    scenario = again.scenario
    standard = again.engine == "ensemble" and not again.values and not scenario.agents
    if not standard or is_large(scenario) or governments_decide(scenario):
        return []
    return few_enough(scenario)


def run_beside(
    again: Again, asked: Sequence[Policy], progress: Progress | None = None
) -> tuple[Recording, frozenset[str]]:
    """Return a run, to the same bits as when it is lived alone, and the policies that matter to it.

    Args:
        again: The run.
        asked: The policies that are asked about.
        progress: Called with the number of weeks just lived.
    """
    numbers = again.replicates * (len(asked) + 1)
    world = build_world(all_but_one(again.scenario, asked), again.seed, numbers)
    recorder, books = Recorder(world, numbers, detailed=True), Books.begin(world)
    differ = np.zeros(len(numbers), dtype=bool)

    def each() -> None:
        """Close the books of a week, and tell of it."""
        books.post(world)
        if progress:
            progress(1)

    for weeks in lived(world, recorder, each):
        if not differ[1:].all():
            differ |= differing(recorder, weeks)
    books.check(world)
    names = (policy.name for policy, does in zip(asked, differ[1:], strict=True) if does)
    return _first(recorder.recording(), again), frozenset(names)


def _first(block: Recording, again: Again) -> Recording:
    """Return the first run of a block as if it had been alone, in memory of its own."""
    panels = {}
    for name, panel in block.panels.items():
        panels[name] = by_row((*panel.shape[:2], 1))
        panels[name][...] = panel[:, :, :1]
    events = block.events[block.events[:, FIELDS.index("run")] == 0.0]
    return replace(
        block, layout=again.layout, replicates=again.replicates, panels=panels, events=events
    )
