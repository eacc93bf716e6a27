"""A policy that changes nothing changes no number."""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import lived, same
from tradesim.scenario import Scenario, load, without

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"
EVERYTHING = ["acid curb", "list removal", "reserve", "boom"]
LATER = dt.date(2030, 1, 7)
CURB = {"imposer": "AAA", "partner": "BBB", "announced": dt.date(2019, 7, 1)}

NOTHING: dict[str, dict[str, Any]] = {
    "a curb of zero weeks": {
        **CURB, "kind": "individual_licence", "items": ["acid"],
        "effective": dt.date(2019, 7, 4), "lifted": dt.date(2019, 7, 4),
    },
    "a ban of zero weeks": {
        **CURB, "kind": "export_ban", "items": ["acid"],
        "effective": dt.date(2019, 7, 4), "until": dt.date(2019, 7, 4),
    },
    "an end-user control of zero weeks": {
        **CURB, "kind": "end_user_control", "effective": dt.date(2019, 7, 4),
        "lifted": dt.date(2019, 7, 4),
    },
    "a removal of zero weeks": {
        **CURB, "kind": "white_list", "listed_items": ["film"],
        "effective": dt.date(2019, 8, 28), "restored": dt.date(2019, 8, 29),
    },
    "a curb after the end": {
        **CURB, "kind": "individual_licence", "items": ["acid"],
        "announced": LATER, "effective": LATER,
    },
    "a curb on what is not sold there": {
        "kind": "individual_licence", "imposer": "BBB", "partner": "AAA", "items": ["film"],
        "effective": dt.date(2019, 7, 4),
    },
    "a project after the end": {
        "kind": "substitution_investment", "supplier": "Beta Chemicals", "announced": LATER,
        "capacity_added": 50, "build_weeks": 0,
    },
    "a project of no capacity": {
        "kind": "substitution_investment", "supplier": "Beta Chemicals",
        "announced": dt.date(2019, 7, 1), "capacity_added": 0, "build_weeks": 0,
    },
    "permits where nothing is built": {
        "kind": "fast_track_permit", "country": "AAA", "effective": dt.date(2019, 7, 1),
    },
    "a stockpile of zero weeks": {
        "kind": "stockpile_mandate", "buyers": ["Beta Devices"], "items": ["acid"],
        "cover_weeks": 0, "effective": dt.date(2019, 7, 1),
    },
    "a stockpile for zero weeks": {
        "kind": "stockpile_mandate", "buyers": ["Beta Devices"], "items": ["acid"],
        "cover_weeks": 3, "effective": dt.date(2019, 7, 1), "until": dt.date(2019, 7, 1),
    },
}  # fmt: skip


def unlike(scenario: Scenario, policy: dict[str, Any]) -> list[str]:
    """Return the panels that differ with and without a policy, leaving out its own."""
    tree = scenario.model_dump(exclude_unset=True)
    tree.setdefault("policies", []).append({"name": "it", **policy})
    before, after = lived(scenario), lived(Scenario.model_validate(tree))
    own = {"filed", "granted", "refused", "waited", "waiting"}
    events = [r.events[r.events[:, 1] // 10 != 2] for r in (before, after)]  # but for milestones
    changed = [name for name in same(before, after) if name not in {*own, "events"}]
    activity = [name for name in own if after.panels[name].sum() != before.panels[name].sum()]
    return changed + activity + ([] if np.array_equal(*events) else ["events"])


@pytest.mark.parametrize("name", NOTHING)
def test_in_a_world_at_rest_it_changes_no_number(name: str) -> None:
    scenario, _ = without(load(WORLD), EVERYTHING)
    assert unlike(scenario, NOTHING[name]) == []


def test_what_does_change_something_is_seen() -> None:
    scenario, _ = without(load(WORLD), EVERYTHING)
    longer = NOTHING["a curb of zero weeks"] | {"lifted": dt.date(2019, 7, 18)}
    assert "arrivals" in unlike(scenario, longer)


@on(12)
@given(worlds())
def test_shocks_of_factor_one_and_controls_of_no_length_change_no_number_in_any_world(
    scenario: Scenario,
) -> None:
    day = scenario.start + dt.timedelta(weeks=10)
    first, second = (country.code for country in scenario.countries[:2])
    empty = {
        "kind": "individual_licence", "imposer": first, "partner": second,
        "items": [item.name for item in scenario.items],
        "announced": day, "effective": day, "lifted": day,
    }  # fmt: skip
    tree = scenario.model_dump(exclude_unset=True)
    shock = {"kind": "demand_shock", "name": "no shock", "products": ["chips"]}
    tree.setdefault("shocks", []).append(shock | {"start": day, "factor": 1})
    assert unlike(Scenario.model_validate(tree), empty) == []
    plain, loud = lived(scenario), lived(Scenario.model_validate(tree))
    assert same(plain, loud) == []
