"""Response curves of an experiment: outcomes over the levels of a parameter, with bands."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis, Outcome, Parameter
from tradesim.experiments.analysis.runs import as_numbers
from tradesim.reporting.experiment_sheet import Plate, folded
from tradesim.reporting.labels import End, label_ends, label_width
from tradesim.reporting.style import Size, distinct

MOST_CURVES = 7
"""Curves of one panel; with more, those of the middle levels are left out."""


def draw_curves(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure for each parameter of a grid that has levels."""
    figures = {}
    for parameter in analysis.runs.parameters:
        rows = analysis.responses[analysis.responses["parameter"] == parameter.column]
        if len(rows["value"].unique()) > 1 and analysis.shown:
            several = len(analysis.runs.parameters) > 1
            name = f"response_{_slug(parameter.name)}" if several else "response"
            figures[name] = _draw(analysis, parameter, rows, size)
    return figures


def _draw(analysis: Analysis, parameter: Parameter, rows: pd.DataFrame, size: Size) -> Figure:
    runs = analysis.runs
    plate = Plate(
        f"{parameter.name[:1].upper()}{parameter.name[1:]}: {runs.title}",
        f"Mean of {runs.replicates} replicates; dark band: its 95 % interval; "
        "light band: 5th to 95th percentile of runs",
        [outcome.words for outcome in analysis.shown],
        size,
    )
    names = _names(rows)
    colours = dict(zip(names, distinct(len(names), first=1), strict=True))
    labels = {key: folded(text, 22) for key, text in names.items()}
    ends = [
        _fill(plate, number, outcome, rows, (colours, labels))
        for number, outcome in enumerate(analysis.shown)
    ]
    room = max(label_width(found, size.small, size) for found in ends)
    plate.place(left=size.scaled(74), right=room if len(names) > 1 else size.scaled(14))
    for axes, outcome, found in zip(plate.panels, analysis.shown, ends, strict=True):
        plate.dress(axes, f"{parameter.name}, {parameter.unit}".rstrip(", "), outcome.unit, grid="y")
        if len(names) > 1:
            label_ends(axes, found, size.small, size)
    return plate.figure


Key = tuple[str, str]
"""Variant, and the levels of the other parameters."""


def _fill(
    plate: Plate,
    number: int,
    outcome: Outcome,
    rows: pd.DataFrame,
    looks: tuple[dict[Key, str], dict[Key, str]],
) -> list[End]:
    """Draw the curves of an outcome; return their ends, to be labelled."""
    axes, (colours, labels) = plate.panels[number], looks
    ends = []
    of_outcome = rows[rows["outcome"] == outcome.column]
    for key, colour in colours.items():
        curve = of_outcome[(of_outcome["variant"] == key[0]) & (of_outcome["held"] == key[1])]
        at = as_numbers(curve["value"])
        order = np.argsort(at, kind="stable")
        across = at[order]
        table = curve.iloc[order]
        for low, high, strength in (("p05", "p95", 0.12), ("mean_low", "mean_high", 0.3)):
            axes.fill_between(
                across, table[low], table[high], color=colour, alpha=strength, linewidth=0, zorder=1.5
            )
        mean = table["mean"].to_numpy(dtype=np.float64)
        axes.plot(across, mean, color=colour, linewidth=plate.size.line * 0.8, zorder=2,
                  marker="o", markersize=plate.size.scaled(4))  # fmt: skip
        known = mean[np.isfinite(mean)]
        if len(known):
            ends.append(End(labels[key], float(known[-1]), colour))
    return ends


def _names(rows: pd.DataFrame) -> dict[Key, str]:
    """Return what each curve is called: by variant, by levels of other parameters, or by both."""
    keys = [(str(v), str(h)) for v, h in rows[["variant", "held"]].drop_duplicates().to_numpy()]
    if len(keys) > MOST_CURVES:
        places = np.unique(np.linspace(0, len(keys) - 1, MOST_CURVES).round().astype(int))
        keys = [keys[place] for place in places]
    variants, levels = {v for v, _ in keys}, {h for _, h in keys}
    return {
        (variant, held): ", ".join(
            part
            for part, counts in ((variant, len(variants) > 1), (held, len(levels) > 1))
            if counts
        )
        for variant, held in keys
    }


def _slug(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name.lower())
