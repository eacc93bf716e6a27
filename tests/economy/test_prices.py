"""Landed prices: a duty reaches the user, and use answers it where the item says so."""

from pathlib import Path

import numpy as np
import pytest

from tests.living import lived, weeks_of, with_policy, world_of
from tradesim.docking import dock
from tradesim.scenario import Scenario, apply, load, without

WORLD = Path(__file__).parents[1] / "worlds" / "one_market.yaml"
HEAVY = {"kind": "tariff", "imposer": "BBB", "rate": 5, "effective": "2019-03-04"}


@pytest.fixture
def market() -> Scenario:
    """A market in which one buyer has one source abroad and none at home."""
    scenario, _ = without(load(WORLD), ["curb", "boom", "growth"])
    need = {"item": "acid", "baseline_use": 50, "sources": {"North": 1}}
    tree = scenario.model_dump(exclude_unset=True)
    tree["buyers"][0]["needs"] = [need]
    return Scenario.model_validate(tree)


def use(scenario: Scenario) -> np.ndarray:
    panel: np.ndarray = lived(scenario).panels["used"][:, 0, 0]
    return panel


def test_a_duty_of_500_per_cent_lowers_use_where_use_answers_prices(market: Scenario) -> None:
    elastic = apply(market, {"items.acid.demand_elasticity": 0.3})
    taxed = use(with_policy(elastic, **HEAVY))
    assert taxed[-1] / taxed[0] == pytest.approx(6**-0.3, rel=0.03)
    assert np.abs(np.diff(taxed)).max() < 0.05 * taxed[0]  # over months, not at once
    assert np.ptp(use(elastic)) < 1e-9 * taxed[0]


def test_use_answers_no_price_by_default(market: Scenario) -> None:
    taxed = use(with_policy(market, **HEAVY))
    assert taxed == pytest.approx(use(market))


def test_what_is_saved_is_not_missed(market: Scenario) -> None:
    elastic = apply(market, {"items.acid.demand_elasticity": 0.3})
    world = world_of(with_policy(elastic, **HEAVY))
    unmet = sum(float(world.need.unmet.sum()) for _ in weeks_of(world))
    assert unmet == 0
    assert (world.buyer.output[:2] == pytest.approx(world.buyer.demand[:2])) is True


def test_a_home_producer_takes_over_from_one_that_is_taxed() -> None:
    scenario, _ = without(load(WORLD), ["curb", "boom", "growth"])
    panels = lived(with_policy(scenario, **HEAVY)).panels
    south = panels["shipped"][:, 1, 0]
    assert south[-1] > 1.5 * south[0]


def test_engines_agree_on_prices_and_thrift(market: Scenario) -> None:
    elastic = apply(market, {"items.acid.demand_elasticity": 0.3})
    assert dock(with_policy(elastic, **HEAVY)).bit_equal
