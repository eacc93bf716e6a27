"""Response curves of an experiment: outcomes over the levels of a parameter, with bands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis, Parameter
from tradesim.experiments.analysis.response import BALANCED
from tradesim.experiments.analysis.values import as_numbers
from tradesim.reporting.sheet import Heading, Sheet, slug
from tradesim.reporting.style import Colour, Size, distinct
from tradesim.reporting.time_axis import name_months, tick_months
from tradesim.scenario.naming import capital
from tradesim.wording.measure_units import told_unit

FEW_CURVES = 3
"""Curves up to which each setting of the others has its own; more hide each other."""

MOST_CURVES = 7
"""Curves of one panel."""


def draw_curves(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure for each parameter of a grid that has levels."""
    figures = {}
    told = [p for p in analysis.runs.parameters if p.column in set(analysis.responses["parameter"])]
    for parameter in told:
        rows = analysis.responses[analysis.responses["parameter"] == parameter.column]
        if len(rows["value"].unique()) > 1 and analysis.shown:
            several = len(told) > 1
            name = f"response_{slug(parameter.name)}" if several else "response"
            figures[name] = _draw(analysis, parameter, rows, size)
    return figures


def _draw(analysis: Analysis, parameter: Parameter, rows: pd.DataFrame, size: Size) -> Figure:
    runs = analysis.runs
    names = _names(rows, runs.reference)
    colours = dict(zip(names, distinct(len(names), first=1), strict=True))
    over = " over all levels of the others" if {held for _, held in names} == {BALANCED} else ""
    sheet = Sheet(
        Heading(
            f"{capital(parameter.name)}: {runs.title}",
            f"Mean of {runs.replicates} replicates{over}; dark band: its 95 % interval; "
            "light band: 5th to 95th percentile of runs",
            {name: colours[key] for key, name in names.items() if name},
        ),
        [outcome.words for outcome in analysis.shown],
        size,
    )
    across = capital(parameter.spoken)
    rows = rows.assign(value=rows["value"].infer_objects())
    for axes, outcome in zip(sheet.panels, analysis.shown, strict=True):
        of_outcome = rows[rows["outcome"] == outcome.column]
        for (variant, held), colour in colours.items():
            chosen = (of_outcome["variant"] == variant) & (of_outcome["held"] == held)
            _curve(axes, of_outcome[chosen], colour, size)
        sheet.dress(axes, across, told_unit(outcome.unit), grid="y")
        _name_levels(axes, rows["value"], size)
    sheet.place()
    if pd.api.types.is_datetime64_any_dtype(rows["value"]):
        for axes in sheet.panels:
            tick_months(axes, _ends(rows["value"]), size)
    return sheet.figure


def _name_levels(axes: Axes, values: pd.Series[Any], size: Size) -> None:
    """Write dates and names where the axis has numbers that stand for them."""
    if pd.api.types.is_datetime64_any_dtype(values):
        name_months(axes, _ends(values), size, named=True)
    elif not pd.api.types.is_numeric_dtype(values):
        names = [str(name) for name in values.unique()]
        axes.set_xticks(range(len(names)), names)


def _ends(values: pd.Series[Any]) -> tuple[float, float]:
    numbers = as_numbers(values)
    return float(numbers.min()), float(numbers.max())


def _curve(axes: Axes, rows: pd.DataFrame, colour: Colour, size: Size) -> None:
    """Draw a curve with the interval of its mean and the band of runs."""
    at = as_numbers(rows["value"])
    order = np.argsort(at, kind="stable")
    across, table = at[order], rows.iloc[order]
    for low, high, strength in (("p05", "p95", 0.12), ("mean_low", "mean_high", 0.3)):
        axes.fill_between(
            across, table[low], table[high], color=colour, alpha=strength, linewidth=0, zorder=1.5
        )
    axes.plot(
        across,
        table["mean"],
        color=colour,
        linewidth=size.line * 0.8,
        marker="o",
        markersize=size.scaled(4),
        zorder=2,
    )


Key = tuple[str, str]
"""Variant, and the levels of the other parameters."""


def _names(rows: pd.DataFrame, reference: str) -> dict[Key, str]:
    """Return what each curve is called: by variant, by levels of other parameters, or by both.

    Where there are several and the design is balanced, the means over the others take their
    place. Where there are too many, those of the reference are left, and of them some.
    """
    keys = [(str(v), str(h)) for v, h in rows[["variant", "held"]].drop_duplicates().to_numpy()]
    whole = [key for key in keys if key[1] == BALANCED]
    keys = whole if len(keys) - len(whole) > FEW_CURVES and whole else keys
    keys = [key for key in keys if key not in whole] if keys != whole else keys
    if len(keys) > MOST_CURVES:
        keys = [key for key in keys if key[0] == reference]
    if len(keys) > MOST_CURVES:
        places = np.unique(np.linspace(0, len(keys) - 1, MOST_CURVES).round().astype(int))
        keys = [keys[place] for place in places]
    variants, levels = {variant for variant, _ in keys}, {held for _, held in keys}
    return {
        (variant, held): ", ".join([variant] * (len(variants) > 1) + [held] * (len(levels) > 1))
        for variant, held in keys
    }
