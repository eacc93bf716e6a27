"""Individual licences: the named items of the pair, whoever exports them."""

from pathlib import Path

import pytest

from tests.living import weeks_of, world_of
from tradesim.policies.effects import INDIVIDUAL
from tradesim.scenario import Scenario, apply, load, without

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"


@pytest.fixture
def curb() -> Scenario:
    scenario, _ = without(load(WORLD), ["list removal", "reserve", "boom"])
    return scenario


def test_it_binds_from_its_week_to_its_lifting_also_for_trusted_exporters(curb: Scenario) -> None:
    world = world_of(curb)
    names = [world.layout.link_ids[row] for row in world.licence.link]
    assert names == ["Beta Devices|acid|Alpha Chemicals"]
    levels = [int(world.licence.level[0, 0]) for _ in weeks_of(world)]
    binding = [week for week, level in enumerate(levels) if level == INDIVIDUAL]
    assert (binding[0], binding[-1]) == (25, 111)
    assert len(binding) == 87


def test_buyers_hear_of_it_when_it_is_announced(curb: Scenario) -> None:
    early = apply(curb, {"policies.acid curb.announced": "2019-06-03"})
    for scenario, week in ((curb, 25), (early, 21)):
        world = world_of(scenario)
        alarms = [float(world.need.alarm[0, 0]) for _ in weeks_of(world)]
        assert alarms[week - 1] == 0.0
        assert alarms[week] > 0.5


def test_an_amendment_changes_the_terms_of_its_items_from_its_week(curb: Scenario) -> None:
    world = world_of(curb)
    reviews = [float(world.control.review_weeks[0, 0]) for _ in weeks_of(world)]
    assert (reviews[51], reviews[52]) == (13, 6)


def test_the_strictest_of_two_controls_governs_a_link() -> None:
    both = apply(load(WORLD), {"suppliers.Alpha Chemicals.compliance_programme": False})
    world = world_of(both)
    names = [world.layout.link_ids[row] for row in world.licence.link]
    acid = names.index("Beta Devices|acid|Alpha Chemicals")
    for week in weeks_of(world):
        if week in (40, 111, 112):
            governs = world.layout.control_list[int(world.licence.control[acid, 0])][0]
            assert governs == ("acid curb" if week < 112 else "list removal")
            assert world.licence.level[acid, 0] == INDIVIDUAL
