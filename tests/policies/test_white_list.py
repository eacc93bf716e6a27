"""White lists: every listed item goes under licence, but not that of a trusted exporter."""

from pathlib import Path

import numpy as np
import pytest

from tests.living import lived, same, weeks_of, world_of
from tradesim.policies.effects import FREE, INDIVIDUAL
from tradesim.scenario import Scenario, apply, load, without

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"
DECIDED, REMOVED, RESTORED = 30, 33, 125
"""Weeks of the decision (2019-08-02), the removal (08-28) and the return (2021-06-01)."""


NUMBERS = ("arrivals", "shipped", "price", "production", "stock", "used", "unmet", "output")


@pytest.fixture
def removal() -> Scenario:
    """The world with the removal alone; the maker of acid there has a compliance programme."""
    scenario, _ = without(load(WORLD), ["acid curb", "reserve", "boom"])
    return scenario


def test_every_listed_item_goes_under_licence_until_the_restoration(removal: Scenario) -> None:
    open_to_all = apply(removal, {"suppliers.Alpha Chemicals.compliance_programme": False})
    world = world_of(open_to_all)
    names = [world.layout.link_ids[row] for row in world.licence.link]
    assert sorted(names) == [
        "Beta Devices|acid|Alpha Chemicals",
        "Beta Devices|film|Alpha Films",
    ]
    for week in weeks_of(world):
        level = INDIVIDUAL if REMOVED <= week < RESTORED else FREE
        assert (world.licence.level == level).all(), week


def test_an_exporter_with_a_compliance_programme_keeps_its_free_trade(removal: Scenario) -> None:
    world = world_of(removal)
    names = [world.layout.link_ids[row] for row in world.licence.link]
    assert names == ["Beta Devices|film|Alpha Films"]


def test_a_removal_that_meets_only_trusted_exporters_needs_no_licence(removal: Scenario) -> None:
    listed = apply(removal, {"policies.list removal.listed_items": ["acid"]})
    recording = lived(listed)
    assert recording.panels["filed"].sum() == 0
    trusting = apply(listed, {"behaviour.alarm_spillover": 0, "behaviour.distrust_spillover": 0})
    never, _ = without(trusting, ["list removal"])
    assert [name for name in same(lived(trusting), lived(never)) if name in NUMBERS] == []


def test_an_exporter_without_a_programme_is_held_up(removal: Scenario) -> None:
    listed = apply(removal, {"policies.list removal.listed_items": ["acid"]})
    held = apply(listed, {"suppliers.Alpha Chemicals.compliance_programme": False})
    arrivals = [lived(scenario).panels["arrivals"] for scenario in (listed, held)]
    after = slice(REMOVED + 2, REMOVED + 8)
    assert np.array_equal(arrivals[0][:DECIDED], arrivals[1][:DECIDED])
    assert arrivals[0][after, 0].min() > 50
    assert not arrivals[1][after, 0].any()
