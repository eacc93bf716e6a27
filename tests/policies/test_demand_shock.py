"""Demand shocks: a boom or a glut in the markets that final buyers sell to."""

import numpy as np
import pytest

from tests.living import weeks_of, world_of
from tradesim.ensemble import Ensemble
from tradesim.scenario import Scenario, apply, without


def test_a_boom_raises_use_and_orders_by_its_factor(whole_market: Scenario) -> None:
    boom, _ = without(whole_market, ["curb", "growth"])
    small = apply(boom, {"shocks.boom.factor": 1.05})
    world = world_of(small)
    used = [float(world.need.used[0, 0]) for _ in weeks_of(world)]
    assert used[7] == pytest.approx(50)
    assert used[-1] == pytest.approx(52.5)
    assert world.link.placed[:, 0].sum() == pytest.approx(62.5, rel=1e-3)


def test_a_factor_of_one_per_run_is_another_number_per_run(
    whole_market: Scenario,
) -> None:
    factors = np.array([1.0, 1.05, 1.1])
    varied = Ensemble(whole_market, [0, 0, 0], values={"shocks.boom.factor": factors})
    demand = next(varied.recordings()).panels["demand"][20, 0]
    assert demand == pytest.approx(100 * factors)
