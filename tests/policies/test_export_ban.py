"""Export bans: nothing leaves while one holds, and nobody may apply."""

from collections.abc import Callable

from tests.living import lived, weeks_of, with_policy, world_of
from tests.source_tree import REPOSITORY
from tradesim.policies.effects import BAN, FREE
from tradesim.scenario import Scenario, apply, load, without
from tradesim.world.log import Kind

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

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


def test_licences_lapse_and_applications_are_withdrawn_while_it_holds() -> None:
    """Also where a licence is needed before and after."""
    world = load(WORLD)
    fields = {"first_decision": None, "lifted": None, "amendments": [], "terms.review_weeks": 8}
    fields |= {"terms.approval_odds": 1, "terms.partial_odds": 0}
    curb, _ = without(world, ["list removal", "film plant", "reserve", "boom"])
    curbed = apply(curb, {f"policies.acid curb.{name}": value for name, value in fields.items()})
    both = with_policy(
        curbed, kind="export_ban", imposer="AAA", partner="BBB", items=["acid"],
        effective="2019-08-05", until="2019-11-04",
    )  # fmt: skip
    binds, ends = 30, 43
    for scenario, is_banned in ((curbed, False), (both, True)):
        living, decided, held = world_of(scenario), 0.0, 0.0
        for week in weeks_of(living):
            if binds <= week < ends:
                decided += float((living.control.granted + living.control.refused).sum())
                held += float(living.licence.balance.sum() + living.licence.status.sum())
            elif ends <= week < ends + 8 and is_banned:
                assert not living.link.shipped[living.licence.link].any(), week
        assert (decided == 0.0) == is_banned
        assert (held == 0.0) == is_banned
