"""The world of the tests of one instrument at a time."""

from pathlib import Path

import pytest

from tradesim.scenario import Scenario, load, without

WORLD = Path(__file__).parents[1] / "worlds" / "one_market.yaml"


@pytest.fixture
def whole_market() -> Scenario:
    return load(WORLD)


@pytest.fixture
def market(whole_market: Scenario) -> Scenario:
    """One market without its curb and its boom; the plant in the South grows from week 30."""
    scenario, _ = without(whole_market, ["curb", "boom"])
    return scenario
