"""Rents: a binding control makes a good dearer where it arrives, and somebody gets that."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.living import lived, weeks_of, with_policy, world_of
from tradesim.docking import dock
from tradesim.economy.rents import form_rents
from tradesim.measures.months import monthly_exports, monthly_imports
from tradesim.measures.prices import price_cif, price_fob
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.records.outcomes import outcomes
from tradesim.scenario import Scenario, apply, load, without

WORLD = Path(__file__).parents[1] / "worlds" / "one_market.yaml"
BINDS = 60
QUOTA: dict[str, Any] = {
    "kind": "quota", "origin": "AAA", "destination": "BBB", "items": ["acid"], "most": 300,
    "effective": "2020-03-02",
}  # fmt: skip
ELASTIC = {"items.acid.demand_elasticity": 0.5, "behaviour.price_pressure": 0}


@pytest.fixture
def market() -> Scenario:
    """A market of 50 t a week from one source abroad, whose use answers its price."""
    scenario, _ = without(load(WORLD), ["curb", "boom", "growth"])
    tree = scenario.model_dump(exclude_unset=True)
    tree["buyers"][0]["needs"] = [{"item": "acid", "baseline_use": 50, "sources": {"North": 1}}]
    return apply(Scenario.model_validate(tree), ELASTIC)


def abroad(recording: Recording) -> int:
    plants = recording.layout.suppliers
    return next(
        row
        for row, flow in enumerate(recording.flows)
        if plants[flow.supplier].country == "AAA" and flow.destination == "BBB"
    )


def of_market(recording: Recording) -> np.ndarray:
    rent: np.ndarray = recording.panels["rent"][:, 0, 0]
    return rent


@pytest.mark.parametrize("size", [1.0, 0.01])
def test_what_little_is_held_back_makes_little_rent(market: Scenario, size: float) -> None:
    terms = {"behaviour.price_inertia": 1, "behaviour.rent_pass_through": 1}
    world = world_of(apply(market, terms | {"behaviour.price_ceiling": 10}), (0,))
    world.need.rate *= size
    world.need.arrived[:], world.need.stock[:] = 25 * size, 0
    world.link.outstanding[:], world.link.shipped[:], world.link.wanted[:] = 10 * size, 0, 0
    form_rents(world)
    # half of the use can be had: 0.5^(-1 / 0.5) - 1 = 3; of a week of use, 50 t, 10 are held
    assert float(world.market.rent[0, 0]) == pytest.approx(3 * 10 / 50)


def test_a_quota_that_binds_makes_the_good_as_dear_as_use_must_fall(market: Scenario) -> None:
    held = lived(with_policy(market, imposer="AAA", **QUOTA))
    rent = of_market(held)
    assert np.abs(rent[:BINDS]).max() == 0
    part = 300 / 13 / 50
    assert part**-2 - 1 > 2
    assert rent[-1] == pytest.approx(2, abs=0.1)  # the ceiling: three times the usual price
    used = held.panels["used"][:, 0, 0]
    assert used[-1] < 0.75 * used[0]


def test_a_quota_that_does_not_bind_makes_no_rent(market: Scenario) -> None:
    wide = lived(with_policy(market, imposer="AAA", **QUOTA | {"most": 5000}))
    assert not of_market(wide).any()


def test_what_is_short_without_a_rule_makes_no_rent(market: Scenario) -> None:
    short = apply(market, {"suppliers.North.capacity": 60})
    fire = {"kind": "supply_shock", "suppliers": ["North"], "date": "2020-03-02", "lost_share": 0.9}
    tree = short.model_dump(exclude_unset=True)
    tree["shocks"] = [{"name": "fire", **fire}]
    assert not of_market(lived(Scenario.model_validate(tree))).any()


def test_a_stock_puts_the_rent_off(market: Scenario) -> None:
    rents = []
    for cover in (2, 8):
        stocked = apply(market, {"buyers.Maker.needs.acid.base_cover_weeks": cover})
        rent = of_market(lived(with_policy(stocked, imposer="AAA", **QUOTA)))
        rents.append(int(np.argmax(rent > 0.05)))
    assert BINDS < rents[0] < rents[1]


@pytest.mark.parametrize(
    ("rights", "imposer", "sellers"),
    [(None, "AAA", True), (None, "BBB", False), ("government", "AAA", False),
     ("exporters", "BBB", True)],
)  # fmt: skip
def test_it_is_in_export_prices_only_where_sellers_hold_the_rights(
    market: Scenario, rights: str | None, imposer: str, *, sellers: bool
) -> None:
    held = lived(with_policy(market, imposer=imposer, rights=rights, **QUOTA))
    price, row = held.panels["price"][:, 0, 0], abroad(held)
    dearer = price_fob(held, row)[-1, 0] / price[-1]
    assert dearer == pytest.approx(1 + of_market(held)[-1] if sellers else 1)
    landed = held.panels["landed"][-1, 0, 0]
    assert landed == pytest.approx(price[-1] * (1 + of_market(held)[-1]))


def test_none_of_it_reaches_prices_where_it_is_not_passed_through(market: Scenario) -> None:
    off = apply(market, {"behaviour.rent_pass_through": 0})
    assert not of_market(lived(with_policy(off, imposer="AAA", **QUOTA))).any()


def test_duty_is_on_what_sellers_ask(market: Scenario) -> None:
    duty = {"kind": "tariff", "imposer": "BBB", "rate": 0.5, "effective": "2019-03-04"}
    both = with_policy(with_policy(market, imposer="AAA", **QUOTA), **duty | {"name": "duty"})
    world = world_of(both, [0])
    for _ in weeks_of(world):
        pass
    arrived = float(world.link.arrived[0, 0])
    rent = float(world.market.rent[0, 0])
    price = float(world.supplier.price[0, 0])
    assert rent > 0.3
    assert world.tariff.levied[0, 0] == pytest.approx(0.5 * arrived * price * (1 + rent) / 1e6)


def test_freight_parts_export_prices_from_import_prices(market: Scenario) -> None:
    tree = market.model_dump(exclude_unset=True)
    route = {"origin": "AAA", "destination": "BBB", "lead_time_weeks": 4, "freight_share": 0.25}
    tree["routes"] = [route]
    shipped = lived(Scenario.model_validate(tree))
    row = abroad(shipped)
    assert price_cif(shipped, row) == pytest.approx(1.25 * price_fob(shipped, row))
    left, came = (trade(shipped) for trade in (monthly_exports, monthly_imports))
    unit = [trade.value[-1] / trade.quantity[-1] for trade in (left, came)]
    assert unit[1].max() == pytest.approx(1.25 * unit[0].max())
    assert came.value == pytest.approx(monthly_imports(lived(market)).value)


def test_a_rent_ends_with_the_control(market: Scenario) -> None:
    until = with_policy(market, imposer="AAA", until="2020-08-03", **QUOTA)
    rent = of_market(lived(until))
    assert rent[82] > 0.3
    assert rent[-1] < 0.3 * rent[82]
    assert (np.diff(rent[90:]) < 0).all()


def test_engines_agree_on_rents(market: Scenario) -> None:
    assert dock(with_policy(market, imposer="AAA", **QUOTA)).bit_equal


def test_the_rent_is_told_and_booked_to_who_gets_it(market: Scenario) -> None:
    for imposer, sellers in (("AAA", True), ("BBB", False)):
        held = lived(with_policy(market, imposer=imposer, **QUOTA))
        booked = {(one.name, one.origin): one.values[0] for one in measure_all(held)}
        paid = held.panels["arrivals"][:, abroad(held), 0] * held.panels["price"][:, 0, 0]
        rent = (paid * of_market(held)).sum() / 1e6
        assert rent > 0
        assert booked["rent_of_sellers", "AAA"] == pytest.approx(rent if sellers else 0)
        assert booked["rent_of_quota_holders", ""] == pytest.approx(0 if sellers else rent)


def test_prices_of_delivery_are_weekly_outcomes(market: Scenario) -> None:
    held = lived(with_policy(market, imposer="AAA", **QUOTA))
    names = {outcome.name for outcome in outcomes(held)}
    assert {"price_fob", "price_cif", "landed_price", "control_rent"} <= names
