"""Export bans: nothing leaves while one holds, and nobody may apply."""

from collections.abc import Callable
from itertools import groupby

import pytest
from pydantic import ValidationError

from tests.living import lived, weeks_of, with_policy, world_of
from tests.source_tree import REPOSITORY
from tradesim.docking import dock
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
    assert [world.layout.link_ids[row] for row in world.licence.link] == [
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


@pytest.mark.parametrize("term", [8, 8.9])
def test_contracts_signed_before_are_exempt_and_run_out(
    alone: Callable[..., Scenario], term: float
) -> None:
    spared = {"policies.ban.contracts_exempt": 0.5, "policies.ban.contract_weeks": term}
    world = world_of(apply(alone("ban"), spared), [0])
    parts = []
    for week in weeks_of(world):
        if BINDS <= week < ENDS:
            asked = world.link.placed[BANNED, 0]
            parts.append(float(world.link.shipped[BANNED, 0] / asked) if asked > 0 else None)
    assert parts[1] == pytest.approx(0.5, rel=0.1)
    assert parts[5] == pytest.approx(0.25, rel=0.2)
    assert parts[-1] == pytest.approx(0, abs=1e-9)


def test_what_is_exempt_for_a_time_is_feared_less(alone: Callable[..., Scenario]) -> None:
    told = []
    for share in (0, 0.8):
        scenario = apply(alone("ban"), {"policies.ban.contracts_exempt": share})
        world = world_of(scenario, [0])
        told.append(max(float(world.need.alarm.max()) for _ in weeks_of(world)))
    assert told[1] < told[0]


def test_a_ban_of_all_trade_is_feared_as_such_where_one_of_a_part_was_announced_before(
    alone: Callable[..., Scenario],
) -> None:
    first = {
        "kind": "export_ban", "name": "first", "imposer": "BBB", "partner": "AAA",
        "items": ["acid"], "effective": "2019-08-05", "until": "2019-09-02", "covers_share": 0.4,
    }  # fmt: skip
    world = world_of(with_policy(alone("ban"), **first))
    shares = [float(world.link.announced_share[BANNED, 0]) for _ in weeks_of(world)]
    assert [share for share, _ in groupby(shares)] == [1.0, 0.4, 1.0]


def test_a_lever_spares_no_contracts() -> None:
    tree = load(WORLD).model_dump(exclude_unset=True)
    lever = {
        "kind": "export_ban", "name": "lever", "imposer": "BBB", "partner": "AAA",
        "items": ["acid"], "available": True, "contracts_exempt": 0.5,
    }  # fmt: skip
    tree["policies"] = [*tree["policies"], lever]
    with pytest.raises(ValidationError, match="counted from a date"):
        Scenario.model_validate(tree)


def test_engines_agree_on_what_contracts_exempt(alone: Callable[..., Scenario]) -> None:
    spared = {"policies.ban.contracts_exempt": 0.5, "policies.ban.contract_weeks": 9}
    assert dock(apply(alone("ban"), spared)).bit_equal
