"""Measures of large worlds: what firms made, by sector, country and tier, and the worst hit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.exposure import plant_exposure
from tradesim.measures.measured import Measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import ratio, total
from tradesim.measures.usual import Groups, Usual, tier_words
from tradesim.scenario.size import is_large
from tradesim.world.build import build_world
from tradesim.world.parameters import column
from tradesim.world.shortage import LEAST_LOST

WORST_HIT = 100
"""Firms that are told of by name."""


@dataclass(frozen=True)
class FirmWeeks:
    """What the firms of some runs made week by week.

    Attributes:
        usual: The firms before the first week.
        replicates: Number of each run.
        output: Output of final buyers, shape (week, final buyer, run).
        demand: Their demand, same shape.
        production: Output of plants, shape (week, plant, run).
    """

    usual: Usual
    replicates: tuple[int, ...]
    output: Floats
    demand: Floats
    production: Floats

    @cached_property
    def lost(self) -> Floats:
        """Share of output each firm lost over the whole run, shape (firm, run).

        Of a final buyer of what demand and capacity allow, of a plant of what it makes in a usual
        week; below zero where it made more, and nothing where a smaller share than counts. Not a
        number where nothing is made usually.
        """
        usual, makers = self.usual.output, self.output.shape[1]
        headroom = column(self.usual.layout.final_buyers, lambda maker: maker.capacity_headroom)
        wanted = np.minimum(self.demand, usual[:makers] * (1.0 + headroom))
        of_buyers = ratio(total(wanted) - total(self.output), total(wanted))
        meant = usual[makers:] * len(self.production)
        found = np.concatenate([of_buyers, ratio(meant - total(self.production), meant)])
        return np.where(np.abs(found) < LEAST_LOST, 0.0, found)

    @cached_property
    def groups(self) -> Mapping[str, Groups]:
        """Firms by sector, by country and by tier."""
        return {
            "item": Groups.by(self.usual.sectors),
            "destination": Groups.by(self.usual.countries),
            "actor": Groups.by(tier_words(self.usual.tiers)),
        }

    def made(self, firms: Sequence[int]) -> Floats:
        """Return what some firms made over what is usual, by week, shape (firm, week, run)."""
        makers, weeks, runs = self.output.shape[1], len(self.output), len(self.replicates)
        found = np.empty((len(firms), weeks, runs))
        for place, row in enumerate(firms):
            made = self.output[:, row] if row < makers else self.production[:, row - makers]
            found[place] = ratio(made, np.broadcast_to(self.usual.output[row], made.shape))
        return found

    def made_by(self, label: str) -> Floats:
        """Return what groups made over what is usual, by value, shape (group, week, run)."""
        rows, usual = self.groups[label].rows, self.usual
        price = np.nan_to_num(ratio(usual.value, usual.output))
        whole = rows.total(usual.value)
        weeks = [
            ratio(rows.total(np.concatenate(made) * price), whole)
            for made in zip(self.output, self.production, strict=True)
        ]
        return np.array(weeks).transpose(1, 0, 2)


def group_losses(weeks: FirmWeeks) -> Iterator[Measured]:
    """Yield the share of its usual output that each sector, country and tier lost, by value."""
    value = weeks.usual.value
    lost = np.nan_to_num(weeks.lost) * value
    for name, label in OF_GROUPS.items():
        groups = weeks.groups[label]
        shares = ratio(groups.rows.total(lost), groups.rows.total(value))
        for word, share in zip(groups.words, shares, strict=True):
            yield _measured(name, share, **{label: word})


def worst_hit(usual: Usual, lost: Floats) -> Iterator[Measured]:
    """Yield the share of output lost by the firms that lost most of it on the mean of all runs.

    Args:
        usual: The firms.
        lost: Share of output that each lost, shape (firm, run).
    """
    for row in worst_rows(usual, lost):
        place = {"item": usual.sectors[row], "destination": usual.countries[row]}
        yield _measured("firm_output_lost", lost[row], actor=usual.names[row], **place)


def worst_rows(usual: Usual, lost: Floats) -> list[int]:
    """Return the firms that lost the largest share of their output, the larger firm first."""
    mean = np.nan_to_num(lost.mean(axis=1))
    worst = np.lexsort((-usual.value[:, 0], -mean))[:WORST_HIT]
    return [int(row) for row in worst if mean[row] > 0.0]


OF_GROUPS = {
    "sector_output_lost": "item",
    "country_output_lost": "destination",
    "tier_output_lost": "actor",
}
"""Measures of groups, and by what the firms are put together."""


def _measured(
    name: str, values: Floats, *, item: str = "", destination: str = "", actor: str = ""
) -> Measured:
    return Measured(name, "share", item, "", destination, actor, values)


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
