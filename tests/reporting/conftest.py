"""Results of the smallest world, as figures are drawn from them."""

from __future__ import annotations

import pytest

from tests.source_tree import REPOSITORY
from tradesim.results import Result, run
from tradesim.scenario import Scenario, load


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return load(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")


@pytest.fixture(scope="session")
def result(scenario: Scenario) -> Result:
    return run(scenario, replicates=3)


@pytest.fixture(scope="session")
def single(scenario: Scenario) -> Result:
    return run(scenario, replicates=1, engine="ensemble")


@pytest.fixture(scope="session")
def calm(scenario: Scenario) -> Result:
    """A world without a single policy or shock."""
    without = scenario.model_copy(update={"policies": [], "shocks": [], "variants": {}})
    return run(without, replicates=1, engine="ensemble")
