"""The arrays of inspections, and the goods that wait at the border for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats, Rows, Words
from tradesim.policies.effects import together
from tradesim.policies.inspection import Inspection
from tradesim.randomness import name_keys
from tradesim.world.allocate import zeros
from tradesim.world.layout import Layout
from tradesim.world.parameters import column
from tradesim.world.state import Group


@dataclass(slots=True)
class Inspections(Group):
    """One row for each inspection."""

    delay_weeks: Floats  # median wait of what is picked
    delay_spread: Floats  # log
    longest_weeks: Floats
    picked_share: Floats  # odds that a consignment is picked, 0 while it does not hold


class Border:
    """What waits at the border for inspection, by link and week in which it is cleared.

    Attributes:
        links: The sourcing links that some inspection looks at.
        parts: Of each inspection, which of these links it looks at, and keys for its draws.
        waiting: A ring of weeks, shape (slot, inspected link, run).
    """

    def __init__(self, layout: Layout, runs: int) -> None:
        """Make room for the longest waits.

        Args:
            layout: Names of all rows.
            runs: Number of runs.
        """
        owned = layout.rows_of(Inspection.group)
        self.links: Rows = together(rows for _, rows in owned)
        self.parts: list[tuple[Rows, Words]] = [
            (
                np.searchsorted(self.links, rows),
                name_keys([f"{policy.drawn_by}|{layout.link_ids[row]}" for row in rows]),
            )
            for policy, rows in owned
        ]
        longest = sum(float(np.max(p.longest_weeks.value)) for p in layout.of_kind(Inspection))
        self.waiting: Floats = np.zeros((int(np.ceil(longest)) + 1, len(self.links), runs))

    def clear(self, week: int) -> Floats:
        """Return what is cleared in a week, shape (inspected link, run), and forget it."""
        slot = week % len(self.waiting)
        cleared: Floats = self.waiting[slot].copy()
        self.waiting[slot] = 0.0
        return cleared

    def keep(self, week: int, goods: Floats, delay: Rows) -> None:
        """Keep goods back for some whole weeks each, at least one where there are any."""
        link, run = np.nonzero(goods)
        slot = (week + delay[link, run]) % len(self.waiting)
        self.waiting[slot, link, run] += goods[link, run]


def inspections(layout: Layout, runs: int) -> Inspections:
    """Return the inspections, none of them in force."""
    own = [p for p, _ in layout.rows_of(Inspection.group) if isinstance(p, Inspection)]
    return Inspections(
        delay_weeks=column(own, lambda policy: policy.delay_weeks),
        delay_spread=column(own, lambda policy: policy.delay_spread),
        longest_weeks=column(own, lambda policy: policy.longest_weeks),
        **zeros(len(own), runs, "picked_share"),
    )
