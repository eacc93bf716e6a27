"""Whether there is room for the weeks of every run, which ``--keep-runs`` asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradesim.scenario import Scenario


def check_kept(scenario: Scenario, count: int | None, out: Path | None, *, doubt: bool) -> None:
    """Refuse to keep every run where the disk will not hold them, before any is lived."""
    from tradesim import results

    runs = results.runs_of_a_forecast(scenario, count) if doubt else count
    results.check_kept_runs(scenario, runs, out or results.default_folder(scenario.name, "run"))
