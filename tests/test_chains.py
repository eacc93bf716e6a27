"""Chains of plants: what each makes is what the next one buys, up to the buyer at the end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tradesim import results
from tradesim.scenario import Scenario
from tradesim.scenario.validation import examine

LEAD_WEEKS = 2
COVER_WEEKS = 4
FINISHED_WEEKS = 2
"""The last two are the defaults of the schema, written out for the sum by hand."""


def chain(plants: int) -> dict[str, Any]:
    """Return a world of plants in a row, of which each needs one ton of the one before for a ton.

    They are listed from the end of the chain to its beginning; the buyer at the end uses a ton a
    week, for ten cars.
    """
    rows = [
        {
            "name": f"plant {row}",
            "country": "AAA",
            "item": f"item {row}",
            "capacity": 2.0,
            "price": 1.0 + row,
            "recipe": [_need(row - 1, 2.0)] if row else [],
        }
        for row in range(plants)
    ]
    return {
        "name": "chain",
        "title": "Plants in a row",
        "description": "Each makes what the next one buys.",
        "start": "2001-01-01",
        "end": "2002-12-29",
        "domestic_lead_time_weeks": LEAD_WEEKS,
        "countries": [{"code": "AAA", "name": "A land"}],
        "items": [
            {"name": f"item {row}", "customs_group": f"group {row}", "unit": "t"}
            for row in range(plants)
        ],
        "suppliers": rows[::-1],
        "buyers": [
            {
                "name": "car maker",
                "country": "AAA",
                "product": "cars",
                "output": 10.0,
                "needs": [_need(plants - 1, 1.0)],
            }
        ],
    }


def _need(plant: int, use: float) -> dict[str, Any]:
    return {"item": f"item {plant}", "baseline_use": use, "sources": {f"plant {plant}": 1.0}}


def lost(plants: int) -> Scenario:
    """Return a chain whose first plant is lost for good after half a year."""
    shock = {
        "kind": "supply_shock",
        "name": "fire",
        "suppliers": ["plant 0"],
        "date": "2001-07-02",
        "lost_share": 1.0,
        "repair_weeks": 500,
    }
    return Scenario.model_validate({**chain(plants), "shocks": [shock]})


@pytest.mark.parametrize("plants", [1, 3, 5])
def test_a_loss_climbs_the_chain_and_stops_the_buyer_at_its_end(plants: int) -> None:
    """What is left of the good, and of all that was made of it, makes the last cars."""
    recording = results.run(lost(plants), replicates=1, engine="ensemble").recording
    made = recording.panels["output"][:, 0, 0]
    assert made[25] == pytest.approx(10.0)
    assert made[-1] == pytest.approx(0.0, abs=1e-6)
    weeks_of_goods = plants * (LEAD_WEEKS + COVER_WEEKS + FINISHED_WEEKS)
    assert made[26:].sum() <= 10.0 * weeks_of_goods + 1e-6
    stopped = int(np.argmax(made < 9.99))
    assert stopped > 26


def test_both_engines_carry_a_loss_up_the_chain_alike() -> None:
    agents, block = (
        results.run(lost(3), replicates=1, engine=engine).recording
        for engine in ("mesa", "ensemble")
    )
    for name, panel in block.panels.items():
        assert np.array_equal(agents.panels[name], panel, equal_nan=True), name


def test_a_chain_may_be_longer_than_calls_can_be_nested() -> None:
    scenario, findings = examine(chain(1_100))
    assert scenario is not None
    assert findings == []


def test_a_circle_is_found_in_a_long_chain() -> None:
    world = chain(1_100)
    world["suppliers"][-1]["recipe"] = [_need(1_099, 2.0)]
    _, findings = examine(world)
    assert sum("in a circle: " in finding.message for finding in findings) == 1
