"""Figures of whole settings: the points of a list, and the box of scenario discovery."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.discovery import Discovery, kept_limits
from tradesim.experiments.analysis.outcome import Parameter
from tradesim.experiments.analysis.runs import Runs, by_key
from tradesim.experiments.analysis.values import as_numbers
from tradesim.reporting.sheet import TALL, Heading, Sheet, folded
from tradesim.reporting.style import ACCENT, INK, MARK, PALETTE, Size
from tradesim.wording.measure_units import told_unit

MOST_POINTS = 16
"""Points of a list that a figure names."""

LETTERS = 44

PLANE = 2
"""Parameters that a picture of a box shows."""


def draw_points(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of the outcomes at each point of a list, every parameter named."""
    table = analysis.points
    if table.empty or not analysis.shown:
        return {}
    settings = table[["variant", "point", "setting"]].drop_duplicates().head(MOST_POINTS)
    several = len(analysis.runs.variants) > 1
    names = [
        folded(f"{row['variant']}: {row['setting']}" if several else row["setting"], LETTERS)
        for row in settings.to_dict("records")
    ]
    sheet = Sheet(
        Heading(
            f"Points: {analysis.runs.title}",
            "Point: mean of replicates; line: 5th to 95th percentile of runs. Several parameters "
            "change from point to point",
        ),
        [outcome.words for outcome in analysis.shown],
        size,
        row_share=TALL,
    )
    cells = by_key(table, "variant", "point", "outcome")
    for axes, outcome in zip(sheet.panels, analysis.shown, strict=True):
        for row, setting in enumerate(settings.to_dict("records")):
            found = cells[setting["variant"], setting["point"], outcome.column]
            ends = [found["p05"], found["p95"]]
            axes.plot(ends, [row, row], color=PALETTE[1], linewidth=size.scaled(2.4), zorder=2)
            axes.plot(
                [found["mean"]], [row], "o", color=PALETTE[1], markersize=size.scaled(8), zorder=3
            )
    return {"points": sheet.finished(names, [told_unit(o.unit) for o in analysis.shown])}


def draw_boxes(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a picture of the box of each variant over the two parameters that limit it most."""
    found = [each for each in analysis.discoveries if _told(analysis.runs, each)]
    if not found:
        return {}
    said = analysis.runs.said(found[0].threshold)
    sheet = Sheet(
        Heading(
            f"Where it happens: {analysis.runs.title}",
            f"Coloured part of a point: share of its runs with {said}; frame: the "
            "box that is reported, over the two parameters it limits most",
        ),
        [each.variant for each in found],
        size,
    )
    for axes, each in zip(sheet.panels, found, strict=True):
        across, up = _told(analysis.runs, each)
        _cases(axes, analysis.runs, each, (across, up), size)
        sheet.dress(axes, across.spoken, up.spoken, grid="both")
    sheet.place()
    return {"discovery_box": sheet.figure}


def _told(runs: Runs, found: Discovery) -> tuple[Parameter, ...]:
    """Return the two parameters to show: those with told limits first; none where none is told."""
    told = [row["parameter"] for row in found.limits.to_dict("records") if row["told"]]
    if not told or len(runs.parameters) < PLANE:
        return ()
    first = sorted(runs.parameters, key=lambda p: told.index(p.name) if p.name in told else 99)
    return tuple(first[:PLANE])


def _cases(
    axes: Axes, runs: Runs, found: Discovery, shown: tuple[Parameter, ...], size: Size
) -> None:
    column = found.threshold.column
    rows, values = runs.cases(found.variant, column)
    hit = found.threshold.of_interest(values)
    x, y = (as_numbers(rows[parameter.column]) for parameter in shown)
    places, runs_at = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    share = np.bincount(runs_at.ravel(), weights=hit) / np.bincount(runs_at.ravel())
    whole = size.scaled(5 if len(places) == len(hit) else 12) ** 2
    across, up = places.T
    axes.scatter(across, up, s=whole, color=MARK, alpha=0.6, linewidths=0, zorder=4)
    axes.scatter(across, up, s=whole * share, color=ACCENT, linewidths=0, zorder=5)
    (left, right), (low, high) = (
        _limits(found, parameter, values) for parameter, values in zip(shown, (x, y), strict=True)
    )
    frame = Rectangle(
        (left, low), right - left, high - low,
        fill=False, edgecolor=INK, linewidth=size.scaled(2.4), zorder=3,
    )  # fmt: skip
    axes.add_patch(frame)


def _limits(found: Discovery, parameter: Parameter, values: np.ndarray) -> tuple[float, float]:
    """Return the ends of a box along a parameter; those of the runs where it has none."""
    for row in found.limits.to_dict("records"):
        if row["parameter"] == parameter.name and row["told"]:
            low, high = kept_limits(row)
            return max(low, float(values.min())), min(high, float(values.max()))
    return float(values.min()), float(values.max())
