"""Price index: the mean price of each origin's plants over their price at the baseline."""

from __future__ import annotations

from matplotlib.figure import Figure

from tradesim.reporting.material import Material
from tradesim.reporting.sheet import Frame, Sheet
from tradesim.scenario.naming import label_of

NARROWEST = 0.1
"""An axis shows at least this much above and below the baseline."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    return {
        f"price_index_{destination.lower()}": _draw(material, destination)
        for destination in material.destinations
        if material.items(destination)
    }


def _draw(material: Material, destination: str) -> Figure:
    items = material.items(destination)
    country = material.country(destination)
    frame = Frame(
        title=f"Prices paid in {country}, by origin",
        line=f"Mean price of the plants of an origin, baseline = 1, by month; {material.band_note}",
        unit="price, baseline = 1",
        span=material.span,
        moments=material.moments(destination, [item.name for item in items]),
    )
    sheet = Sheet(frame, [label_of(item) for item in items], material.size)
    for panel, item in zip(sheet.panels, items, strict=True):
        sold = material.bands("sourcing_share", item=item.name, destination=destination)
        origins = {band.place.origin for band in sold}
        lowest = 1.0 - NARROWEST
        panel.highest = 1.0 + NARROWEST
        for code in (code for code in material.country_names if code in origins):
            data = material.series("origin_price", item=item.name, origin=code)
            if data is not None:
                panel.line(data, material.colours.country(code), material.country_names[code])
                lowest = min(lowest, data.bottom)
        panel.bottom = lowest
    return sheet.finish()
