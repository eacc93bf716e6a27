"""Price index: the mean price of each origin's plants over their price at the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure

from tradesim.records.pictures import PICTURES
from tradesim.reporting.by_item import draw_by_item
from tradesim.reporting.material import Material, Series
from tradesim.reporting.plot import Curve, Plot
from tradesim.scenario.naming import label_of
from tradesim.scenario.schema import Item

NARROWEST = 0.1
"""An axis shows at least this much above and below the baseline."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    line = f"Mean price of the plants of an origin, by month; {material.band_note}"
    return draw_by_item(material, "price_index", PICTURES["price"], line, _plot)


def _plot(material: Material, item: Item, destination: str) -> Plot:
    curves = [
        Curve(data, material.colours.country(code), material.country_names[code])
        for code, data in prices(material, item.name, destination).items()
    ]
    return price_plot(curves, label_of(item))


def prices(material: Material, item: str, destination: str) -> dict[str, Series]:
    """Return the mean price of the plants of each origin over their baseline price."""
    sold = material.bands("sourcing_share", item=item, destination=destination)
    origins = {band.place.origin for band in sold}
    found = {
        code: material.series("origin_price", item=item, origin=code)
        for code in material.country_names
        if code in origins
    }
    return {code: data for code, data in found.items() if data is not None}


def price_plot(curves: Sequence[Curve], heading: str = "", **more: Any) -> Plot:
    """Return a plot of prices whose axis shows something on both sides of the baseline."""
    lowest = min([1.0 - NARROWEST, *(curve.data.bottom for curve in curves)])
    return Plot(heading, curves, bottom=lowest, least=1.0 + NARROWEST, **more)
