"""Figures of scenario discovery: the way to the box, the box over two parameters, and the tree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.discovery import Discovery, kept_limits
from tradesim.experiments.analysis.outcome import Parameter
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.values import as_numbers
from tradesim.reporting.by_variant import by_variant
from tradesim.reporting.sheet import Heading, Sheet, folded
from tradesim.reporting.style import ACCENT, INK, MARK, MUTED, Size
from tradesim.wording.numbers import percent

PLANE = 2
"""Parameters that a picture of a box shows."""

LETTERS = 32
"""Letters of a line beside a node."""

LIKELY = 0.5
"""Share of runs of interest above which a node is drawn as one of theirs."""

Rows = list[dict[str, Any]]


def draw_discovery(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return the trajectory of scenario discovery, a panel for each variant that has a box."""
    if not analysis.discoveries:
        return {}
    said = analysis.runs.said(analysis.discoveries[0].threshold)
    sheet = Sheet(
        Heading(
            f"Where it happens: {analysis.runs.title}",
            f"Boxes on the way of PRIM, runs of interest: {said}; "
            "black: the box reported, without limits that may stand by chance",
        ),
        [found.variant for found in analysis.discoveries],
        size,
    )
    for axes, found in zip(sheet.panels, analysis.discoveries, strict=True):
        steps = found.trajectory
        axes.plot(steps["coverage"], steps["density"], color=ACCENT, linewidth=size.line)
        axes.plot([found.coverage], [found.density], "o", color=INK, markersize=size.scaled(10))
        for row, text in enumerate(found.sentences()):
            axes.annotate(
                text, (0.02, 0.04), xycoords="axes fraction", va="bottom",
                xytext=(0, size.scaled(17 * row)), textcoords="offset points",
                fontsize=size.small, color=MUTED,
            )  # fmt: skip
        axes.set_xlim(0, 1.03)
        axes.set_ylim(0, 1.03)
        sheet.dress(
            axes,
            "coverage: share of the runs of interest",
            "density: share of the box",
            grid="both",
        )
    sheet.place()
    return {"discovery": sheet.figure}


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


def draw_trees(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of the tree of each variant that has one."""
    figures = {}
    for each in by_variant(analysis, analysis.table("discovery_trees")):
        first = each.rows.iloc[0]
        sheet = Sheet(
            Heading(
                each.titled(f"Which limits part the runs: {analysis.runs.title}"),
                f"Runs where {first['of_interest_where']}: their share of each part, and the share "
                "of all of them. "
                f"Of points not seen, {percent(first['foretold'])} are told rightly",
            ),
            [""],
            size,
        )
        _draw_tree(sheet.panels[0], each.rows, size)
        sheet.place()
        figures[each.filed("discovery_tree")] = sheet.figure
    return figures


def _draw_tree(axes: Axes, table: pd.DataFrame, size: Size) -> None:
    rows: Rows = table.to_dict("records")  # type: ignore[assignment]
    heights = _heights(rows)
    for row in rows:
        at = (row["depth"], heights[row["node"]])
        if row["parent"] >= 0:
            start = heights[row["parent"]]
            middle = row["depth"] - 0.5
            steps = ([at[0] - 1, middle, middle, at[0]], [start, start, at[1], at[1]])
            axes.plot(*steps, color=MARK, linewidth=size.scaled(1.6), zorder=1)
        colour = ACCENT if row["density"] > LIKELY else MARK
        width = size.scaled(8 + 14 * row["coverage"] ** 0.5)
        axes.plot(*([value] for value in at), "o", color=colour, markersize=width, zorder=2)
        said = f"{percent(row['density'])} of {row['runs']} runs; {percent(row['coverage'])} of all"
        told = folded(row["told"] or "all runs", LETTERS)
        axes.annotate(
            f"{told}\n{folded(said, LETTERS)}", at, xytext=(0, -size.scaled(12)),
            textcoords="offset points", ha="center", va="top", fontsize=size.small, color=INK,
        )  # fmt: skip
    deepest = max(row["depth"] for row in rows)
    axes.set_xlim(-0.5, deepest + 0.5)
    axes.set_ylim(max(heights.values()) + 0.8, -0.5)
    axes.set_axis_off()


def _heights(rows: Rows) -> dict[int, float]:
    """Return where nodes stand: leaves one under the other, the others midway of their own."""
    children: dict[int, list[int]] = {}
    for row in rows:
        children.setdefault(row["parent"], []).append(row["node"])
    heights: dict[int, float] = {}
    leaves = 0

    def place(node: int) -> float:
        """Place a node and all under it."""
        nonlocal leaves
        if node in children:
            own = [place(child) for child in children[node]]
            heights[node] = sum(own) / len(own)
        else:
            heights[node] = float(leaves)
            leaves += 1
        return heights[node]

    place(children[-1][0])
    return heights
