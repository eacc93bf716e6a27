"""Shipment lots: goods wait in port, sail together, and do not leak past a control."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.living import lived, weeks_of, world_of
from tradesim.economy.accounting import Books
from tradesim.ensemble import Ensemble
from tradesim.scenario import Scenario, apply, load, without

WORLD = Path(__file__).parents[1] / "worlds" / "one_market.yaml"
IN_FORCE = dt.date(2019, 7, 8)
WEEK = 26


def lots(interval: float, notice: int = 0, **values: Any) -> Scenario:
    """Return a market in which North ships to Betaland every few weeks, and comes under licence."""
    scenario, _ = without(load(WORLD), ["boom", "growth"])
    known = {
        "items.acid.shipment_interval_weeks": interval,
        "policies.curb.announced": IN_FORCE - dt.timedelta(weeks=notice),
        "policies.curb.effective": IN_FORCE,
    }
    return apply(scenario, known | {name.replace("__", "."): v for name, v in values.items()})


def test_goods_leave_in_lots_abroad_and_every_week_at_home() -> None:
    world = world_of(lots(4), range(40))
    sailed = np.array([world.departed.copy() for week in weeks_of(world) if week < WEEK])
    abroad, home = sailed[:, 0], sailed[:, 3]
    assert (abroad > 0).mean() == pytest.approx(1 / 4, abs=0.04)
    assert (home > 0).all()
    assert abroad.mean() == pytest.approx(30, rel=0.1)


def test_exports_are_what_sailed_not_what_was_made_over() -> None:
    recording = next(Ensemble(lots(4), range(8)).recordings())
    left, came = recording.panels["dispatches"], recording.panels["arrivals"]
    abroad = left[:WEEK, 0]
    assert (abroad == 0.0).mean() > 0.6  # most weeks no ship leaves
    lead = next(lag for lag in range(1, 9) if np.allclose(left[: WEEK - lag, 0], came[lag:WEEK, 0]))
    assert lead >= 1


def test_in_the_last_free_week_everything_sails() -> None:
    world = world_of(lots(8, notice=6), range(20))
    waiting = {}
    for week in weeks_of(world):
        waiting[week] = world.link.ready[0].copy()
    assert (waiting[WEEK - 2] > 0).any()
    assert not waiting[WEEK - 1].any()


def test_nothing_that_waits_in_port_leaks_past_the_date_of_force() -> None:
    world = world_of(lots(8), range(20))
    waited = False
    for week in weeks_of(world):
        if week == WEEK - 1:
            waited = bool((world.link.ready[0] > 0).any())
        if WEEK <= week < WEEK + 10:
            assert not world.link.ready[0].any()
            assert not world.departed[0].any()
    assert waited


def test_what_goes_back_is_stock_of_its_plant_and_the_books_balance() -> None:
    world = world_of(lots(8), range(20))
    books = Books.begin(world)
    for week in weeks_of(world):
        books.post(world)
        books.check(world)
        if week == WEEK - 1:
            waiting = world.link.ready[0].copy()
            stock = world.supplier.finished_stock[0].copy()
        if week == WEEK:
            made, sold = world.supplier.production[0], world.link.shipped[[0, 3]].sum(axis=0)
            assert world.supplier.finished_stock[0] == pytest.approx(stock + waiting + made - sold)


def test_a_ban_holds_what_was_licensed_and_has_not_sailed() -> None:
    tree = lots(8).model_dump(exclude_unset=True)
    ban = {"kind": "export_ban", "name": "ban", "imposer": "AAA", "partner": "BBB"}
    starts = IN_FORCE + dt.timedelta(weeks=30)
    tree["policies"].append(ban | {"items": ["acid"], "effective": starts})
    world = world_of(Scenario.model_validate(tree), range(20))
    waited = False
    for week in weeks_of(world):
        waited |= week == WEEK + 29 and bool(world.link.ready[0].any())
        if week >= WEEK + 30:
            assert not world.departed[0].any()
    assert waited


def test_an_interval_of_a_week_is_no_interval() -> None:
    world = world_of(lots(1), (0,))
    assert not len(world.lot_links)
    assert world.departed is world.link.shipped


def test_exports_are_recorded_when_they_sail() -> None:
    run = lived(lots(4), (0,))
    [flow] = [
        row
        for row, cell in enumerate(run.flows)
        if run.layout.suppliers[cell.supplier].name == "North" and cell.destination == "BBB"
    ]
    left, came = run.panels["dispatches"][:, flow, 0], run.panels["arrivals"][:, flow, 0]
    assert (left[:WEEK] == 0).sum() > WEEK / 2
    assert came[4:] == pytest.approx(left[:-4])
