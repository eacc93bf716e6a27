"""Agents and ensemble tell the same story, number by number, on worlds that nobody wrote."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import POLICIES, on, worlds
from tradesim import docking, model
from tradesim.behaviour import stockholding
from tradesim.docking import dock, relative_difference, state_of
from tradesim.policies import AnyPolicy
from tradesim.scenario import Scenario, load, scenario_names
from tradesim.scenario.synthetic import synthetic
from tradesim.week import plan_purchases
from tradesim.world.build import build_world

WORLD = Path(__file__).parent / "worlds" / "two_countries.yaml"


@on(40)
@given(worlds())
def test_agents_and_ensemble_agree_to_the_last_bit_on_any_world(scenario: Scenario) -> None:
    report = dock(scenario, range(2))
    assert report.bit_equal, str(report)


def test_a_world_can_be_drawn_with_every_kind_of_policy() -> None:
    kinds = {
        get_args(member.model_fields["kind"].annotation)[0]
        for member in get_args(get_args(AnyPolicy)[0])
    }
    assert set(POLICIES) == kinds


@pytest.mark.parametrize("scenario", [load(WORLD), synthetic(seed=3)], ids=lambda s: s.name)
def test_agents_and_ensemble_agree_on_written_and_synthetic_worlds(scenario: Scenario) -> None:
    report = dock(scenario, [7, 0, 3])
    assert report.bit_equal, str(report)
    assert report.docked
    assert report.numbers > 10_000
    assert str(report).endswith("3 replicates: bit-equal")
