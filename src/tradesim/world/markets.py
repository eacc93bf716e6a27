"""The markets whose prices move with a binding control: an item in a country that uses it.

A market is kept for each item whose use may answer its price (``demand_elasticity``), whatever the
policies are and whatever a run drew, so that worlds that are compared have the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Flags, Floats, Rows
from tradesim.world.layout import Layout
from tradesim.world.parameters import column, highest
from tradesim.world.segments import Segments
from tradesim.world.state import Group

Market = tuple[int, str]
"""Item row, and code of the country."""


@dataclass(slots=True)
class Markets(Group):
    """One row for each item and country whose buyers' use answers its price."""

    elasticity: Floats  # of use, as an absolute value
    rent: Floats  # premium that a binding control makes, share of the seller's price


@dataclass(frozen=True)
class MarketWiring:
    """Which needs and links belong to a market; the same for every run.

    Attributes:
        need: Rows of the needs that are in some market.
        of_need: The market of each of them.
        link: Rows of the links that end in some market.
        of_link: The market of each of them.
        sellers_keep: Of each link that ends in some market, 1 where its seller gets the rent, 0
            where the rights of a quota are others'; shape (link, 1).
    """

    need: Rows
    of_need: Segments
    link: Rows
    of_link: Segments
    sellers_keep: Floats


def priced_markets(layout: Layout) -> tuple[Market, ...]:
    """Return the markets of a layout, in the order of its needs."""
    answering = {
        row for row, item in enumerate(layout.items) if highest(item.demand_elasticity) > 0.0
    }
    return tuple(dict.fromkeys(place for place in _places(layout) if place[0] in answering))


def markets(layout: Layout, runs: int) -> Markets:
    """Return the markets, without any rent."""
    found = priced_markets(layout)
    return Markets(
        elasticity=column(found, lambda place: layout.items[place[0]].demand_elasticity),
        rent=np.zeros((len(found), runs)),
    )


def market_wiring(layout: Layout) -> MarketWiring:
    """Return which needs and links belong to the markets."""
    found = {place: row for row, place in enumerate(priced_markets(layout))}
    of_need = np.array([found.get(place, -1) for place in _places(layout)], dtype=np.int64)
    of_link = of_need[layout.links_of_need.group_of]
    need, link = np.flatnonzero(of_need >= 0), np.flatnonzero(of_link >= 0)
    return MarketWiring(
        need=need,
        of_need=Segments(of_need[need], len(found)),
        link=link,
        of_link=Segments(of_link[link], len(found)),
        sellers_keep=(~rights_elsewhere(layout)[link]).astype(np.float64).reshape(-1, 1),
    )


def rights_elsewhere(layout: Layout) -> Flags:
    """Say of each link whether a quota leaves its rent to somebody else than the seller."""
    found = np.zeros(len(layout.link_rows), dtype=bool)
    for quota, rows in layout.rows_of("quota"):
        if getattr(quota, "rights_held_by", "exporters") != "exporters":
            found[rows] = True
    return found


def _places(layout: Layout) -> Sequence[Market]:
    """Return item and country of each need."""
    rows = zip(layout.item_of_need.tolist(), layout.need_rows, strict=True)
    return [(item, layout.buyer_countries[row.buyer]) for item, row in rows]
