"""What the other instruments do, in one world: permits, stockpiles, investments, booms."""

from pathlib import Path

import numpy as np
import pytest

from tests.living import lived, weeks_of, world_of
from tradesim.scenario import Scenario, apply, load, without
from tradesim.world.log import Kind

WORLD = Path(__file__).parents[1] / "worlds" / "one_market.yaml"


@pytest.fixture
def market() -> Scenario:
    """One market without its curb and its boom; the plant in the South grows from week 30."""
    scenario, _ = without(load(WORLD), ["curb", "boom"])
    return scenario


def with_policy(scenario: Scenario, **policy: object) -> Scenario:
    tree = scenario.model_dump(exclude_unset=True)
    tree["policies"] = [*tree.get("policies", []), {"name": "it", **policy}]
    return Scenario.model_validate(tree)


def milestones(scenario: Scenario) -> dict[str, int]:
    return {Kind(int(kind)).name: int(week) for week, kind, *_ in lived(scenario).events}


def test_a_project_of_ten_weeks_announced_in_week_30_produces_in_week_40(market: Scenario) -> None:
    found = milestones(market)
    assert found["PROJECT_STARTED"] == 30
    assert found["PROJECT_PRODUCES"] == 40
    assert found["PROJECT_COMPLETE"] == 43
    assert lived(market).panels["capacity"][-1, :, 0].tolist() == [100, 140, 50]


def test_a_project_late_by_half_takes_fifteen_weeks(market: Scenario) -> None:
    late = apply(market, {"policies.growth.slippage": 1.5})
    assert milestones(late)["PROJECT_PRODUCES"] == 45


def test_fast_track_permits_bring_a_project_forward_while_they_hold(market: Scenario) -> None:
    permit = {"kind": "fast_track_permit", "country": "BBB", "speed_up": 1}
    fast = with_policy(market, **permit, effective="2019-01-07")
    assert milestones(fast)["PROJECT_PRODUCES"] == 35
    short = with_policy(market, **permit, effective="2019-01-07", until="2019-08-26")
    assert milestones(short)["PROJECT_PRODUCES"] == 37  # three weeks of two, then four of one
    elsewhere = with_policy(market, **(permit | {"country": "AAA"}), effective="2019-01-07")
    assert milestones(elsewhere)["PROJECT_PRODUCES"] == 40
    other = with_policy(market, **permit, effective="2019-01-07", until="2019-02-04")
    assert milestones(other)["PROJECT_PRODUCES"] == 40


def test_a_mandate_fills_the_stock_by_its_weeks_and_no_more_than_can_be_kept(
    market: Scenario,
) -> None:
    mandate = {"kind": "stockpile_mandate", "buyers": ["Maker"], "items": ["acid"]}
    for weeks, cover in ((3, 7), (9, 10)):
        held = with_policy(market, **mandate, cover_weeks=weeks, effective="2019-02-04")
        stock = lived(held).panels["stock"][:, :, 0]
        assert stock[3] == pytest.approx([200, 40])
        assert stock[-1] == pytest.approx([50 * cover, 40], rel=1e-3)


def test_a_mandate_that_ends_lets_the_stock_go_again(market: Scenario) -> None:
    mandate = {"kind": "stockpile_mandate", "buyers": ["Maker"], "items": ["acid"]}
    dates = {"effective": "2019-02-04", "until": "2019-09-02"}
    stock = lived(with_policy(market, **mandate, cover_weeks=3, **dates)).panels["stock"]
    assert stock[30, 0, 0] == pytest.approx(350, rel=1e-2)
    assert stock[-1, 0, 0] == pytest.approx(200, rel=1e-3)


def test_a_boom_raises_use_and_orders_by_its_factor() -> None:
    boom, _ = without(load(WORLD), ["curb", "growth"])
    small = apply(boom, {"shocks.boom.factor": 1.05})
    world = world_of(small)
    used = [float(world.need.used[0, 0]) for _ in weeks_of(world)]
    assert used[7] == pytest.approx(50)
    assert used[-1] == pytest.approx(52.5)
    assert world.link.placed[:, 0].sum() == pytest.approx(62.5, rel=1e-3)


def test_a_factor_of_one_per_run_is_another_number_per_run() -> None:
    from tradesim.ensemble import Ensemble  # noqa: PLC0415

    factors = np.array([1.0, 1.05, 1.1])
    varied = Ensemble(load(WORLD), [0, 0, 0], values={"shocks.boom.factor": factors})
    demand = next(varied.recordings()).panels["demand"][20, 0]
    assert demand == pytest.approx(100 * factors)
