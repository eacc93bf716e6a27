"""Maps of an experiment: Morris effects, the Pareto view, the trajectory of scenario discovery."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis
from tradesim.reporting.experiment_sheet import Plate
from tradesim.reporting.style import ACCENT, INK, MARK, MUTED, PALETTE, Size, distinct, legible

LEFT = 84.0
"""Room for the numbers of an axis, points of a slide."""

BIGGEST, SMALLEST = 26.0, 8.0
"""Diameter of the points of the dearest and of the cheapest option, points of a slide."""

PLANE = 2
"""Objectives that the axes show; a third is the size of the points."""


def draw_morris(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of Morris effects for each variant of a ``morris`` design."""
    if analysis.runs.design != "morris" or analysis.sensitivity.empty:
        return {}
    figures = {}
    several = len(analysis.runs.variants) > 1
    for variant, rows in analysis.sensitivity.groupby("variant", sort=False):
        shown = [o for o in analysis.shown if o.column in set(rows["outcome"])]
        if not shown:
            continue
        plate = Plate(
            f"What matters: {analysis.runs.title}{f', {variant}' if several else ''}",
            "Morris effects per width of each range. Right: matters more; "
            "up: acts non-linearly or together with others",
            [outcome.words for outcome in shown],
            size,
        )
        plate.place(left=size.scaled(LEFT), right=size.scaled(30))
        for axes, outcome in zip(plate.panels, shown, strict=True):
            effects = rows[rows["outcome"] == outcome.column]
            _scatter(axes, effects["mu_star"], effects["sigma"], effects["parameter"], size)
            plate.dress(axes, f"mu*, {outcome.unit}", f"sigma, {outcome.unit}", grid="both")
        figures[f"morris_{variant}" if several else "morris"] = plate.figure
    return figures


def _scatter(
    axes: Axes,
    across: pd.Series[float],
    up: pd.Series[float],
    names: pd.Series[str],
    size: Size,
) -> None:
    """Draw points with their names, those of small effect unnamed."""
    largest = max(float(across.max()), 1e-300)
    for x, y, name in zip(across, up, names, strict=True):
        strong = x > largest / 10
        axes.plot([x], [y], "o", color=PALETTE[1] if strong else MARK, markersize=size.scaled(8))
        if strong:
            _name(axes, name, (x, y), size, left=x > largest / 2)
    axes.set_xlim(0, largest * 1.15)
    axes.set_ylim(0, max(float(up.max()), largest / 10) * 1.2)


def draw_pareto(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return the Pareto view: two objectives across and up, the third as the size of points."""
    if len(analysis.objectives) < PLANE:
        return {}
    across, up, *more = (analysis.objectives[place] for place in _axes_of(analysis))
    table = analysis.pareto
    line = "Means over replicates; ringed: no other option is better in one respect and no worse"
    line += f" in the others; larger points: more {more[0].words}" if more else " in the other"
    plate = Plate(f"Trade-offs: {analysis.runs.title}", line, [""], size, tall=0.84)
    plate.place(left=size.scaled(LEFT), right=size.scaled(200))
    axes = plate.panels[0]
    widths = _diameters(table[more[0].role].to_numpy(dtype=np.float64) if more else None, len(table))
    variants = analysis.runs.variants
    colours = dict(zip(variants, distinct(len(variants), first=1), strict=True))
    for (_, row), width in zip(table.iterrows(), widths, strict=True):
        axes.plot(
            [row[across.role]],
            [row[up.role]],
            "o",
            color=colours[row["variant"]],
            alpha=0.9 if row["efficient"] else 0.35,
            markersize=size.scaled(width),
            markeredgecolor=INK if row["efficient"] else "none",
            markeredgewidth=size.scaled(1.8),
            zorder=3 if row["efficient"] else 2,
        )
    axes.margins(0.1)
    plate.dress(axes, f"{across.words}, {across.unit}", f"{up.words}, {up.unit}", grid="both")
    _legend(axes, colours, size)
    return {"pareto": plate.figure}


def _axes_of(analysis: Analysis) -> list[int]:
    """Return the places of the objectives: across, up, and the one shown by size."""
    roles = [objective.role for objective in analysis.objectives]
    return sorted(range(len(roles)), key=lambda place: roles[place] == "cost")


def _diameters(costs: npt.NDArray[np.float64] | None, count: int) -> npt.NDArray[np.float64]:
    if costs is None or not np.isfinite(costs).any() or np.nanmax(costs) == np.nanmin(costs):
        return np.full(count, (BIGGEST + SMALLEST) / 2)
    share = (np.nan_to_num(costs, nan=float(np.nanmin(costs))) - np.nanmin(costs)) / (
        np.nanmax(costs) - np.nanmin(costs)
    )
    return np.asarray(np.sqrt(SMALLEST**2 + share * (BIGGEST**2 - SMALLEST**2)))


def _legend(axes: Axes, colours: dict[str, str], size: Size) -> None:
    """Write the variants at the right, in their colours."""
    for row, (variant, colour) in enumerate(colours.items()):
        axes.annotate(
            variant,
            (1.0, 1.0),
            xycoords="axes fraction",
            xytext=(size.scaled(18), -size.scaled(8 + 20 * row)),
            textcoords="offset points",
            color=legible(colour),
            fontsize=size.small,
            weight="bold",
            va="top",
        )


def draw_discovery(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return the trajectory of scenario discovery, a panel for each variant that has a box."""
    if not analysis.discoveries:
        return {}
    plate = Plate(
        f"Where it happens: {analysis.runs.title}",
        f"Boxes on the way of PRIM, runs of interest: {analysis.discoveries[0].threshold}; "
        "black: the box reported",
        [found.variant for found in analysis.discoveries],
        size,
    )
    plate.place(left=size.scaled(LEFT), right=size.scaled(24))
    for axes, found in zip(plate.panels, analysis.discoveries, strict=True):
        steps = found.trajectory
        axes.plot(steps["coverage"], steps["density"], color=ACCENT, linewidth=size.line)
        axes.plot([found.coverage], [found.density], "o", color=INK, markersize=size.scaled(10))
        for row, text in enumerate(found.sentences()):
            axes.annotate(
                text, (0.03, 0.05), xycoords="axes fraction",
                xytext=(0, size.scaled(17 * row)), textcoords="offset points",
                fontsize=size.small, color=MUTED,
            )  # fmt: skip
        axes.set_xlim(0, 1.03)
        axes.set_ylim(0, 1.03)
        plate.dress(
            axes, "coverage: share of the runs of interest", "density: share of the box", grid="both"
        )
    return {"discovery": plate.figure}


def _name(axes: Axes, text: str, at: tuple[float, float], size: Size, *, left: bool) -> None:
    axes.annotate(
        text,
        at,
        xytext=(size.scaled(-8 if left else 8), size.scaled(6)),
        textcoords="offset points",
        ha="right" if left else "left",
        fontsize=size.small,
        color=INK,
    )
