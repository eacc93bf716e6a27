"""The demand of a block in which replicates come again, setting after setting."""

from collections.abc import Sequence

import numpy as np
import pytest

from tradesim.randomness import normal, normal_of_weeks
from tradesim.scenario import load
from tradesim.world import usual_demand as module
from tradesim.world.build import build_world
from tradesim.world.world import World

WORLD = "2019_curbs"


@pytest.mark.parametrize(
    ("numbers", "drawn"),
    [([4, 7, 4, 7, 4, 7], 2), ([4, 7, 4], 3), ([4, 7, 4, 8], 4), ([4, 4], 1), ([4, 7], 2)],
)
def test_settings_of_the_same_replicates_draw_once(
    numbers: list[int], drawn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = build_world(load(WORLD), 1, numbers)
    asked: list[int] = []

    def counted(runs: np.ndarray, *rest: object) -> np.ndarray:
        asked.append(runs.shape[1])
        return normal_of_weeks(runs, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "normal_of_weeks", counted)
    assert_demand_is_of_the_draws(world, [3])
    assert asked == [drawn]


@pytest.mark.parametrize("weeks", [range(80), [50, 3, 40, 34, 35, 2]])
def test_demand_is_of_the_draws_of_its_week_in_whatever_order_weeks_are_asked_for(
    weeks: Sequence[int],
) -> None:
    assert_demand_is_of_the_draws(build_world(load(WORLD), 1, [4, 7]), weeks)


def assert_demand_is_of_the_draws(world: World, weeks: Sequence[int]) -> None:
    """Assert that each week's demand is what its own draws make of it."""
    buyer = world.final_shop.buyer
    assert buyer.noise.any()
    for week in weeks:
        shift = buyer.growth * week - 0.5 * buyer.noise * buyer.noise
        shift = shift + buyer.noise * normal(world.runs, "demand", buyer.key, week)
        season = np.cos((2.0 * np.pi / module.WEEKS_PER_YEAR) * (week - buyer.season_peak))
        usual, drift = world.usual_demand.of(week)
        assert np.array_equal(usual, buyer.baseline_output * (1.0 + buyer.season * season))
        assert np.array_equal(drift, np.exp(shift))
