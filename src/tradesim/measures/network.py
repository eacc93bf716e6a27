"""Measures of large worlds, worked out once for all their firms."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.measures.exposure import plant_exposure
from tradesim.measures.firm_output import FirmWeeks, group_losses, worst_hit
from tradesim.measures.measured import Measured
from tradesim.measures.recording import Recording
from tradesim.measures.usual import Usual
from tradesim.scenario.size import is_large
from tradesim.world.build import build_world


def of_network(recording: Recording) -> Iterator[Measured]:
    """Yield the measures of a large world; nothing of others, which have every firm's own."""
    if not is_large(recording.layout.scenario):
        return
    usual = Usual.of(build_world(recording.layout.scenario, 0, recording.replicates))
    panels = recording.panels
    made = panels["output"], panels["demand"], panels["production"]
    weeks = FirmWeeks(usual, recording.replicates, *made)
    yield from group_losses(weeks)
    yield from plant_exposure(usual)
    yield from worst_hit(usual, weeks.lost)
