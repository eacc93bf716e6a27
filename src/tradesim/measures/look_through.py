"""Looking through: what a processor sells is attributed to those it buys its inputs from."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.markets import baseline_prices
from tradesim.measures.recording import Recording, input_links
from tradesim.measures.spans import ratio, trailing
from tradesim.world.layout import Layout

Shares = dict[int, Floats]
"""Shares by supplier row, each of shape (week, run)."""


class LookThrough:
    """The inputs of each processor, and shares attributed to their origins.

    Args:
        recording: The runs.
        weeks: Trailing weeks over which purchases are counted.
    """

    def __init__(self, recording: Recording, weeks: int) -> None:
        """Sum up what each processor bought."""
        self._inputs = {
            plant: _mixture(recording, plant, weeks) for plant in recording.layout.processors
        }

    def reaches_beyond(self, shares: Shares) -> bool:
        """Tell whether some of the suppliers are processors."""
        return any(plant in self._inputs for plant in shares)

    def attribute(self, shares: Shares) -> Shares:
        """Return shares by the suppliers that stand at the origin.

        A processor's share goes to the suppliers of its inputs in proportion to what it bought of
        each, and so on up the chain; it stays with the processor where it bought nothing. Without
        processors the shares are returned as they are.
        """
        for _ in self._inputs:
            if not self.reaches_beyond(shares):
                break
            shares = self._one_tier_up(shares)
        return shares

    def _one_tier_up(self, shares: Shares) -> Shares:
        further: Shares = {}
        for plant, share in shares.items():
            for origin, part in self._inputs.get(plant, {plant: np.ones(1)}).items():
                further[origin] = further.get(origin, 0.0) + share * part
        return further


def _mixture(recording: Recording, plant: int, weeks: int) -> Shares:
    """Return the share of each supplier in a processor's purchases, at baseline prices.

    The processor itself has the whole where it bought nothing.
    """
    layout = recording.layout
    prices = baseline_prices(recording)
    first = input_links(layout).start
    bought: Shares = {}
    for row in _main_links(layout, plant):
        supplier = layout.link_rows[row].supplier
        value = trailing(recording.panels["inputs"][:, row - first], weeks) * prices[supplier]
        bought[supplier] = bought.get(supplier, 0.0) + value
    whole = sum(bought.values(), np.zeros(1))
    mixture = {supplier: np.nan_to_num(ratio(value, whole)) for supplier, value in bought.items()}
    mixture[plant] = mixture.get(plant, 0.0) + (whole == 0.0)
    return mixture


def _main_links(layout: Layout, plant: int) -> list[int]:
    """Return the links of a processor's critical inputs, of all inputs where none is critical."""
    buyer = len(layout.final_buyers) + layout.processors.index(plant)
    rows = np.flatnonzero(layout.buyer_of_link == buyer).tolist()
    needs = {row: layout.need_rows[layout.link_rows[row].need].need for row in rows}
    critical = [row for row in rows if needs[row].importance == "critical"]
    return critical or rows
