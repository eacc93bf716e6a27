"""Blockades: nothing crosses the line, what is at sea arrives, life at home goes on."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.living import weeks_of, world_of
from tradesim.policies.blockade import Blockade
from tradesim.scenario import Scenario

BEGINS, ENDS, FEARED = 112, 118, 104
"""Weeks of 2021-03-01, 2021-04-12 and 2021-01-04."""

CROSSING = [0, 2, 6, 8]
"""Links from the country cut off, with trade on them, to others; lead time four weeks."""


def test_nothing_leaves_the_country_while_it_lasts(alone: Callable[..., Scenario]) -> None:
    world = world_of(alone("strait"))
    for week in weeks_of(world):
        if BEGINS <= week < ENDS:
            assert not world.link.shipped[CROSSING].any(), week
            assert (world.link.shipped[[3, 4, 7, 10, 11]] > 0).all(), week
        elif week < BEGINS:
            assert (world.link.shipped[CROSSING] > 0).all(), week


def test_what_is_at_sea_arrives(alone: Callable[..., Scenario]) -> None:
    world = world_of(alone("strait"))
    arrived = np.array([(world.link.arrived[CROSSING] > 0).all() for _ in weeks_of(world)])
    assert arrived[: BEGINS + 4].all()
    assert not arrived[BEGINS + 4 : ENDS + 4].any()
    assert arrived[ENDS + 4]


def test_buyers_fear_it_from_the_day_they_hear_of_it(alone: Callable[..., Scenario]) -> None:
    world = world_of(alone("strait"))
    alarm = [float(world.need.alarm[0, 0]) for _ in weeks_of(world)]
    assert alarm[FEARED - 1] == 0
    assert alarm[FEARED] > 0.5


def test_a_route_is_cut_in_one_direction_and_for_its_items(alone: Callable[..., Scenario]) -> None:
    world = world_of(alone("canal"))
    for week in weeks_of(world):
        if week == 114:
            assert not world.link.shipped[[3, 7]].any()
            assert (world.link.shipped[[0, 2, 4, 6, 8, 10, 11]] > 0).all()


def test_two_blockades_at_once_end_one_by_one(alone: Callable[..., Scenario]) -> None:
    both = alone("strait", "canal")
    longer = both.shocks[1].model_copy(
        update={"name": "again", "country": "AAA", "origin": None, "destination": None}
    )
    world = world_of(both.model_copy(update={"shocks": [*both.shocks, longer]}))
    counts = [int(world.link.blocked[3, 0]) for _ in weeks_of(world)]
    assert counts[114] == 2
    assert counts[-1] == 0


@pytest.mark.parametrize(
    "where", [{}, {"country": "AAA", "origin": "BBB", "destination": "CCC"}, {"origin": "AAA"}]
)
def test_it_needs_a_country_or_a_route(where: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="give 'country', or both"):
        Blockade.model_validate({"kind": "blockade", "name": "it", "start": "2021-03-01", **where})


def test_whom_it_hits_is_the_country_cut_off_or_the_end_of_the_route() -> None:
    known = {"kind": "blockade", "name": "it", "start": "2021-03-01"}
    assert Blockade.model_validate({**known, "country": "AAA"}).targets == ("AAA",)
    route = {"origin": "AAA", "destination": "BBB"}
    assert Blockade.model_validate({**known, **route}).targets == ("BBB",)
