"""The printed scores of a hindcast: figures first, then the monthly series."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tradesim.cli.terminal import Terminal

if TYPE_CHECKING:
    from tradesim.evidence.hindcast import Hindcast
    from tradesim.evidence.scores import FigureScore
    from tradesim.results import Result

WIDEST = 110
NOTHING = "–"
WHOLE = 1000
"""Numbers from here on are written without decimals."""

MEASURES = {"quantity": "quantity", "value_usd_m": "value"}

READING = (
    "skill: against no change since January to June 2019; on year: against the same month of the "
    "year before; 1 is perfect, 0 no better. in band: share of months inside the 90 % band."
)


def print_scorecard(result: Result, scored: Hindcast, ensemble: Path | None) -> None:
    """Print figures and series, observed beside simulated.

    Args:
        result: The runs.
        scored: Their scores.
        ensemble: The file their parameters were drawn from, None for one set of parameters.
    """
    console = Terminal()
    console.width = min(console.width, WIDEST) if console.is_terminal else WIDEST
    doubt = f"parameters from {ensemble.name}" if ensemble else "one set of parameters"
    console.print()
    console.print(Text(result.scenario.title, style="bold"))
    console.print(f"{result.replicates} replicates, seed {result.seed}, {doubt}\n")
    if scored.figures:
        console.print(_figures(scored), _share(scored), "", sep="\n")
    if scored.pairs:
        console.print(_series(scored), READING, "", sep="\n")


def _share(scored: Hindcast) -> str:
    hits = sum(figure.is_hit for figure in scored.figures)
    return (
        f"{hits} of {len(scored.figures)} figures hit ({scored.share_of_figures_hit:.0%}): "
        "the median within 25 %, 5 points of a share, 4 weeks of a date."
    )


def _figures(scored: Hindcast) -> Table:
    table = Table(box=None, pad_edge=False, title="Figures", title_justify="left")
    table.add_column("figure", no_wrap=True, overflow="fold")
    for heading in ("observed", "median", "90 % band", "unit"):
        table.add_column(heading, justify="left" if heading == "unit" else "right")
    table.add_column("")
    for figure in scored.figures:
        band = f"{_number(figure, figure.low)} to {_number(figure, figure.high)}"
        table.add_row(
            figure.figure,
            _number(figure, figure.observed),
            _number(figure, figure.median),
            band,
            "" if figure.unit == "date" else figure.unit,
            "hit" if figure.is_hit else Text("miss", style="bold"),
        )
    return table


def _number(figure: FigureScore, value: float) -> str:
    if not math.isfinite(value):
        return "never"
    if figure.unit == "date":
        return str(dt.date(1970, 1, 1) + dt.timedelta(days=int(value)))
    return f"{value:,.0f}" if abs(value) >= WHOLE else f"{value:.3g}"


def _series(scored: Hindcast) -> Table:
    headings = {
        "skill": "skill",
        "skill_last_year": "on year",
        "coverage": "in band",
        "coverage_of_runs": "of runs",
        "nrmse": "nrmse",
        "correlation": "corr.",
    }
    table = Table(box=None, pad_edge=False, title="Monthly imports", title_justify="left")
    for heading in ("customs group", "from", "measure"):
        table.add_column(heading, no_wrap=True)
    for heading in ("months", *headings.values()):
        table.add_column(heading, justify="right")
    for score in scored.series:
        cells = [getattr(score, name) for name in headings]
        table.add_row(
            score.customs_group,
            score.origin,
            MEASURES[score.measure],
            str(score.months),
            *(NOTHING if math.isnan(cell) else f"{cell:.2f}" for cell in cells),
        )
    return table
