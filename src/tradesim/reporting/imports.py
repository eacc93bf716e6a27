"""Imports by origin: one figure for each customs group that a country buys abroad."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tradesim.measures.months import WORLD
from tradesim.records.pictures import PICTURES
from tradesim.records.records import MID_MONTH
from tradesim.reporting.material import Material, Series, days_of, unit_word
from tradesim.reporting.plot import Curve, Plot
from tradesim.reporting.style import MUTED, OTHERS
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import country_in_prose, words

MOST_ORIGINS = 7
"""Origins drawn each by itself; the smaller ones are added up."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each customs group and destination, by name."""
    figures = {}
    for destination in material.destinations:
        shown = {item.customs_group for item in material.items(destination)}
        for group in dict.fromkeys(item.customs_group for item in material.scenario.items):
            rows = rows_of(material, group, destination)
            if group in shown and rows["quantity"].sum() > 0.0:
                name = f"imports_{group}_{destination.lower()}"
                figures[name] = _draw_group(material, group, destination)
    return figures


def rows_of(material: Material, group: str, destination: str) -> pd.DataFrame:
    """Return the monthly rows of a customs group and destination."""
    monthly = material.monthly
    chosen = (monthly["customs_group"] == group) & (monthly["destination"] == destination)
    return monthly[chosen]


def monthly_series(rows: pd.DataFrame, measure: str = "quantity", *, band: bool = True) -> Series:
    """Return the series of one origin.

    Args:
        rows: Monthly rows.
        measure: ``quantity`` or ``value``.
        band: Whether there is a band to show.
    """
    rows = rows.sort_values("month")
    days = days_of(rows["month"].astype(str).str[:7]) + MID_MONTH
    mean = rows["value_usd_m" if measure == "value" else measure].to_numpy(dtype=float)
    if not band:
        return Series(days, mean)
    low, high = (rows[f"{measure}_{edge}"].to_numpy(dtype=float) for edge in ("p05", "p95"))
    return Series(days, mean, low, high)


def _draw_group(material: Material, group: str, destination: str) -> Figure:
    rows = rows_of(material, group, destination)
    items = [item.name for item in material.scenario.items if item.customs_group == group]
    unit = f"{unit_word(str(rows['unit'].iloc[0]))} per month"
    country = country_in_prose(material.country(destination))
    frame = Frame(
        title=f"{PICTURES['imports'].titled(goods=words(group))}, {country}",
        line=f"Imports, quantity; {material.band_note}",
        unit=unit,
        span=material.span,
        moments=material.moments(destination, items),
    )
    return draw_plots(frame, [Plot(curves=_curves(material, rows))], material.size)


def _curves(material: Material, rows: pd.DataFrame) -> list[Curve]:
    """Return the lines to draw: all origins together, then each, the largest last and on top."""
    band = material.replicates > 1
    sizes = rows[rows["origin"] != WORLD].groupby("origin", observed=True)["quantity"].sum()
    by_size = sizes[sizes > 0.0].sort_values(kind="stable").index.to_list()
    each, rest = by_size[-MOST_ORIGINS:], by_size[:-MOST_ORIGINS]
    lines = [
        Curve(
            monthly_series(rows[rows["origin"] == origin], band=band),
            material.colours.country(str(origin)),
            material.country_names.get(str(origin), str(origin)),
        )
        for origin in each
    ]
    if rest:
        parts = [monthly_series(rows[rows["origin"] == origin], band=False) for origin in rest]
        together = Series(parts[0].days, np.add.reduce([part.mean for part in parts]))
        lines.insert(0, Curve(together, OTHERS, "Other origins"))
    if len(by_size) > 1:
        world = monthly_series(rows[rows["origin"] == WORLD], band=band)
        lines.insert(0, Curve(world, MUTED, "All origins"))
    return lines
