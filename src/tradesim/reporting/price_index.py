"""Price index: the mean price of each origin's plants over their price at the baseline."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from tradesim.reporting.material import Material, series
from tradesim.reporting.sheet import Frame, Sheet
from tradesim.scenario.naming import label_of

NARROWEST = 0.1
"""An axis shows at least this much above and below the baseline."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    prices = material.outcome("price").copy()
    if prices.empty:
        return {}
    baseline = {plant.name: plant.price.value for plant in material.scenario.suppliers}
    prices["value"] = prices["value"] / prices["actor"].astype(str).map(baseline).astype(float)
    return {
        f"price_index_{destination.lower()}": _draw(material, destination, prices)
        for destination in material.destinations
        if material.items(destination)
    }


def _draw(material: Material, destination: str, prices: pd.DataFrame) -> Figure:
    items = material.items(destination)
    country = material.country(destination)
    frame = Frame(
        title=f"Prices paid in {country}, by origin",
        line=f"Mean price of the plants of an origin, baseline = 1; {material.band_note}",
        unit="price, baseline = 1",
        span=material.span,
        moments=material.moments(destination, [item.name for item in items]),
    )
    sheet = Sheet(frame, [label_of(item) for item in items], material.size)
    sold = material.outcome("sourcing_share", destination=destination)
    for panel, item in zip(sheet.panels, items, strict=True):
        rows = prices[prices["item"] == item.name]
        origins = set(sold["origin"][sold["item"] == item.name])
        lowest = 1.0 - NARROWEST
        panel.highest = 1.0 + NARROWEST
        for code in (code for code in material.country_names if code in origins):
            data = series(rows[rows["origin"] == code], how="mean")
            panel.line(data, material.colours.country(code), _name(material, code))
            lowest = min(lowest, data.bottom)
        panel.bottom = lowest
    return sheet.finish()


def _name(material: Material, code: str) -> str:
    return material.country_names[code]
