"""Observed beside simulated: published monthly imports as points over the simulated lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure

from tradesim.evidence.published import published_figures
from tradesim.measures.months import WORLD
from tradesim.records.records import MID_MONTH
from tradesim.reporting.imports import monthly_series, rows_of
from tradesim.reporting.material import Material, Tables, days_of, unit_word
from tradesim.reporting.plot import Curve, Plot, Points
from tradesim.reporting.style import MUTED, SLIDE, Size
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import words

MONTH_OF_IMPORTS = re.compile(
    r"-imports-(?P<value>value-)?(?P<origin>[a-z]{3})-(?P<month>[0-9]{4}-[0-9]{2})$"
)
"""The ids of the figures that are a month of imports."""

MARGIN_DAYS = 190.0
"""Days shown before the first and after the last observed month, as far as simulated."""

Subject = tuple[str, str, str]
"""Customs group, destination and origin of a panel."""


def draw_validation(result: Tables, observed: pd.DataFrame, size: Size = SLIDE) -> Figure:
    """Return a figure of observed points over simulated lines with their bands.

    For each customs group with observations: imports from the imposing country and, where
    observed, from all origins. In quantity, or in value where no quantity was published.

    Args:
        result: A result of the scenario.
        observed: Published months only: ``month``, ``customs_group``, ``origin``, ``quantity``,
            ``value_usd_m``; what was not published is missing.
        size: ``SLIDE`` or ``PRINT``.

    Raises:
        ValueError: Nothing observed belongs to a series of the scenario.
    """
    material = Material(result, size)
    subjects = list(_subjects(material, observed))
    if not subjects:
        raise ValueError("no observed month belongs to an import series of this scenario.")
    plots = [_plot(material, observed, subject) for subject in subjects]
    return draw_plots(_frame(material, observed, subjects), plots, size)


def _subjects(material: Material, observed: pd.DataFrame) -> Iterator[Subject]:
    """Yield what to compare: groups in the scenario's order, the imposer before all origins."""
    controls = [policy for policy in material.scenario.policies if policy.target]
    imposers = list(dict.fromkeys(control.actor for control in controls))
    groups = dict.fromkeys(item.customs_group for item in material.scenario.items)
    for destination in material.destinations:
        for group in groups:
            rows = rows_of(material, group, destination)
            for origin in (*imposers, WORLD):
                given = _points(observed, (group, destination, origin))
                if len(given) and (rows["origin"] == origin).any():
                    yield group, destination, origin


def _points(observed: pd.DataFrame, subject: Subject) -> pd.DataFrame:
    """Return the observed months of a subject, in order."""
    group, destination, origin = subject
    chosen = (observed["customs_group"] == group) & (observed["origin"] == origin)
    if "destination" in observed:
        chosen &= observed["destination"] == destination
    known = observed[["quantity", "value_usd_m"]].notna().any(axis=1)
    return observed[chosen & known].sort_values("month")


def _measure(points: pd.DataFrame) -> str:
    """Return the column with more published months; quantity where there are as many."""
    counts = points[["quantity", "value_usd_m"]].notna().sum()
    return "value" if counts["value_usd_m"] > counts["quantity"] else "quantity"


def _frame(material: Material, observed: pd.DataFrame, subjects: list[Subject]) -> Frame:
    points = pd.concat([_points(observed, subject) for subject in subjects])
    days = days_of(points["month"].astype(str).str[:7])
    first, last = material.span
    groups = {group for group, _, _ in subjects}
    shown = [item.name for item in material.scenario.items if item.customs_group in groups]
    destination = subjects[0][1]
    return Frame(
        title=f"Imports of {material.country(destination)}, observed and simulated",
        line=f"Points: published months.  Lines: simulated, {material.band_note}",
        unit="per month",
        span=(max(first, days.min() - MARGIN_DAYS), min(last, days.max() + MARGIN_DAYS)),
        moments=material.moments(destination, shown),
    )


def _heading(material: Material, subject: Subject) -> str:
    """Return what a panel shows and from where."""
    group, _, origin = subject
    return f"{words(group)} from {'all origins' if origin == WORLD else material.country(origin)}"


def _plot(material: Material, observed: pd.DataFrame, subject: Subject) -> Plot:
    """Return the simulated line and the observed points of a subject."""
    group, destination, origin = subject
    points = _points(observed, subject)
    measure = _measure(points)
    rows = rows_of(material, group, destination)
    unit = unit_word(str(rows["unit"].iloc[0])) if measure == "quantity" else "USD million"
    data = monthly_series(rows[rows["origin"] == origin], measure, band=material.replicates > 1)
    colour = MUTED if origin == WORLD else material.colours.country(origin)
    values = points["value_usd_m" if measure == "value" else measure].to_numpy(dtype=float)
    days = days_of(points["month"].astype(str).str[:7]) + MID_MONTH
    return Plot(
        _heading(material, subject),
        (Curve(data, colour),),
        points=(Points(days, values),),
        unit=f"{unit} per month",
    )


def published_months() -> pd.DataFrame:
    """Return the months of imports that were published.

    Returns:
        One row a month, group and origin: month (YYYY-MM), customs_group, origin, quantity (unit a
        month) and value_usd_m; what was not published is absent (NaN).
    """
    figures = published_figures()
    parts = figures.index.to_series().str.extract(MONTH_OF_IMPORTS).dropna(subset="month")
    months = figures.loc[parts.index]
    rows = pd.DataFrame(
        {
            "month": parts["month"],
            "customs_group": months["customs_group"],
            "origin": parts["origin"].str.upper(),
            "measure": parts["value"].isna().map({True: "quantity", False: "value_usd_m"}),
            "figure": months["value"].astype(float),
        }
    )
    keys = ["month", "customs_group", "origin"]
    wide = rows.pivot_table(index=keys, columns="measure", values="figure", aggfunc="first")
    return wide.reindex(columns=["quantity", "value_usd_m"]).reset_index()
