"""Figures of intervals, a row each: outcomes, differences, points, indices and scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis, Outcome
from tradesim.experiments.analysis.intervals import kind_of
from tradesim.experiments.analysis.paired import LARGER
from tradesim.experiments.analysis.runs import by_key
from tradesim.reporting.by_variant import OfVariant, by_variant
from tradesim.reporting.sheet import TALL, Heading, Sheet, folded
from tradesim.reporting.style import ACCENT, INK, MARK, PALETTE, Colour, Size
from tradesim.wording.measure_units import told_unit

BLUE = PALETTE[1]

SHARES = (-0.1, 1.1)
"""Ends of the axis of indices: what reaches beyond, by too few points, has an arrow there."""

MOST_LETTERS = 44
"""Longest name of a parameter in one line."""

MOST_PARAMETERS = 16
"""Parameters whose scores are drawn: those with the highest."""

MOST_POINTS = 16
"""Points of a list that a figure names."""


Found = tuple[Axes, int, Any, dict[str, Any]]
"""A panel, the number of a row, what it is of, and what its table says."""


def _rows(
    sheet: Sheet, shown: Sequence[Outcome], cells: dict[Any, dict[str, Any]], rows: Sequence[Any]
) -> Iterator[Found]:
    """Yield the rows of each panel, a panel an outcome."""
    for axes, outcome in zip(sheet.panels, shown, strict=True):
        for number, row in enumerate(rows):
            yield axes, number, row, cells[outcome.column, row]


def draw_points(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of the outcomes at each point of a list, every parameter named."""
    table = analysis.points
    if table.empty or not analysis.shown:
        return {}
    table = table.assign(place=table[["variant", "point"]].apply(tuple, axis=1))
    settings = table[["variant", "place", "setting"]].drop_duplicates().head(MOST_POINTS)
    several = len(analysis.runs.variants) > 1
    names = [
        folded(f"{row['variant']}: {row['setting']}" if several else row["setting"], MOST_LETTERS)
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
    cells = by_key(table, "outcome", "place")
    for axes, row, _, found in _rows(sheet, analysis.shown, cells, list(settings["place"])):
        ends = [found["p05"], found["p95"]]
        axes.plot(ends, [row, row], color=BLUE, linewidth=size.scaled(2.4), zorder=2)
        axes.plot([found["mean"]], [row], "o", color=BLUE, markersize=size.scaled(8), zorder=3)
    return {"points": sheet.finished(names, [told_unit(o.unit) for o in analysis.shown])}


def draw_distributions(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of the shown outcomes by variant, where there are several."""
    variants = analysis.runs.variants
    if len(variants) == 1 or not analysis.shown:
        return {}
    sheet = Sheet(
        Heading(
            f"Outcomes by variant: {analysis.runs.title}",
            "Thin line: 5th to 95th percentile of runs; thick line: the middle half; point: mean",
        ),
        [outcome.words for outcome in analysis.shown],
        size,
    )
    names = [folded(variant) for variant in variants]
    table = by_key(analysis.distributions, "outcome", "variant")
    for axes, row, variant, found in _rows(sheet, analysis.shown, table, variants):
        colour = INK if variant == analysis.runs.reference else BLUE
        _span(axes, row, [found["p05"], found["p95"]], colour, size.scaled(1.6))
        _span(axes, row, [found["p25"], found["p75"]], colour, size.scaled(5.0))
        _dot(axes, row, float(found["mean"]), colour, size)
    return {"distributions": sheet.finished(names, [told_unit(o.unit) for o in analysis.shown])}


def draw_differences(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of the paired differences from the reference, where there are any."""
    if analysis.differences.empty or not analysis.shown:
        return {}
    runs = analysis.runs
    others = [variant for variant in runs.variants if variant != runs.reference]
    sheet = Sheet(
        Heading(
            f"Difference from {runs.reference}: {runs.title}",
            f"Mean of paired differences with {kind_of(runs.units)}; grey: not larger than noise",
        ),
        [outcome.words for outcome in analysis.shown],
        size,
    )
    table = by_key(analysis.differences, "outcome", "variant")
    for panel in sheet.panels:
        panel.axvline(0.0, color=MARK, linewidth=size.scaled(1.2), zorder=1)
    for axes, row, _, found in _rows(sheet, analysis.shown, table, others):
        colour = BLUE if found["verdict"] == LARGER else MARK
        _span(axes, row, [found["low"], found["high"]], colour, size.scaled(2.4))
        _dot(axes, row, float(found["difference"]), colour, size)
    names = [folded(variant) for variant in others]
    return {"differences": sheet.finished(names, [told_unit(o.unit) for o in analysis.shown])}


def draw_sobol(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of the Sobol indices for each variant of a ``sobol`` design."""
    if analysis.runs.design != "sobol":
        return {}
    return {
        each.filed("sobol"): _draw_sobol(analysis, each, shown, size)
        for each in by_variant(analysis, analysis.sensitivity)
        if (shown := each.among(analysis.shown))
    }


def _draw_sobol(
    analysis: Analysis, each: OfVariant, shown: Sequence[Outcome], size: Size
) -> Figure:
    told = each.rows[each.rows["outcome"].isin([o.column for o in shown])]
    reach = told[["total_low", "total_high", "first_order_low", "first_order_high"]]
    any_beyond = bool(((reach < SHARES[0]) | (reach > SHARES[1])).any(axis=None))
    sheet = Sheet(
        Heading(
            each.titled(f"What matters: {analysis.runs.title}"),
            "Sobol indices, shares of the variance between points, with 95 % intervals"
            + "; arrow: it reaches further" * any_beyond,
            {"total, with all interactions": BLUE, "first order, the parameter alone": ACCENT},
        ),
        [outcome.words for outcome in shown],
        size,
        row_share=TALL,
    )
    totals = told.groupby("parameter")["total"]
    order = totals.mean().sort_values(ascending=False).index.tolist()
    table = by_key(told, "outcome", "parameter")
    for axes, row, _, found in _rows(sheet, shown, table, order):
        for word, shift, colour in (("total", -0.16, BLUE), ("first_order", 0.16, ACCENT)):
            ends = [found[f"{word}_low"], found[f"{word}_high"]]
            axes.barh(row + shift, found[word], height=0.3, color=colour, zorder=2)
            _span(axes, row + shift, ends, INK, size.scaled(1.2))
            _mark_beyond(axes, row + shift, ends, size)
    for panel in sheet.panels:
        panel.set_xlim(*SHARES)
    names = [folded(parameter, MOST_LETTERS) for parameter in order]
    return sheet.finished(names, ["share of variance"] * len(shown))


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
    for axes, row, _, found in _rows(sheet, each.outcomes, cells, order):
        axes.barh(row, found[kind.word], height=0.5, color=BLUE, zorder=2)
        ends = [found[f"{kind.word}_low"], found[f"{kind.word}_high"]]
        axes.plot(ends, [row, row], color=INK, linewidth=size.scaled(1.2), zorder=3)
    for panel in sheet.panels:
        panel.set_xlim(left=0.0)
    names = [folded(parameter, MOST_LETTERS) for parameter in order]
    return sheet.finished(names, [kind.axis] * len(each.outcomes))


def _span(axes: Axes, row: float, ends: Sequence[float], colour: Colour, width: float) -> None:
    axes.plot(ends, [row, row], color=colour, linewidth=width, solid_capstyle="butt", zorder=3)


def _mark_beyond(axes: Axes, row: float, ends: Sequence[float], size: Size) -> None:
    """Draw an arrow at each end of the axis that an interval reaches beyond."""
    low, high = ends
    marks = ((SHARES[0], "<", low < SHARES[0]), (SHARES[1], ">", high > SHARES[1]))
    for edge, sign, reaches in marks:
        if reaches:
            axes.plot(
                [edge], [row], sign, color=INK, markersize=size.scaled(7), clip_on=False, zorder=4
            )


def _dot(axes: Axes, row: float, value: float, colour: Colour, size: Size) -> None:
    axes.plot(
        [value],
        [row],
        marker="o",
        markersize=size.scaled(9),
        markerfacecolor=colour,
        markeredgecolor="white",
        markeredgewidth=size.scaled(1.2),
        zorder=4,
    )
