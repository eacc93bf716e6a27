"""Sourcing shares: from which plants a country has each item, as a stacked area."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from tradesim.arrays import Floats
from tradesim.records.bands import SeriesBand
from tradesim.records.pictures import PICTURES
from tradesim.reporting.by_item import draw_by_item
from tradesim.reporting.material import Material
from tradesim.reporting.plot import Plot, stacked
from tradesim.reporting.style import OTHERS, Colour
from tradesim.scenario.naming import label_of
from tradesim.scenario.schema import Item

THINNEST = 0.02
"""A plant that never has more than this share is added to the other plants."""

MOST_PLANTS = 8
"""Plants of an item drawn each by itself."""

Share = tuple[str, Floats, Colour]
"""Label, share by week and colour of a layer."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    line = (
        "Share of each plant in deliveries of the last 13 weeks, domestic ones included; "
        f"{material.line_note}"
    )
    return draw_by_item(material, "sourcing_shares", PICTURES["shares"], line, _plot)


def _plot(material: Material, item: Item, destination: str) -> Plot:
    found = material.bands("sourcing_share", item=item.name, destination=destination)
    layers = stacked(*_shares(material, found))
    return Plot(label_of(item), layers=layers, numbers="percent", top=1.0)


def _shares(material: Material, found: Sequence[SeriesBand]) -> tuple[Floats, list[Share]]:
    """Return the layers from the bottom up: plants by country in the scenario's order of colours.

    Plants that are always small, or too many, are put together on top.
    """
    order_of = {plant.name: row for row, plant in enumerate(material.scenario.suppliers)}
    by_plant = sorted(found, key=lambda band: order_of[band.place.actor])
    table = pd.DataFrame({band.place.actor: band.mean for band in by_plant}).fillna(0.0)
    largest = table.max().sort_values(ascending=False, kind="stable")
    shown = [name for name in largest.index[:MOST_PLANTS] if largest[name] > THINNEST]
    order = list(material.colours.countries)
    country = {plant.name: plant.country for plant in material.scenario.suppliers}
    plants = list(country)
    shown.sort(key=lambda name: (order.index(country[name]), plants.index(name)))
    layers: list[Share] = [
        (name, table[name].to_numpy(), material.colours.plants[name]) for name in shown
    ]
    rest = table[[name for name in table.columns if name not in shown]].sum(axis=1)
    if rest.max() > 0.0:
        layers.append(("Other plants", rest.to_numpy(), OTHERS))
    return found[0].days, layers
