"""Slides of a country with a panel for each item that it buys."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from tradesim.records.pictures import Picture
from tradesim.reporting.material import Material
from tradesim.reporting.plot import Plot
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.schema import Item

Panelled = Callable[[Material, Item, str], Plot | None]
"""What is drawn of an item bought in a country; None where there is nothing to draw."""


def draw_by_item(
    material: Material, name: str, picture: Picture, line: str, panel: Panelled
) -> dict[str, Figure]:
    """Return a figure for each destination, by name.

    Args:
        material: What is drawn from.
        name: What the figures are called, before their destination.
        picture: Title and unit.
        line: What is shown, from how many runs.
        panel: What is drawn of each item.
    """
    figures = {}
    for destination in material.destinations:
        found = {
            item.name: panel(material, item, destination) for item in material.items(destination)
        }
        plots = {item: plot for item, plot in found.items() if plot is not None}
        if plots:
            frame = Frame(
                title=picture.titled(material.country(destination)),
                line=line,
                unit=picture.unit,
                span=material.span,
                moments=material.moments(destination, list(plots)),
            )
            drawn = draw_plots(frame, list(plots.values()), material.size)
            figures[f"{name}_{destination.lower()}"] = drawn
    return figures
