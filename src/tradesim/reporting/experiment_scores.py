"""Figures of what matters by feature scores and by Borgonovo's delta."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.runs import by_key
from tradesim.reporting.sheet import TALL, Heading, Sheet, folded, slug
from tradesim.reporting.style import INK, PALETTE, Size

MOST_LETTERS = 44
"""Longest name of a parameter in one line."""

MOST_PARAMETERS = 16
"""Parameters that are drawn: those with the highest scores."""


class ScoreTable(NamedTuple):
    """A table of scores: its name, its column, what a score is, and what its axis measures."""

    table: str
    word: str
    line: str
    axis: str


KINDS = (
    ScoreTable(
        "feature_scores",
        "score",
        "Share of what forests of random trees explain, with 95 % intervals",
        "score",
    ),
    ScoreTable(
        "delta_indices",
        "delta",
        "Borgonovo's delta: how far the whole distribution follows, with 95 % intervals",
        "delta",
    ),
)


def draw_scores(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of each kind of score for each variant that has some."""
    figures = {}
    for kind in KINDS:
        table = analysis.table(kind.table)
        groups = table.groupby("variant", sort=False) if len(table) else ()
        for variant, rows in groups:
            of = f", {variant}" if len(analysis.runs.variants) > 1 else ""
            name = f"{kind.table}_{slug(str(variant))}" if of else kind.table
            figures[name] = _drawn(analysis, kind, rows, of, size)
    return figures


def _drawn(analysis: Analysis, kind: ScoreTable, rows: pd.DataFrame, of: str, size: Size) -> Figure:
    shown = [analysis.runs.outcome(column) for column in rows["outcome"].drop_duplicates()]
    sheet = Sheet(
        Heading(f"What matters: {analysis.runs.title}{of}", kind.line),
        [outcome.words for outcome in shown],
        size,
        row_share=TALL,
    )
    means = rows.groupby("parameter", sort=False)[kind.word].mean()
    order = means.sort_values(ascending=False, kind="stable").index.tolist()[:MOST_PARAMETERS]
    cells = by_key(rows, "outcome", "parameter")
    for axes, outcome in zip(sheet.panels, shown, strict=True):
        for row, parameter in enumerate(order):
            found = cells[outcome.column, parameter]
            axes.barh(row, found[kind.word], height=0.5, color=PALETTE[1], zorder=2)
            ends = [found[f"{kind.word}_low"], found[f"{kind.word}_high"]]
            axes.plot(ends, [row, row], color=INK, linewidth=size.scaled(1.2), zorder=3)
        axes.set_xlim(left=0.0)
    names = [folded(parameter, MOST_LETTERS) for parameter in order]
    for number in range(len(shown)):
        sheet.dress(sheet.panels[number], kind.axis)
        sheet.name_rows(number, names)
    sheet.place()
    return sheet.figure
