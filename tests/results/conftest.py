"""The small world of the tests of results, and runs of it."""

from pathlib import Path

import pytest

import tradesim
from tests.source_tree import REPOSITORY
from tradesim.scenario import Scenario

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return tradesim.load(WORLD)


@pytest.fixture(scope="session")
def result(scenario: Scenario) -> tradesim.Result:
    return tradesim.run(scenario, replicates=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "results" / "world" / "a run"
