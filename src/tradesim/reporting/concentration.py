"""Concentration: the Herfindahl-Hirschman index of each item's supply, by country and by plant."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from tradesim.measures.diversification import hhi
from tradesim.measures.spans import Floats
from tradesim.reporting.material import Material, Series, series_of
from tradesim.reporting.sheet import Frame, Sheet
from tradesim.reporting.style import ACCENT, INK
from tradesim.scenario.naming import label_of

LINES = (("by plant", "actor", ACCENT, 1.7), ("by country", "origin", INK, 0.9))
"""Label, column that says whose shares are squared, colour and weight: where the two are the
same, both can be seen."""


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
        line="Herfindahl-Hirschman index of deliveries in 13 weeks, 1 = a single source; "
        f"{material.band_note}",
        unit="index, 0 to 1",
        span=material.span,
        moments=material.moments(destination, [item.name for item in items]),
    )
    sheet = Sheet(frame, [label_of(item) for item in items], material.size)
    rows = material.outcome("sourcing_share", destination=destination)
    for panel, item in zip(sheet.panels, items, strict=True):
        panel.top = 1.04
        for text, column, colour, weight in LINES:
            data = index_by(rows[rows["item"] == item.name], column)
            panel.line(data, colour, text, weight=weight)
    return sheet.finish()


def index_by(rows: pd.DataFrame, column: str) -> Series:
    """Return the index of the shares added up by a column: ``origin`` or ``actor``."""
    sums = rows.groupby(["date", "replicate", column], observed=True)["value"].sum(min_count=1)
    wide = sums.unstack(column)  # noqa: PD010  (keeps weeks without a value)
    shares: dict[str, Floats] = {
        str(name): wide[name].to_numpy(dtype=float) for name in wide.columns
    }
    table = pd.Series(hhi(shares), index=wide.index).unstack("replicate")  # noqa: PD010  (likewise)
    return series_of(table)
