"""What must not matter does not: the unit of a good, the week in which a control comes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import lived
from tradesim.scenario import Scenario, apply, load

WORLDS = Path(__file__).parents[1] / "worlds"
QUANTITIES = {"capacity", "baseline_use", "capacity_added", "most", "price"}


def in_kilograms(value: Any, field: str = "") -> Any:
    """Return a scenario's data with every quantity of every item a thousand times as large."""
    if isinstance(value, dict) and field in QUANTITIES:
        return value | {"value": in_kilograms(value["value"], field)}
    if isinstance(value, dict):
        return {key: in_kilograms(entry, key) for key, entry in value.items()}
    if isinstance(value, list):
        return [in_kilograms(entry) for entry in value]
    if field in QUANTITIES:
        return value / 1000 if field == "price" else value * 1000
    return "kg" if field == "unit" and value == "t" else value


@pytest.mark.parametrize("world", ["two_countries", "two_governments", "instruments"])
def test_a_thousand_times_the_units_changes_no_share_and_no_date(world: str) -> None:
    scenario = apply(
        load(WORLDS / f"{world}.yaml"), {"behaviour.price_pressure": 0.3, "behaviour.surge": 2}
    )
    tonnes = lived(scenario, range(2))
    kilograms = lived(
        Scenario.model_validate(in_kilograms(scenario.model_dump(exclude_unset=True))), range(2)
    )
    for name in ("arrivals", "stock", "unmet", "lost", "production"):
        size = tonnes.panels[name].max(initial=0)
        apart = np.abs(kilograms.panels[name] / 1000 - tonnes.panels[name]).max(initial=0)
        assert apart <= 1e-9 * max(size, 1e-9), name
    assert kilograms.panels["output"] == pytest.approx(tonnes.panels["output"], rel=1e-9)
    assert np.array_equal(kilograms.events[:, :4], tonnes.events[:, :4])


def missed_in_the_year_after(weeks_later: int) -> np.ndarray:
    """Return what Maker misses in the year after a control on its main source, (replicate,)."""
    begins = dt.date(2019, 7, 1) + dt.timedelta(weeks=weeks_later)
    later = {
        "policies.curb.announced": begins,
        "policies.curb.effective": begins,
        "policies.curb.terms.review_spread": 0.6,
        "policies.curb.terms.return_odds": 0.3,
        "items.acid.qualification_weeks": 104,
        "suppliers.South.capacity": 20.5,
    }
    run = lived(apply(load(WORLDS / "one_market.yaml"), later), range(48))
    first = 25 + weeks_later
    unmet: np.ndarray = run.panels["unmet"][first : first + 52, 0].sum(axis=0)
    return unmet


def test_under_a_control_a_week_later_replicates_have_the_same_luck() -> None:
    now, later = missed_in_the_year_after(0), missed_in_the_year_after(1)
    assert now.std() > 1
    assert np.corrcoef(now, later)[0, 1] > 0.9


@on(15)
@given(worlds())
def test_no_sales_lost_ever_raise_a_cost(scenario: Scenario) -> None:
    cost = lived(scenario, range(2)).panels["unit_cost"]
    assert (np.diff(cost, axis=0) <= 1e-12 * cost[1:]).all()
