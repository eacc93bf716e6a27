"""The picture of a tree of scenario discovery: from all runs to leaves, from left to right."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis
from tradesim.reporting.by_variant import by_variant
from tradesim.reporting.sheet import Heading, Sheet, folded
from tradesim.reporting.style import ACCENT, INK, MARK, Size
from tradesim.wording.numbers import percent

LETTERS = 32
"""Letters of a line beside a node."""

LIKELY = 0.5
"""Share of runs of interest above which a node is drawn as one of theirs."""

Rows = list[dict[str, Any]]


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
        _draw(sheet.panels[0], each.rows, size)
        sheet.place()
        figures[each.filed("discovery_tree")] = sheet.figure
    return figures


def _draw(axes: Axes, table: pd.DataFrame, size: Size) -> None:
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
