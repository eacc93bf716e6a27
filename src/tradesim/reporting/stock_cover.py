"""Stock cover: the weeks of use that each buyer has on hand, item by item."""

from __future__ import annotations

from matplotlib.figure import Figure

from tradesim.records.pictures import PICTURES
from tradesim.reporting.material import Material, Series
from tradesim.reporting.plot import Curve, Plot
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import label_of

MOST_BANDS = 2
"""Lines of a panel up to which each has its band; more bands would hide one another."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    figures = {}
    for destination in material.destinations:
        lines = {
            item.name: found
            for item in material.items(destination)
            if (found := _lines(material, destination, item.name))
        }
        if lines:
            figures[f"stock_cover_{destination.lower()}"] = _draw(material, destination, lines)
    return figures


def _lines(material: Material, destination: str, item: str) -> dict[str, Series]:
    """Return the stock cover of each buyer of a country that needs an item."""
    makers = {m.name for m in material.scenario.buyers if m.country == destination}
    found = material.bands("stock_cover", item=item, destination=destination)
    return {b.place.actor: material.line(b) for b in found if b.place.actor in makers}


def _draw(material: Material, destination: str, lines: dict[str, dict[str, Series]]) -> Figure:
    labels = {item.name: label_of(item) for item in material.scenario.items}
    country = material.country(destination)
    frame = Frame(
        title=PICTURES["cover"].titled(country),
        line=f"What each buyer has on hand; {material.band_note}",
        unit=PICTURES["cover"].unit,
        span=material.span,
        moments=material.moments(destination, list(lines)),
    )
    plots = [Plot(labels[item], _curves(material, of_item)) for item, of_item in lines.items()]
    return draw_plots(frame, plots, material.size)


def _curves(material: Material, of_item: dict[str, Series]) -> list[Curve]:
    colours, banded = material.colours.final_buyers, len(of_item) <= MOST_BANDS
    return [
        Curve(data if banded else Series(data.days, data.mean), colours[maker], maker)
        for maker, data in of_item.items()
    ]
