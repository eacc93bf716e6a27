"""Maps of an experiment: Morris effects, the Pareto view, and the options of a search."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.search import goal_words, goals_said
from tradesim.reporting.by_variant import by_variant
from tradesim.reporting.labels import POINTS, SPACING, spread, text_width
from tradesim.reporting.sheet import Heading, Sheet
from tradesim.reporting.style import ACCENT, INK, MARK, PALETTE, Size, distinct
from tradesim.wording.measure_units import with_unit
from tradesim.wording.shortening import shortened

BIGGEST, SMALLEST = 26.0, 8.0
"""Diameter of the points of the dearest and of the cheapest option, points of a slide."""

FEWEST_LETTERS = 8
"""Letters that a parameter's name keeps in a panel."""

LIFT = 0.75
"""Height of a name over its point, in sizes of type: its interval passes below the letters."""

AWAY = 8.0
"""Points of a slide from a point to its name."""

MOST_NAMES = 8
"""Parameters of a panel that are named: those with the largest effects."""

NEGLIGIBLE = 0.02
"""Share of the largest effect up to which a parameter is not named."""

PLANE = 2
"""Objectives that the axes show; a third is the size of the points."""

MOST_PANELS = 6
"""Pairs of objectives of a search that are drawn."""


Effect = tuple[float, float, str]
"""Mean and spread of an effect, and the parameter whose it is."""


def draw_morris(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of Morris effects for each variant of a ``morris`` design."""
    if analysis.runs.design != "morris":
        return {}
    figures = {}
    for each in by_variant(analysis, analysis.sensitivity):
        shown = each.among(analysis.shown)
        if not shown:
            continue
        sheet = Sheet(
            Heading(
                each.titled(f"What matters: {analysis.runs.title}"),
                "Morris effects per width of each range, mu* with 95 % intervals. Right: matters "
                "more; up: acts non-linearly or together with others",
            ),
            [outcome.words for outcome in shown],
            size,
        )
        named: dict[str, list[Effect]] = {}
        for axes, outcome in zip(sheet.panels, shown, strict=True):
            effects = each.rows[each.rows["outcome"] == outcome.column]
            across = max(float(effects["mu_star_high"].max()), 1e-300)
            for _, row in effects.iterrows():
                ends = [row["mu_star_low"], row["mu_star_high"]]
                axes.plot(ends, [row["sigma"]] * 2, color=MARK, linewidth=size.scaled(1.6))
            axes.set_xlim(0, across * 1.1)
            named[outcome.column] = _scatter(axes, effects, size)
            sheet.dress(
                axes, *(with_unit(sign, outcome.unit) for sign in ("mu*", "sigma")), grid="both"
            )
        sheet.place()
        for axes, points in zip(sheet.panels, named.values(), strict=True):
            _name_points(axes, points, size)
        figures[each.filed("morris")] = sheet.figure
    return figures


def _scatter(axes: Axes, effects: pd.DataFrame, size: Size) -> list[Effect]:
    """Draw the effects as points; return those large enough to be named."""
    found = zip(effects["mu_star"], effects["sigma"], effects["parameter"], strict=True)
    points: list[Effect] = sorted(found, key=lambda point: -point[0])
    largest = max(points[0][0], 1e-300)
    strong = [point for point in points[:MOST_NAMES] if point[0] > largest * NEGLIGIBLE]
    for point in points:
        colour = PALETTE[1] if point in strong else MARK
        axes.plot([point[0]], [point[1]], "o", color=colour, markersize=size.scaled(8))
    axes.set_ylim(0, max(float(effects["sigma"].max()), largest / 10) * 1.2)
    return strong


def _name_points(axes: Axes, points: Sequence[Effect], size: Size) -> None:
    """Write names beside points, none over another; the axes must have their final place."""
    named = sorted(points, key=lambda point: point[1])
    scale = float(axes.figure.dpi) / POINTS
    box, gap = axes.get_window_extent(), size.small * SPACING * scale
    heights = [float(axes.transData.transform(point[:2])[1]) for point in named]
    wished = [height + LIFT * size.small * scale for height in heights]
    places = spread(wished, gap, box.y0 + gap / 2, box.y1 - gap / 2)
    for (x, y, name), height, place in zip(named, heights, places, strict=True):
        at = float(axes.transData.transform((x, y))[0])
        rooms = ((at - box.x0) / scale, (box.x1 - at) / scale)
        text = _fitted(name, max(rooms) - size.scaled(AWAY), size)
        _name(axes, text, (x, y), size, left=rooms[0] > rooms[1], up=(place - height) / scale)


def _fitted(name: str, room: float, size: Size) -> str:
    """Return a name shortened to the room there is, points."""
    width = max(text_width(name, size.small), 1.0)
    return shortened(name, max(int(len(name) * min(room / width, 1.0)), FEWEST_LETTERS))


def _name(
    axes: Axes, text: str, at: tuple[float, float], size: Size, *, left: bool, up: float
) -> None:
    axes.annotate(
        text,
        at,
        xytext=(size.scaled(-AWAY if left else AWAY), up),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=size.small,
        color=INK,
    )


def draw_pareto(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return the Pareto view: two objectives across and up, the third as the size of points."""
    if len(analysis.objectives) < PLANE:
        return {}
    across, up, *more = sorted(analysis.objectives, key=lambda found: found.role == "cost")
    line = "Means over replicates. Ringed: no other option is better in one respect and no worse "
    size_of = "; ".join(f"{each.words[:1].lower()}{each.words[1:]}" for each in more)
    line += f"in the rest. Larger points: more of {size_of}" if more else "in the other"
    variants = analysis.runs.variants
    colours = dict(zip(variants, distinct(len(variants), first=1), strict=True))
    sheet = Sheet(Heading(f"Trade-offs: {analysis.runs.title}", line, colours), [""], size)
    axes, table = sheet.panels[0], analysis.pareto
    costs = table[more[0].role].to_numpy(dtype=np.float64) if more else np.ones(len(table))
    for (_, row), width in zip(table.iterrows(), _diameters(costs), strict=True):
        at, wide = ([row[across.role]], [row[up.role]]), size.scaled(width)
        axes.plot(
            *at, "o", color=colours[row["variant"]], alpha=0.75, markersize=wide,
            markeredgecolor="none", zorder=2,
        )  # fmt: skip
        if row["efficient"]:
            axes.plot(
                *at, "o", markersize=wide, markerfacecolor="none", markeredgecolor=INK,
                markeredgewidth=size.scaled(1.8), zorder=3,
            )  # fmt: skip
    axes.margins(0.08)
    sheet.dress(axes, across.spoken, up.spoken, grid="both")
    sheet.place()
    return {"pareto": sheet.figure}


def _diameters(costs: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return points whose area grows with the cost, diameters in points of a slide."""
    if not np.isfinite(costs).any() or np.nanmax(costs) == np.nanmin(costs):
        return np.full(len(costs), (BIGGEST + SMALLEST) / 2)
    low, high = float(np.nanmin(costs)), float(np.nanmax(costs))
    share = (np.nan_to_num(costs, nan=low) - low) / (high - low)
    return np.asarray(np.sqrt(SMALLEST**2 + share * (BIGGEST**2 - SMALLEST**2)))


def draw_search(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of the options of a search, a panel for each pair of objectives."""
    table = analysis.table("search_options")
    names = [goal_words(goal) for _, goal in analysis.runs.goals]
    if table.empty or len(names) < PLANE:
        return {}
    across, up = np.triu_indices(len(names), 1)
    pairs = list(zip(across, up, strict=True))[:MOST_PANELS]
    said = goals_said(analysis.runs)
    sheet = Sheet(
        Heading(
            f"Options tried: {analysis.runs.title}",
            f"{len(table)} options; the {int(table['best'].sum())} that none beats, by the "
            "smallest differences that count, stand out",
            {"none beats it": ACCENT, "beaten": MARK},
        ),
        [""] * len(pairs),
        size,
    )
    best = table["best"].to_numpy(dtype=np.bool_)
    for axes, (one, other) in zip(sheet.panels, pairs, strict=True):
        for chosen, colour, edge in ((~best, MARK, "none"), (best, ACCENT, INK)):
            x, y = (table[names[goal]][chosen] for goal in (one, other))
            axes.plot(
                x, y, "o", color=colour, alpha=0.8,
                markeredgecolor=edge, markersize=size.scaled(8), zorder=2,
            )  # fmt: skip
        sheet.dress(axes, said[one], said[other], grid="both")
    sheet.place()
    return {"search": sheet.figure}
