"""Who gets the rent of a binding control."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.markets import USD_M, Market
from tradesim.measures.measured import Measured, of_market
from tradesim.measures.prices import rent_kept, rent_of_others, rent_paid
from tradesim.measures.spans import total
from tradesim.world.markets import priced_markets


def rents(market: Market) -> Iterator[Measured]:
    """Yield the rent of sellers by country, and of who else holds the rights of a quota.

    Nothing of items whose use does not answer their price: their markets keep no rent.
    """
    recording, layout = market.recording, market.recording.layout
    item = layout.item_row[market.item.name]
    if (item, market.destination) not in priced_markets(layout):
        return
    others: Floats = np.zeros(len(recording.replicates))
    sellers: dict[str, Floats] = {}
    for flow, plant in zip(market.flows, market.sources, strict=True):
        origin = layout.suppliers[plant].country
        kept = total(rent_paid(recording, flow, rent_kept(recording, flow))) / USD_M
        sellers[origin] = sellers.get(origin, 0.0) + kept
        others = others + total(rent_paid(recording, flow, rent_of_others(recording, flow)))
    for origin, kept in sellers.items():
        yield of_market("rent_of_sellers", market, kept, origin)
    yield of_market("rent_of_quota_holders", market, others / USD_M)
