"""What draws and shows results, comparisons and analyses; imported only when one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradesim.experiments.analysis import Analysis
    from tradesim.experiments.comparison import Comparison
    from tradesim.results.result import Result


def figures(result: Result) -> dict[str, Any]:
    """Return the figures of a run by name."""
    from tradesim.reporting.figures import draw_all

    return dict(draw_all(result))


def save_figures(result: Result, folder: Path) -> None:
    """Write the figures of a run into a folder."""
    from tradesim.reporting.figures import save_all

    save_all(result, folder)


def result_html(result: Result) -> str:
    """Return a run for a notebook."""
    from tradesim.reporting.report.notebook import result_html

    return result_html(result)


def comparison_html(found: Comparison) -> str:
    """Return a comparison for a notebook."""
    from tradesim.reporting.report.notebook import comparison_html

    return comparison_html(found)


def analysis_html(found: Analysis) -> str:
    """Return an analysis for a notebook."""
    from tradesim.reporting.report.notebook import analysis_html

    return analysis_html(found)


WAYS: Mapping[str, Callable[..., Any]] = {
    "figures": figures,
    "save_figures": save_figures,
    "result_html": result_html,
    "comparison_html": comparison_html,
    "analysis_html": analysis_html,
}
"""What results ask for, by name."""
