"""Stock cover: the weeks of use that each buyer has on hand, item by item."""

from __future__ import annotations

from matplotlib.figure import Figure

from tradesim.records.pictures import PICTURES
from tradesim.reporting.by_item import draw_by_item
from tradesim.reporting.material import Material, Series
from tradesim.reporting.plot import Curve, Plot
from tradesim.scenario.naming import label_of
from tradesim.scenario.schema import Item

MOST_BANDS = 2
"""Lines of a panel up to which each has its band; more bands would hide one another."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    line = f"What each buyer has on hand; {material.band_note}"
    return draw_by_item(material, "stock_cover", PICTURES["cover"], line, _plot)


def _plot(material: Material, item: Item, destination: str) -> Plot | None:
    lines = _lines(material, destination, item.name)
    return Plot(label_of(item), _curves(material, lines)) if lines else None


def _lines(material: Material, destination: str, item: str) -> dict[str, Series]:
    """Return the stock cover of each buyer of a country that needs an item."""
    makers = {m.name for m in material.scenario.buyers if m.country == destination}
    found = material.bands("stock_cover", item=item, destination=destination)
    return {b.place.actor: material.line(b) for b in found if b.place.actor in makers}


def _curves(material: Material, of_item: dict[str, Series]) -> list[Curve]:
    colours, banded = material.colours.final_buyers, len(of_item) <= MOST_BANDS
    return [
        Curve(data if banded else Series(data.days, data.mean), colours[maker], maker)
        for maker, data in of_item.items()
    ]
