"""Sourcing shares: from which plants a country has each item, as a stacked area."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tradesim.measures.spans import Floats
from tradesim.reporting.material import Material, days_of, wide_table
from tradesim.reporting.panel import Panel
from tradesim.reporting.sheet import Frame, Sheet
from tradesim.reporting.style import OTHERS, Colour
from tradesim.scenario.naming import label_of

THINNEST = 0.02
"""A plant that never has more than this share is added to the other plants."""

MOST_PLANTS = 8
"""Plants of an item drawn each by itself."""

Band = tuple[str, Floats, Colour]
"""Label, share by week and colour of a layer."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    return {
        f"sourcing_shares_{destination.lower()}": _draw(material, destination)
        for destination in material.destinations
        if material.items(destination)
    }


def _draw(material: Material, destination: str) -> Figure:
    items = material.items(destination)
    country = material.country(destination)
    frame = Frame(
        title=f"Who supplies {country}",
        line="Share of each plant in deliveries of the last 13 weeks, domestic ones included; "
        f"{_mean_of(material)}",
        unit="share of deliveries",
        span=material.span,
        moments=material.moments(destination, [item.name for item in items]),
    )
    sheet = Sheet(frame, [label_of(item) for item in items], material.size)
    rows = material.outcome("sourcing_share", destination=destination)
    for panel, item in zip(sheet.panels, items, strict=True):
        _stack(panel, material, rows[rows["item"] == item.name])
    return sheet.finish()


def _mean_of(material: Material) -> str:
    return "one run" if material.replicates == 1 else f"mean of {material.replicates} runs"


def _stack(panel: Panel, material: Material, rows: pd.DataFrame) -> None:
    """Draw the layers of an item and note their ends."""
    panel.numbers, panel.top = "percent", 1.0
    days, layers = _layers(material, rows)
    foot = np.zeros(len(days))
    for text, share, colour in layers:
        panel.layer(days, foot, foot + share, colour, text)
        foot = foot + share


def _layers(material: Material, rows: pd.DataFrame) -> tuple[Floats, list[Band]]:
    """Return the layers from the bottom up: plants by country in the scenario's order of colours.

    Plants that are always small, or too many, are put together on top.
    """
    shares = {
        plant.name: wide_table(rows[rows["actor"] == plant.name]).mean(axis=1)
        for plant in material.scenario.suppliers
        if (rows["actor"] == plant.name).any()
    }
    table = pd.DataFrame(shares).fillna(0.0)
    largest = table.max().sort_values(ascending=False, kind="stable")
    shown = [name for name in largest.index[:MOST_PLANTS] if largest[name] > THINNEST]
    order = list(material.colours.countries)
    country = {plant.name: plant.country for plant in material.scenario.suppliers}
    plants = list(country)
    shown.sort(key=lambda name: (order.index(country[name]), plants.index(name)))
    layers: list[Band] = [
        (name, table[name].to_numpy(), material.colours.plants[name]) for name in shown
    ]
    rest = table[[name for name in table.columns if name not in shown]].sum(axis=1)
    if rest.max() > 0.0:
        layers.append(("Other plants", rest.to_numpy(), OTHERS))
    return days_of(table.index), layers
