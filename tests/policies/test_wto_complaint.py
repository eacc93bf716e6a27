"""WTO complaints: on their dates, or when a government sees fit."""

from pathlib import Path
from typing import Any

import pytest

from tests.living import lived, same, weeks_of, with_policy, world_of
from tradesim.policies.wto_complaint import CONSULTATIONS, PANEL, SUSPENDED
from tradesim.scenario import Scenario, load, without
from tradesim.scenario.validation import examine

WORLDS = Path(__file__).parents[1] / "worlds"
DATES = {"filed": "2019-09-11", "suspended": "2019-11-22", "panel": "2020-07-29"}
COMPLAINT = {"kind": "wto_complaint", "complainant": "BBB", "respondent": "AAA"}


@pytest.fixture
def scenario() -> Scenario:
    return load(WORLDS / "two_countries.yaml")


def stages(scenario: Scenario) -> list[int]:
    world = world_of(scenario, (0,))
    row = world.layout.relations("BBB", "AAA")[0]
    return [int(world.relation.complaint[row, 0]) for _ in weeks_of(world)]


def messages(scenario: Scenario, **policy: Any) -> list[str]:
    tree = scenario.model_dump(exclude_unset=True)
    tree["policies"] = [*tree["policies"], {"name": "it", **COMPLAINT, **policy}]
    return [finding.message for finding in examine(tree)[1]]


def test_it_moves_on_its_dates(scenario: Scenario) -> None:
    found = stages(with_policy(scenario, **COMPLAINT, **DATES))
    assert [found[week] for week in (34, 35, 45, 46, 80, 81)] == [
        0,
        CONSULTATIONS,
        CONSULTATIONS,
        SUSPENDED,
        SUSPENDED,
        PANEL,
    ]


def test_against_a_government_that_follows_a_script_it_changes_nothing(scenario: Scenario) -> None:
    with_it = lived(with_policy(scenario, **COMPLAINT, **DATES))
    changed = {*same(lived(scenario), with_it)}
    assert changed <= {"tension", "escalation"}


def test_it_takes_pressure_off_the_respondent_while_it_is_pursued() -> None:
    scenario = load(WORLDS / "two_governments.yaml")
    alone, _ = without(scenario, ["complaint"])
    pressures = []
    for chosen in (scenario, alone):
        world = world_of(chosen, (0,))
        pressures.append([float(world.relation.pressure[0, 0]) for _ in weeks_of(world)])
    lighter = [round(without - with_it, 3) for with_it, without in zip(*pressures, strict=True)]
    assert [lighter[week] for week in (27, 28, 32, 42, 50)] == [0, 0.05, 0, 0.05, 0.1]


def test_it_has_dates_or_stands_ready(scenario: Scenario) -> None:
    assert any("it has no date" in message for message in messages(scenario))
    both = messages(scenario, available=True, filed="2019-09-11")
    assert any("'available' and has dates" in message for message in both)


def test_it_stands_ready_only_for_a_government_that_decides(scenario: Scenario) -> None:
    assert any("is scripted" in message for message in messages(scenario, available=True))


def test_nobody_complains_about_itself(scenario: Scenario) -> None:
    own = messages(scenario, respondent="BBB", filed="2019-09-11")
    assert "'BBB' is the complainant itself." in own


def test_its_dates_come_in_order(scenario: Scenario) -> None:
    found = messages(scenario, filed="2019-09-11", suspended="2019-09-01")
    assert any("is before 'filed'" in message for message in found)
