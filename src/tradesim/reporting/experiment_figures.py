"""All figures of the analysis of an experiment, drawn and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis
from tradesim.reporting import (
    experiment_curves,
    experiment_discovery,
    experiment_intervals,
    experiment_maps,
)
from tradesim.reporting.figures import save_each
from tradesim.reporting.style import Size, applied, look

KINDS: tuple[Callable[[Analysis, Size], dict[str, Figure]], ...] = (
    experiment_curves.draw_curves,
    experiment_intervals.draw_points,
    experiment_intervals.draw_differences,
    experiment_intervals.draw_distributions,
    experiment_intervals.draw_sobol,
    experiment_maps.draw_morris,
    experiment_maps.draw_pareto,
    experiment_discovery.draw_discovery,
    experiment_discovery.draw_boxes,
    experiment_discovery.draw_trees,
    experiment_maps.draw_search,
    experiment_intervals.draw_scores,
)
"""Every kind of figure, in the order in which they are told."""


def draw_all(analysis: Analysis, size: Size | None = None) -> dict[str, Figure]:
    """Return every figure that an analysis bears by its name, which is also its file's.

    Args:
        analysis: The analysis.
        size: ``SLIDE`` or ``PRINT``; that of the look where none is said.
    """
    figures: dict[str, Figure] = {}
    with applied():
        for draw in KINDS:
            figures.update(draw(analysis, size or look().size))
    return figures


def save_all(analysis: Analysis, folder: Path, size: Size | None = None) -> list[Path]:
    """Draw every figure and write it as PNG and as SVG, for a journal also as PDF.

    Args:
        analysis: The analysis.
        folder: Where to; made where it is absent.
        size: ``SLIDE`` or ``PRINT``; that of the look where none is said.

    Returns:
        The files, in the order in which they were written.
    """
    return save_each(draw_all(analysis, size).items(), folder)
