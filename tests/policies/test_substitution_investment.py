"""Substitution investment: capacity that appears when it is built, late or not."""

from tests.living import lived, milestones
from tradesim.scenario import Scenario, apply


def test_a_project_of_ten_weeks_announced_in_week_30_produces_in_week_40(market: Scenario) -> None:
    found = milestones(market)
    assert found["PROJECT_STARTED"] == 30
    assert found["PROJECT_PRODUCES"] == 40
    assert found["PROJECT_COMPLETE"] == 43
    assert lived(market).panels["capacity"][-1, :, 0].tolist() == [100, 140, 50]


def test_a_project_late_by_half_takes_fifteen_weeks(market: Scenario) -> None:
    late = apply(market, {"policies.growth.slippage": 1.5})
    assert milestones(late)["PROJECT_PRODUCES"] == 45
