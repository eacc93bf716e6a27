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


KNOWN_TO_THE_PEER = {
    "behaviour.anticipation": 0.0,
    "behaviour.covered_wait": 0.0,
    "behaviour.calling_off": 0.0,
    "behaviour.backlog_as_orders": 1.0,
    "behaviour.shelf_life_margin": 100.0,
}
"""Behaviour switched off that the frozen week of the plain-Mesa peer does not know."""


def the_scenario(name: str, weeks: int | None = None) -> Scenario:
    """Return a scenario by name or path, cut to its first weeks, or whole for None.

    Policies that would begin after the last of these weeks are left out.
    """
    scenario = load(name)
    if weeks is None:
        return scenario
    end = min(scenario.start + dt.timedelta(weeks=weeks - 1), scenario.end)
    seen = [policy for policy in scenario.policies if _begins(policy) <= end]
    return scenario.model_copy(update={"end": end, "policies": seen})


def _begins(policy: Any) -> dt.date:
    """Return the day on which a policy takes effect; the first of all days where it has none."""
    effective = getattr(policy, "effective", None)
    return effective.value if effective else dt.date.min


def link_weeks(scenario: Scenario) -> int:
    """Return the links of a scenario times its weeks: the work of one run."""
    layout = lay_out(scenario)
    return len(layout.link_rows) * layout.calendar.weeks


def live_ensemble(scenario: Scenario, replicates: int) -> None:
    """Run some replicates by the ensemble and let each recording go, as a sweep does."""
    for _ in Ensemble(scenario, range(replicates)).recordings(reuse_memory=True):
        pass


def without_notice(scenario: Scenario) -> dict[str, object]:
    """Return overrides by which controls are announced when they bind.

    The plain-Mesa peer files for licences from the day a control binds, and not from the news.
    """
    return {
        f"policies.{policy.name}.{field}": binds.value
        for policy in scenario.policies
        if (binds := getattr(policy, "effective", None))
        for field in ("announced", "promulgated")
        if getattr(policy, field, None)
    }


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
