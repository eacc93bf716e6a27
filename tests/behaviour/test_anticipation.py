"""Buyers prepare for what is announced: how much, how fast, and never to their harm."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.living import lived, weeks_of, world_of
from tradesim.behaviour.anticipation import fear_interruptions, spare_the_held
from tradesim.behaviour.desk import everyones_purchasing, everyones_sales
from tradesim.behaviour.production import weight_of_capacity
from tradesim.docking import dock
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario, apply, load, with_values, without
from tradesim.world.threats import ENDLESS

WORLDS = Path(__file__).parents[1] / "worlds"
IN_FORCE = dt.date(2020, 1, 6)
WEEK = 52
USE, FROM_NORTH, LEAD = 50.0, 30.0, 4
NOTICES = (2, 8, 16, 26, 52)


def forewarned(notice: int, **values: Any) -> Scenario:
    """Return a market whose main source comes under licence after some weeks of notice.

    The other source has hardly anything to spare, and no third one can be qualified in time.
    """
    scenario, _ = without(load(WORLDS / "one_market.yaml"), ["boom", "growth"])
    known = {
        "policies.curb.announced": IN_FORCE - dt.timedelta(weeks=notice),
        "policies.curb.effective": IN_FORCE,
        "policies.curb.terms.review_spread": 0.3,
        "suppliers.South.capacity": 20.5,
        "items.acid.maximum_cover_weeks": 30,
        "items.acid.qualification_weeks": 104,
    }
    return apply(scenario, known | {name.replace("__", "."): v for name, v in values.items()})


def banned(notice: int, weeks: int, **values: Any) -> Scenario:
    """Return the same market under a ban that lasts some weeks."""
    tree = forewarned(notice, **values).model_dump(exclude_unset=True)
    ban = {"kind": "export_ban", "name": "ban", "imposer": "AAA", "partner": "BBB"}
    dates = {
        "announced": IN_FORCE - dt.timedelta(weeks=notice),
        "effective": IN_FORCE,
        "until": IN_FORCE + dt.timedelta(weeks=weeks),
    }
    tree["policies"] = [ban | dates | {"items": ["acid"]}]
    return Scenario.model_validate(tree)


def shipped_north(run: Recording) -> np.ndarray:
    """Return what North sent to Betaland, by week of dispatch, shape (week, run)."""
    [flow] = [
        row
        for row, flow in enumerate(run.flows)
        if run.layout.suppliers[flow.supplier].name == "North" and flow.destination == "BBB"
    ]
    return run.panels["arrivals"][LEAD:, flow]


def unmet_weeks(run: Recording) -> np.ndarray:
    """Return the weeks of use that Maker missed, shape (run,)."""
    return run.panels["unmet"][:, 0].sum(axis=0) / USE


@pytest.mark.parametrize("review", [13, 26])
def test_longer_notice_never_does_more_harm(review: float) -> None:
    harm = [
        unmet_weeks(lived(forewarned(n, policies__curb__terms__review_weeks=review), range(24)))
        for n in NOTICES
    ]
    assert harm[0].mean() > 2
    for less, more in pairwise(harm):
        worse = more - less
        noise = worse.std(ddof=1) / np.sqrt(len(worse))
        assert worse.mean() <= 2 * noise + 0.05
    assert harm[-1].mean() < 0.1 * harm[0].mean()


def test_buyers_who_do_not_look_ahead_gain_nothing_by_longer_notice() -> None:
    runs = [lived(banned(n, 26, behaviour__anticipation=0)) for n in (8, 26)]
    short, long = (unmet_weeks(run).mean() for run in runs)
    assert long > short


def test_what_is_wanted_ahead_is_ordered_evenly_over_the_notice() -> None:
    trusting = {"behaviour__distrust_on_announcement": 0, "behaviour__alarm_stock_response": 0}
    run = lived(forewarned(26, **trusting))
    ahead = shipped_north(run)[WEEK - 22 : WEEK, 0] / FROM_NORTH
    assert ahead.mean() > 1.5
    assert ahead.max() - ahead.min() < 0.1


def test_no_source_is_asked_for_more_than_the_surge() -> None:
    most = {}
    for surge in (1, 2, 3):
        run = lived(forewarned(6, behaviour__surge=surge, behaviour__alarm_stock_response=0))
        most[surge] = shipped_north(run)[:WEEK].max() / FROM_NORTH
    assert most[1] == pytest.approx(1, abs=0.1)
    assert 1.5 < most[2] < 2.1
    assert 2.2 < most[3] < 3.1


def test_the_first_orders_on_the_news_leave_after_the_time_of_dispatch() -> None:
    run = lived(forewarned(12, behaviour__dispatch_weeks=5))
    ahead = shipped_north(run)[:WEEK, 0] / FROM_NORTH
    news = WEEK - 12
    assert ahead[news : news + 5].max() < 1.1
    assert ahead[news + 5] > 1.5


def test_cover_is_laid_in_up_to_what_can_be_stored() -> None:
    run = lived(forewarned(16, items__acid__maximum_cover_weeks=7))
    stock = run.panels["stock"][:, 0, 0] / USE
    assert 6 < stock[WEEK : WEEK + LEAD].max() < 8


def test_an_interruption_is_counted_down_once_it_has_begun() -> None:
    world = world_of(forewarned(3, policies__curb__terms__review_weeks=6), (0,))
    told = 6 + float(world.behaviour.dispatch_weeks[0, 0])
    seen = {week: float(world.threat.stop[0, 0]) for week in weeks_of(world)}
    assert seen[WEEK - 1] == 0
    assert [seen[WEEK + n] for n in range(3)] == pytest.approx([told, told - 1, told - 2])
    assert seen[WEEK + 10] == 0


def test_a_ban_is_feared_as_long_as_it_stands_and_no_longer() -> None:
    world = world_of(banned(3, 20), (0,))
    longest = float(world.behaviour.feared_review_weeks[0, 0])
    seen = {week: float(world.threat.stop[0, 0]) for week in weeks_of(world)}
    assert min(seen[WEEK + n] for n in range(20)) > longest
    assert seen[WEEK + 20] == 0


def test_ending_one_control_leaves_the_fear_of_another() -> None:
    tree = forewarned(3).model_dump(exclude_unset=True)
    [curb] = tree["policies"]
    first = curb | {"lifted": IN_FORCE + dt.timedelta(weeks=4)}
    second = curb | {
        "name": "second",
        "announced": IN_FORCE + dt.timedelta(weeks=2),
        "effective": IN_FORCE + dt.timedelta(weeks=30),
    }
    tree["policies"] = [first, second]
    world = world_of(Scenario.model_validate(tree), (0,))
    ahead, stop = {}, {}
    for week in weeks_of(world):
        ahead[week], stop[week] = float(world.threat.ahead[0, 0]), float(world.threat.stop[0, 0])
    assert stop[WEEK + 3] > 0
    assert stop[WEEK + 4] == 0
    assert ahead[WEEK + 4] == ahead[WEEK + 29] > 13
    assert stop[WEEK + 30] > 13


def test_a_control_that_a_government_pulls_is_feared_alike_by_both_engines() -> None:
    scenario = load(WORLDS / "two_governments.yaml")
    world = world_of(scenario, range(3))
    feared = max(float(world.threat.ahead.max(initial=0)) for _ in weeks_of(world))
    assert feared > 0
    report = dock(scenario, range(3))
    assert report.bit_equal, str(report)


def test_a_wait_that_stock_covers_costs_the_source_no_trust() -> None:
    kept = {}
    for part in (0, 1):
        world = world_of(forewarned(8, behaviour__covered_wait=part), (0,))
        for week in weeks_of(world):
            if week == WEEK + 4:
                kept[part] = float(world.link.reliability[0, 0])
    assert kept[0] < 0.6
    assert kept[1] > 0.9


def test_a_wait_for_which_nothing_was_laid_in_is_a_failure() -> None:
    world = world_of(forewarned(0, behaviour__covered_wait=1), (0,))
    for week in weeks_of(world):
        if week == WEEK + 8:
            assert world.link.reliability[0, 0] < 0.5


def test_of_two_announcements_in_a_week_the_nearer_date_counts() -> None:
    tree = forewarned(8).model_dump(exclude_unset=True)
    [curb] = tree["policies"]
    later = {"name": "later", "effective": IN_FORCE + dt.timedelta(weeks=20)}
    tree["policies"] = [curb, curb | later]
    world = world_of(Scenario.model_validate(tree), (0,))
    seen = {week: float(world.threat.notice[0, 0]) for week in weeks_of(world)}
    assert seen[WEEK - 8] == 8
    assert seen[WEEK - 1] == 1
    assert seen[WEEK] == 0


def test_cover_stays_up_while_deliveries_are_late_and_uncertain() -> None:
    stock = {}
    for factor in (0, 1.5):
        run = lived(forewarned(8, behaviour__safety_factor=factor), range(8))
        stock[factor] = run.panels["stock"][WEEK + 40 :, 0].mean() / USE
    assert stock[1.5] > stock[0] + 1


def test_what_a_government_held_is_forgiven_when_it_ends() -> None:
    ends = IN_FORCE + dt.timedelta(weeks=26)
    trust = {}
    for part in (0, 0.5):
        held = forewarned(8, policies__curb__lifted=ends, behaviour__forgiveness=part)
        world = world_of(held, (0,))
        for week in weeks_of(world):
            if week == WEEK + 26:
                trust[part] = float(world.link.distrust[0, 0])
    assert trust[0.5] == pytest.approx(trust[0] / 2, rel=0.1)


def test_a_queue_is_held_against_the_source_in_part_or_in_full() -> None:
    distrust = {}
    for part in (0, 1):
        blamed = {"behaviour__queue_blame": part, "behaviour__covered_wait": 0}
        world = world_of(forewarned(0, **blamed), (0,))
        for week in weeks_of(world):
            if week == WEEK + 10:
                distrust[part] = float(world.link.distrust[0, 0])
    assert distrust[0] < distrust[1] - 0.1


def test_what_the_plant_itself_did_not_send_is_held_against_it_in_full() -> None:
    world = world_of(forewarned(0, behaviour__queue_blame=0.4), (0,))
    [desk] = everyones_purchasing(world)
    rows, link = desk.threatened, world.link
    link.outstanding[rows], link.shipped[rows], link.wanted[rows] = 10, 2, 7
    blame = np.ones_like(link.share)
    spare_the_held(desk, blame)
    # five of the ten that wait were held from leaving: 0.5 + 0.5 * 0.4
    assert blame[rows].ravel().tolist() == pytest.approx([0.7] * len(rows))


@pytest.mark.parametrize(("first", "second"), [(8, 3), (3, 8)])
def test_of_two_announcements_the_nearer_date_counts(first: int, second: int) -> None:
    world = world_of(forewarned(8), (0,))
    [desk] = everyones_purchasing(world)
    for weeks in (first, second):
        world.link.announced_here[desk.threatened] = 10
        world.link.announced_near[desk.threatened] = ENDLESS - weeks
        fear_interruptions(desk)
    assert (world.threat.notice == 3).all()


def test_capacity_that_comes_later_counts_by_its_weight() -> None:
    shares = {}
    for weight in (0, 0.5, 1):
        scenario, _ = without(load(WORLDS / "one_market.yaml"), ["boom", "curb"])
        values = {"policies.growth.capacity_added": 900, "behaviour.capacity_weight": weight}
        world = world_of(apply(scenario, values), (0,))
        for _ in weeks_of(world):
            pass
        shares[weight] = float(world.link.share[1, 0])
    assert shares[0] == pytest.approx(0.4, abs=0.03)
    assert shares[0] < shares[0.5] - 0.1 < shares[1] - 0.2


def test_capacity_counts_from_what_the_plant_had_at_first() -> None:
    weights = np.array([1.0, 0.5])
    world = world_of(with_values(forewarned(0), {"behaviour.capacity_weight": weights}))
    supplier = world.supplier
    first = supplier.baseline_capacity.copy()
    assert (first[:2] > 1.0).all()
    supplier.capacity[:] = 4.0 * first
    counted = weight_of_capacity(everyones_sales(world))
    # four times as much where it counts in full, and its root
    assert counted[:2] == pytest.approx(first[:2] * [4.0, 2.0])
