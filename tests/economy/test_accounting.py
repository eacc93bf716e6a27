"""Nothing is created from nothing, nothing vanishes, nothing is negative."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import weeks_of, world_of
from tradesim.arrays import Floats
from tradesim.docking import state_of
from tradesim.economy.accounting import TOLERANCE, Books
from tradesim.errors import ConservationError
from tradesim.scenario import Scenario, load
from tradesim.world.world import World

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"

SHARES = ("link.share", "link.reliability", "link.distrust", "need.alarm", "project.ramped")


@on(25)
@given(worlds())
def test_in_every_week_the_books_balance_and_nothing_is_negative_or_comes_from_nowhere(
    scenario: Scenario,
) -> None:
    world = world_of(scenario)
    books = Books.begin(world)
    on_the_way = at_sea(world)
    for week in weeks_of(world):
        books.post(world)
        assert books.residual(world).max() < TOLERANCE, week
        for name, values in state_of(world).items():
            assert np.isfinite(values).all(), (week, name)
            if not name.startswith("relation."):  # what presses a government may be below zero
                assert values.min(initial=0.0) >= 0.0, (week, name)
        for name in SHARES:
            assert state_of(world)[name].max(initial=0.0) <= 1.0 + TOLERANCE, (week, name)
        sums = world.wiring.links_of_need.total(world.link.share)
        assert sums == pytest.approx(np.ones_like(sums), abs=1e-9), week
        on_the_way += world.departed - world.link.arrived
        assert on_the_way == pytest.approx(at_sea(world), rel=1e-9, abs=1e-9), week
        assert on_the_way.min() > -1e-9, week


def at_sea(world: World) -> Floats:
    """Return what was dispatched, has not arrived, and does not wait in port."""
    return np.asarray(world.link.in_transit - world.link.ready)


def test_what_is_shipped_arrives_after_its_lead_time_and_not_before() -> None:
    world = world_of(load(WORLD))
    lead = world.link.lead_time[:, 0].astype(int)
    shipped = []
    for week in weeks_of(world):
        shipped.append(world.link.shipped.copy())
        for row in np.flatnonzero(lead <= week):
            assert np.array_equal(world.link.arrived[row], shipped[week - lead[row]][row])


def test_goods_that_vanish_are_noticed() -> None:
    world = world_of(load(WORLD))
    books = Books.begin(world)
    for week in weeks_of(world):
        books.post(world)
        if week == 50:
            world.need.stock[0] *= 0.99
    with pytest.raises(ConservationError) as caught:
        books.check(world)
    assert caught.value.item == "acid"
    assert caught.value.residual > TOLERANCE


def test_a_number_that_is_none_does_not_balance() -> None:
    world = world_of(load(WORLD))
    books = Books.begin(world)
    world.need.stock[0] = np.nan
    with pytest.raises(ConservationError):
        books.check(world)
