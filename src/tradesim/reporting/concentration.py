"""Concentration: the Herfindahl-Hirschman index of each item's supply, by country and by plant."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from tradesim.records.pictures import PICTURES
from tradesim.reporting.by_item import draw_by_item
from tradesim.reporting.material import Material
from tradesim.reporting.plot import Curve, Plot
from tradesim.reporting.style import ACCENT, INK
from tradesim.scenario.naming import label_of
from tradesim.scenario.schema import Item

LINES = (("by plant", "hhi_by_plant", ACCENT, 1.7), ("by country", "hhi_by_country", INK, 0.9))
"""Label, outcome, colour and weight: where the two are the same, both can be seen."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    line = (
        "Herfindahl-Hirschman index of deliveries in 13 weeks, 1 = a single source, by month; "
        f"{material.band_note}"
    )
    return draw_by_item(material, "concentration", PICTURES["concentration"], line, _plot)


def _plot(material: Material, item: Item, destination: str) -> Plot:
    return Plot(label_of(item), list(_curves(material, item.name, destination)), top=1.04)


def _curves(material: Material, item: str, destination: str) -> Iterator[Curve]:
    for text, outcome, colour, weight in LINES:
        data = material.series(outcome, item=item, destination=destination)
        if data is not None:
            yield Curve(data, colour, text, weight)
