"""The world of the tests of one instrument at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tradesim.scenario import Scenario, load, without

WORLD = Path(__file__).parents[1] / "worlds" / "one_market.yaml"
INSTRUMENTS = WORLD.with_name("instruments.yaml")


@pytest.fixture
def whole_market() -> Scenario:
    return load(WORLD)


@pytest.fixture
def market(whole_market: Scenario) -> Scenario:
    """One market without its curb and its boom; the plant in the South grows from week 30."""
    scenario, _ = without(whole_market, ["curb", "boom"])
    return scenario


@pytest.fixture
def alone() -> Callable[..., Scenario]:
    """Return the world of instruments with only those that are named."""

    def keep(*names: str) -> Scenario:
        scenario = load(INSTRUMENTS)
        policies = scenario.happenings
        reduced, _ = without(scenario, [p.name for p in policies if p.name not in names])
        return reduced

    return keep
