"""Whether the weeks of every run, or a report, can be had of a scenario before it is run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from tradesim.scenario import Scenario


def refuse_for_large(scenario: Scenario, *, every_run: bool, report: bool) -> None:
    """Refuse to keep or tell the weeks of every firm where only groups of firms are kept."""
    from tradesim.scenario.size import MOST_FIRMS, is_large

    if not (every_run or report) or not is_large(scenario):
        return
    said = f"of more than {MOST_FIRMS:,} firms a run keeps sectors, countries, tiers and the "
    said += "hundred firms hit worst, not the weeks of every firm: leave it out."
    raise typer.BadParameter(said, param_hint="--keep-runs" if every_run else "--report")


def check_kept(scenario: Scenario, count: int | None, out: Path | None, *, doubt: bool) -> None:
    """Refuse to keep every run where the disk will not hold them, before any is lived."""
    from tradesim import results

    runs = results.runs_of_a_forecast(scenario, count) if doubt else count
    results.check_kept_runs(scenario, runs, out or results.default_folder(scenario.name, "run"))
