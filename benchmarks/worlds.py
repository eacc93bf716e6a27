"""The worlds that the benchmarks run."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel

from tradesim.ensemble import Ensemble
from tradesim.fields import Figure
from tradesim.scenario import Scenario, load
from tradesim.world.layout import lay_out

CALM = {
    "review_spread": 0.0,
    "approval_odds": 1.0,
    "partial_odds": 0.0,
    "return_odds": 0.0,
    "slippage_spread": 0.0,
    "qualification_spread": 0.0,
    "qualification_odds": 1.0,
    "noise": 0.0,
}
"""Values under which nothing is left to chance."""


def the_scenario(name: str, weeks: int | None = None) -> Scenario:
    """Return a scenario by name or path, cut to its first weeks, or whole for None."""
    scenario = load(name)
    if weeks is None:
        return scenario
    end = scenario.start + dt.timedelta(weeks=weeks - 1)
    return scenario.model_copy(update={"end": min(end, scenario.end)})


def link_weeks(scenario: Scenario) -> int:
    """Return the links of a scenario times its weeks: the work of one run."""
    layout = lay_out(scenario)
    return len(layout.link_rows) * layout.calendar.weeks


def live_ensemble(scenario: Scenario, replicates: int) -> None:
    """Run some replicates by the ensemble and let each recording go, as a sweep does."""
    for _ in Ensemble(scenario, range(replicates)).recordings(reuse_memory=True):
        pass


def calm(scenario: Scenario) -> Scenario:
    """Return the scenario with nothing left to chance."""
    calmed: Scenario = _calm(scenario)
    return calmed


def _calm(block: Any) -> Any:
    if isinstance(block, list):
        return [_calm(entry) for entry in block]
    if not isinstance(block, BaseModel) or isinstance(block, Figure):
        return block
    changes = {
        name: Figure(value=CALM[name])
        if name in CALM and isinstance(value, Figure)
        else _calm(value)
        for name, value in ((name, getattr(block, name)) for name in type(block).model_fields)
    }
    return block.model_copy(update=changes)
