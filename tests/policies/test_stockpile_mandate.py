"""Stockpiling: more weeks on hand, as far as the item can be kept."""

import pytest

from tests.living import lived, with_policy
from tradesim.scenario import Scenario


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
