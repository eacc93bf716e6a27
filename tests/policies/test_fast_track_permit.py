"""Fast-track permits: projects in the country advance faster while they hold."""

from tests.living import milestones, with_policy
from tradesim.scenario import Scenario


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
