"""Export bans: nothing leaves while one holds, and nobody may apply."""

from collections.abc import Callable

from tests.living import lived, weeks_of, world_of
from tradesim.policies.effects import BAN, FREE
from tradesim.scenario import Scenario, apply
from tradesim.world.log import Kind

BINDS, ENDS = 60, 73
"""Weeks of 2020-03-02 and 2020-06-01."""

BANNED = 11
"""The link from Beta Acid to Alpha Servers; its goods travel for four weeks."""


def test_nothing_of_the_pair_leaves_while_it_holds(alone: Callable[..., Scenario]) -> None:
    world = world_of(alone("ban"))
    assert [world.layout.link_names[row] for row in world.licence.link] == [
        "Alpha Servers|acid|Beta Acid"
    ]
    for week in weeks_of(world):
        held = BINDS <= week < ENDS
        assert (world.licence.level == (BAN if held else FREE)).all(), week
        assert world.link.shipped[BANNED].any() == (not held), week


def test_what_left_before_it_arrives(alone: Callable[..., Scenario]) -> None:
    world = world_of(alone("ban"))
    arrived = [bool(world.link.arrived[BANNED].any()) for _ in weeks_of(world)]
    assert arrived.index(False) == BINDS + 4


def test_nobody_applies_for_a_licence(alone: Callable[..., Scenario]) -> None:
    events = lived(alone("ban")).events
    assert not (events[:, 1] == Kind.APPLICATION_FILED).any()


def test_without_an_end_it_stays(alone: Callable[..., Scenario]) -> None:
    for_good = apply(alone("ban"), {"policies.ban.until": None})
    shipped = lived(for_good).panels["arrivals"]
    row = next(
        n for n, f in enumerate(lived(for_good).flows) if (f.supplier, f.destination) == (1, "AAA")
    )
    assert not shipped[BINDS + 4 :, row].any()
