"""The episode of 2019 must come out of the shipped scenario, on a fixed set of seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.episode_statistics import Episode
from tradesim.scenario import load

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

FILE = Path(__file__).parent / "2019_curbs.yaml"
REPLICATES = 20


@pytest.fixture(scope="module", params=[1, 2])
def episode(request: pytest.FixtureRequest) -> Episode:
    scenario = load("2019_curbs").model_copy(update={"seed": request.param})
    return Episode(FILE, scenario, REPLICATES)


@pytest.mark.slow
def test_every_statistic_of_the_episode_lies_in_its_range(episode: Episode) -> None:
    missed = [finding for finding in episode.findings() if not finding.holds]
    assert not missed, "\n".join(
        f"{f.name}: {f.simulated:.3g}, expected {f.low:g} to {f.high:g}" for f in missed
    )


@pytest.mark.slow
def test_without_the_curbs_nothing_differs_before_they_are_announced(episode: Episode) -> None:
    assert episode.differs_before() == []


@pytest.mark.slow
def test_the_curbs_make_a_difference_afterwards(episode: Episode) -> None:
    assert (episode.actual.panels["arrivals"] != episode.without.panels["arrivals"]).any()
