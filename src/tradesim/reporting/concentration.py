"""Concentration: the Herfindahl-Hirschman index of each item's supply, by country and by plant."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from tradesim.reporting.material import Material
from tradesim.reporting.plot import Curve, Plot
from tradesim.reporting.style import ACCENT, INK
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import label_of

LINES = (("by plant", "hhi_by_plant", ACCENT, 1.7), ("by country", "hhi_by_country", INK, 0.9))
"""Label, outcome, colour and weight: where the two are the same, both can be seen."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination, by name."""
    return {
        f"concentration_{destination.lower()}": _draw(material, destination)
        for destination in material.destinations
        if material.items(destination)
    }


def _draw(material: Material, destination: str) -> Figure:
    items = material.items(destination)
    country = material.country(destination)
    frame = Frame(
        title=f"Concentration of supply in {country}",
        line="Herfindahl-Hirschman index of deliveries in 13 weeks, 1 = a single source, by month; "
        f"{material.band_note}",
        unit="index, 0 to 1",
        span=material.span,
        moments=material.moments(destination, [item.name for item in items]),
    )
    plots = [
        Plot(label_of(item), list(_curves(material, item.name, destination)), top=1.04)
        for item in items
    ]
    return draw_plots(frame, plots, material.size)


def _curves(material: Material, item: str, destination: str) -> Iterator[Curve]:
    for text, outcome, colour, weight in LINES:
        data = material.series(outcome, item=item, destination=destination)
        if data is not None:
            yield Curve(data, colour, text, weight)
