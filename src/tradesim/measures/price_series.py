"""Prices week by week: where goods leave, where they arrive, where they are used, and rents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.prices import has_own_price, price_cif, price_fob
from tradesim.measures.recording import Recording
from tradesim.world.markets import priced_markets

Series = tuple[str, Sequence[tuple[str, str, str, str]], Sequence[str], Floats]
"""Name of the outcome, item, origin, destination and actor of each row, units, and values."""


def price_series(recording: Recording) -> Iterator[Series]:
    """Yield what is told of prices beside those that plants post.

    Prices free on board and at the border only of trade that ever costs other than what its plant
    posts, landed prices of items whose use answers them, rents of markets that had one.
    """
    yield from _at_borders(recording)
    yield from _where_used(recording)
    yield from _rents(recording)


def _at_borders(recording: Recording) -> Iterator[Series]:
    layout, flows = recording.layout, recording.flows
    plants = [layout.suppliers[flow.supplier] for flow in flows]
    rows = [
        row
        for row, plant in enumerate(plants)
        if plant.country != flows[row].destination and has_own_price(recording, row)
    ]
    places = [
        (plants[row].item, plants[row].country, flows[row].destination, plants[row].name)
        for row in rows
    ]
    units = [f"USD/{layout.items[flows[row].item].unit}" for row in rows]
    for name, price_of in (("price_fob", price_fob), ("price_cif", price_cif)):
        if rows:
            values = [price_of(recording, row) for row in rows]
            yield name, places, units, np.stack(values, axis=1)


def _where_used(recording: Recording) -> Iterator[Series]:
    layout, landed = recording.layout, recording.panels["landed"]
    if not landed.shape[1]:
        return
    places = [
        (row.need.item, "", layout.buyer_countries[row.buyer], layout.buyer_names[row.buyer])
        for row in layout.need_rows
    ]
    units = [f"USD/{layout.items[row].unit}" for row in layout.item_of_need]
    yield "landed_price", places, units, landed


def _rents(recording: Recording) -> Iterator[Series]:
    rent, items = recording.panels["rent"], recording.layout.items
    found = priced_markets(recording.layout)
    places = [(items[item].name, "", country, "") for item, country in found]
    if places:
        yield "control_rent", places, ["share"] * len(places), rent
