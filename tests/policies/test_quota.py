"""Quotas: so much in a quarter, pro rata, and what is left lapses."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from tests.living import STEADY, lived, weeks_of, world_of
from tradesim.ensemble import Ensemble
from tradesim.policies.quota import UNLIMITED
from tradesim.scenario import Scenario, apply
from tradesim.scenario.checks import check

BINDS, ENDS = 56, 112
"""Weeks of 2020-02-03 and 2021-03-01; that quarter has its weeks 51 to 63."""

QUARTERS = (64, 77, 90, 104)
"""Weeks in which the quarters begin in which it binds; it begins within one."""

UNDER = [3, 7]


TRUSTING = {f"behaviour.{name}": value for name, value in STEADY.items()}
"""Buyers who go on ordering, so that the quota is what bounds them."""

AT_ONCE = TRUSTING | {"policies.quota.released": "at_once"}
"""The same under a quota that is released whole in the first week of a quarter."""


def shipments(scenario: Scenario) -> np.ndarray:
    world = world_of(scenario, [0])
    return np.array([world.link.shipped[UNDER, 0].copy() for _ in weeks_of(world)])


def test_no_more_leaves_in_a_quarter_than_the_quota(alone: Callable[..., Scenario]) -> None:
    shipped = shipments(apply(alone("quota"), AT_ONCE)).sum(axis=1)
    for first, last in pairwise(QUARTERS):
        assert shipped[first:last].sum() == pytest.approx(300)
    assert shipped[BINDS : QUARTERS[0]].sum() == pytest.approx(300 * 8 / 13)


def test_it_is_released_over_the_quarter_and_not_in_its_first_week(
    alone: Callable[..., Scenario],
) -> None:
    evenly = shipments(apply(alone("quota"), TRUSTING)).sum(axis=1)
    at_once = shipments(apply(alone("quota"), AT_ONCE)).sum(axis=1)
    for first, last in pairwise(QUARTERS):
        assert evenly[first:last].sum() <= 300 * (1 + 1e-9)
        assert 0 < evenly[first] <= 300 / (last - first) * (1 + 1e-9)
        assert evenly[last - 1] > 0
        assert at_once[first] > 2 * evenly[first]
        assert at_once[last - 1] == pytest.approx(0, abs=1e-9)


def test_in_the_week_it_runs_out_every_link_gets_the_same_fraction_and_then_nothing(
    alone: Callable[..., Scenario],
) -> None:
    world = world_of(apply(alone("quota"), AT_ONCE), [0])
    fractions = []
    for week in weeks_of(world):
        if week >= QUARTERS[0]:
            asked = world.link.shipped[UNDER, 0] + world.link.outstanding[UNDER, 0]
            fractions.append(world.link.shipped[UNDER, 0] / asked)
        if week == QUARTERS[1] - 1:
            break
    out = next(n for n, part in enumerate(fractions) if part[0] < 1)
    assert fractions[out][0] == pytest.approx(fractions[out][1])
    assert 0 < fractions[out][0] < 1
    assert np.abs(np.array(fractions[out + 1 :])).max() == pytest.approx(0, abs=1e-12)


def test_what_is_left_at_the_end_of_a_quarter_lapses(alone: Callable[..., Scenario]) -> None:
    world = world_of(apply(alone("quota"), {"policies.quota.most": 5000}), [0])
    left = [float(world.quota.balance[0, 0]) for _ in weeks_of(world)]
    assert left[BINDS - 1] == left[ENDS] == UNLIMITED
    assert 3000 < left[QUARTERS[1] - 1] < 5000
    assert left[QUARTERS[1]] == pytest.approx(5000, rel=0.02)


def test_a_quota_that_is_no_bound_and_not_feared_changes_no_trade(
    alone: Callable[..., Scenario],
) -> None:
    wide = {"policies.quota.most": 1e6, "policies.quota.feared_weeks": 0}
    loose = lived(apply(alone("quota"), wide)).panels
    assert np.array_equal(loose["arrivals"], lived(alone()).panels["arrivals"])


def test_quantity_and_dates_may_vary_by_run(alone: Callable[..., Scenario]) -> None:
    values = {
        "policies.quota.most": np.array([300.0, 600.0]),
        "policies.quota.effective": np.array(["2020-02-03", "2020-04-27"], "datetime64[D]"),
    }
    together = next(Ensemble(alone("quota"), [0, 0], values=values).recordings())
    for run in range(2):
        own = {path: column[run : run + 1] for path, column in values.items()}
        single = next(Ensemble(alone("quota"), [0], values=own).recordings())
        for name in ("shipped", "stock"):
            assert np.array_equal(single.panels[name][:, :, 0], together.panels[name][:, :, run])


def test_what_does_not_count_towards_it_passes(alone: Callable[..., Scenario]) -> None:
    closed = TRUSTING | {"policies.quota.most": 0}
    nothing = shipments(apply(alone("quota"), closed))
    assert nothing[BINDS + 13 : ENDS].max() == pytest.approx(0, abs=1e-9)
    world = world_of(apply(alone("quota"), closed | {"policies.quota.covers_share": 0.4}), [0])
    for week in weeks_of(world):
        if week == BINDS:
            left, waits = world.link.shipped[UNDER, 0], world.link.outstanding[UNDER, 0]
            assert left == pytest.approx(0.6 * (left + waits))
            assert left.min() > 0
            break


def test_no_more_than_it_grants_leaves_of_what_counts(alone: Callable[..., Scenario]) -> None:
    scenario = apply(alone("quota"), AT_ONCE | {"policies.quota.covers_share": 0.5})
    world = world_of(scenario, [0])
    granted, left = [], []
    for week in weeks_of(world):
        left.append(float(world.quota.balance[0, 0]))
        granted.append(float(world.link.shipped[UNDER, 0].sum()))
        if week == QUARTERS[1] - 1:
            break
    first = slice(QUARTERS[0], QUARTERS[1])
    assert min(left[first]) >= 0
    assert sum(granted[first]) > 300


def test_a_quota_on_a_part_of_a_trade_is_told_as_that(alone: Callable[..., Scenario]) -> None:
    told = []
    for share in (1, 0.2):
        world = world_of(apply(alone("quota"), {"policies.quota.covers_share": share}), [0])
        told.append(max(float(world.need.alarm.max()) for _ in weeks_of(world)))
    assert 0 < told[1] < told[0]


def test_the_parts_of_exporters_are_checked_against_their_plants_and_the_whole(
    alone: Callable[..., Scenario],
) -> None:
    quota = alone("quota").policies[0].model_dump(exclude_unset=True)
    tree = alone().model_dump(exclude_unset=True)
    parts = [{"supplier": "Beta Acid", "share": 0.3}]
    found = check(Scenario.model_validate(tree | {"policies": [quota | {"exporters": parts}]}))
    assert [finding.path for finding in found] == [("policies", 0, "exporters", 0, "supplier")]
    assert "makes none of its items in AAA" in found[0].message
    parts = [{"supplier": "Alpha Acid", "share": 1.2}]
    with pytest.raises(ValueError, match="share"):
        Scenario.model_validate(tree | {"policies": [quota | {"exporters": parts}]})


def test_of_a_plant_that_has_enough_all_that_waits_is_held(alone: Callable[..., Scenario]) -> None:
    quota = apply(alone("quota"), TRUSTING)
    recording = next(Ensemble(quota, [0]).recordings(detailed=True))
    binding = slice(QUARTERS[0], QUARTERS[-1])
    waits, held = (recording.panels[name][binding, UNDER] for name in ("unfilled", "held"))
    assert (waits > 0.0).mean() > 0.25
    assert held == pytest.approx(waits)
