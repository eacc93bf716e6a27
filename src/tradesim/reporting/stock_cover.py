"""Stock cover: the weeks of use that each buyer has on hand, item by item."""

from __future__ import annotations

from matplotlib.figure import Figure

from tradesim.reporting.material import Material, Series, series
from tradesim.reporting.sheet import Frame, Sheet
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
    makers = [maker.name for maker in material.scenario.buyers if maker.country == destination]
    rows = material.outcome("stock_cover", item=item, destination=destination)
    return {
        maker: series(rows[rows["actor"] == maker])
        for maker in makers
        if (rows["actor"] == maker).any()
    }


def _draw(material: Material, destination: str, lines: dict[str, dict[str, Series]]) -> Figure:
    labels = {item.name: label_of(item) for item in material.scenario.items}
    country = material.country(destination)
    frame = Frame(
        title=f"Stocks of buyers in {country}",
        line=f"Weeks of use on hand; {material.band_note}",
        unit="weeks of use",
        span=material.span,
        moments=material.moments(destination, list(lines)),
    )
    sheet = Sheet(frame, [labels[item] for item in lines], material.size)
    for panel, of_item in zip(sheet.panels, lines.values(), strict=True):
        for maker, data in of_item.items():
            shown = data if len(of_item) <= MOST_BANDS else Series(data.days, data.mean)
            panel.line(shown, material.colours.final_buyers[maker], maker)
    return sheet.finish()
