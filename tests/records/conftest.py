"""The small world of the tests of records."""

import pytest

import tradesim
from tests.source_tree import REPOSITORY
from tradesim.scenario import Scenario


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return tradesim.load(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")
