"""A surge for AI systems: alone, with the order on Chinese designers, with a request to leave."""

import numpy as np
import pytest

from tests.episodes.runs import in_most, lost, recording
from tradesim.docking import dock
from tradesim.measures.recording import Recording
from tradesim.scenario import load

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

NAME, NETWORK, CLOUD, CHINESE = "ai_demand", "AI network", "Cloud builders", "Chinese AI designers"
YEAR = ("2025-01-06", "2025-12-29")
LATER = ("2026-01-05", "2026-12-14")


@pytest.fixture(scope="module")
def alone() -> Recording:
    return recording(NAME, "surge_alone", runs=12)


@pytest.fixture(scope="module")
def ordered() -> Recording:
    return recording(NAME, "with_order", runs=12)


def test_the_surge_meets_the_capacity_of_one_foundry(alone: Recording) -> None:
    row = alone.layout.supplier_row["TSMC advanced"]
    full = alone.panels["production"][:, row] >= 0.999 * alone.panels["capacity"][:, row]
    assert full[-60:].mean() > 0.8
    assert in_most(lost(alone, NETWORK, *LATER) > 0.1)
    assert in_most(lost(alone, CLOUD, *LATER) > 0.1)


def test_without_the_surge_only_the_blockade_hurts() -> None:
    calm = recording(NAME, "no_surge")
    assert in_most(lost(calm, NETWORK, *YEAR) < 0.005)
    assert in_most(lost(calm, NETWORK, *LATER) > 0.3)


def test_what_chinese_designers_lose_shortens_the_queue_of_the_others(
    alone: Recording, ordered: Recording
) -> None:
    assert in_most(lost(ordered, CHINESE, *YEAR) > 0.1)
    assert in_most(lost(alone, CHINESE, *YEAR) < 0.01)
    assert in_most(lost(ordered, NETWORK, *LATER) < 0.6 * lost(alone, NETWORK, *LATER))


def test_halls_in_another_country_bring_no_wafers(alone: Recording) -> None:
    moved = recording(NAME, "with_request", runs=12)
    gained = lost(alone, CLOUD, *LATER) - lost(moved, CLOUD, *LATER)
    assert np.median(gained) < 0.01
    blocked = [recording(NAME, name, runs=12) for name in (None, "no_request")]
    saved = lost(blocked[1], CLOUD, *LATER) - lost(blocked[0], CLOUD, *LATER)
    assert np.median(saved) < 0.01


def test_the_foundry_sells_as_much_as_in_the_scenario_it_extends() -> None:
    sold = []
    for name in (NAME, "2024_advanced_node"):
        run = recording(name, runs=1)
        sold.append(run.panels["shipped"][0, run.layout.supplier_row["TSMC advanced"], 0])
    assert sold[0] == pytest.approx(sold[1], rel=0.002)


def test_it_docks() -> None:
    assert dock(load(NAME), [0]).bit_equal
