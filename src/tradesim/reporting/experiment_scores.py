"""Figures of what matters by feature scores and by Borgonovo's delta."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.runs import by_key
from tradesim.reporting.by_variant import OfVariant, by_variant
from tradesim.reporting.sheet import TALL, Heading, Sheet, folded
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
        for each in by_variant(analysis, analysis.table(kind.table)):
            title = each.titled(f"What matters: {analysis.runs.title}")
            figures[each.filed(kind.table)] = _drawn(kind, each, title, size)
    return figures


def _drawn(kind: ScoreTable, each: OfVariant, title: str, size: Size) -> Figure:
    names = [outcome.words for outcome in each.outcomes]
    sheet = Sheet(Heading(title, kind.line), names, size, row_share=TALL)
    order = each.ranked(kind.word)[:MOST_PARAMETERS]
    cells = by_key(each.rows, "outcome", "parameter")
    for axes, outcome in zip(sheet.panels, each.outcomes, strict=True):
        for row, parameter in enumerate(order):
            found = cells[outcome.column, parameter]
            axes.barh(row, found[kind.word], height=0.5, color=PALETTE[1], zorder=2)
            ends = [found[f"{kind.word}_low"], found[f"{kind.word}_high"]]
            axes.plot(ends, [row, row], color=INK, linewidth=size.scaled(1.2), zorder=3)
        axes.set_xlim(left=0.0)
    names = [folded(parameter, MOST_LETTERS) for parameter in order]
    return sheet.finished(names, [kind.axis] * len(each.outcomes))
