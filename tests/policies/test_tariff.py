"""Tariffs: buyers turn away from what is dutiable; the exporter's price stays without duty."""

from collections.abc import Callable

import numpy as np
import pytest

import tradesim
from tests.living import lived, weeks_of, world_of
from tradesim.measures.summary import measure_all
from tradesim.policies.tariff import Tariff
from tradesim.scenario import Scenario, apply, without
from tradesim.scenario.behaviour import BehaviourParameters

BINDS, ENDS = 34, 104
"""Weeks of 2019-09-02 and 2021-01-04."""

DUTIABLE = 11
"""The link from Beta Acid to Alpha Servers."""


def test_shares_go_to_the_armington_target_with_duty_and_back(
    alone: Callable[..., Scenario],
) -> None:
    world = world_of(apply(alone("duty"), {"behaviour.price_pressure": 0}), [0])
    shares = [float(world.link.share[DUTIABLE, 0]) for _ in weeks_of(world)]
    elasticity = float(BehaviourParameters().price_elasticity.value)
    weighed = 0.1 * 1.25**-elasticity
    assert shares[BINDS - 1] == pytest.approx(0.1)
    assert shares[ENDS - 1] == pytest.approx(weighed / (0.9 + weighed), rel=0.02)
    assert shares[-1] == pytest.approx(0.1, rel=0.05)


def test_duty_is_levied_while_it_holds_on_the_value_without_duty(
    alone: Callable[..., Scenario],
) -> None:
    panels = lived(alone("duty")).panels
    levied = panels["levied"][:, 0, 0]
    assert not levied[:BINDS].any()
    assert not levied[ENDS:].any()
    assert levied[BINDS] == pytest.approx(0.25 * (40 * 9000 + 10 * 1000) / 1e6, rel=1e-5)


def test_two_tariffs_on_one_link_add_up(alone: Callable[..., Scenario]) -> None:
    one = alone("duty")
    again = one.policies[0].model_copy(update={"name": "more"})
    both = world_of(one.model_copy(update={"policies": [*one.policies, again]}), [0])
    for week in weeks_of(both):
        if week == BINDS:
            assert both.link.duty[DUTIABLE, 0] == 0.5
            assert (both.tariff.levied > 0).all()
            break


def test_it_is_on_all_partners_and_items_where_none_are_named(
    alone: Callable[..., Scenario],
) -> None:
    wide = apply(alone("duty"), {"policies.duty.partners": None})
    layout = world_of(wide).layout
    assert layout.of_kind(Tariff)[0].links(layout).tolist() == [8, 11, 12]
    narrow = apply(alone("duty"), {"policies.duty.items": ["acid"]})
    layout = world_of(narrow).layout
    assert layout.of_kind(Tariff)[0].links(layout).tolist() == [11, 12]


def test_a_tariff_of_nothing_changes_no_number(alone: Callable[..., Scenario]) -> None:
    none = lived(apply(alone("duty"), {"policies.duty.rate": 0})).panels
    without = lived(alone()).panels
    for name in ("arrivals", "price", "stock"):
        assert np.array_equal(none[name], without[name])


def test_what_it_brings_is_a_weekly_outcome(alone: Callable[..., Scenario]) -> None:
    weekly = tradesim.run(alone("duty"), replicates=1).weekly
    rows = weekly[weekly["outcome"] == "duty_levied"]
    assert set(rows["actor"]) == {"duty"}
    assert rows["value"].sum() > 1
    assert "duty_levied" not in set(tradesim.run(alone(), replicates=1).weekly["outcome"])


def test_what_it_brought_is_a_measure_also_beside_runs_without_it(
    alone: Callable[..., Scenario],
) -> None:
    taxed = alone("duty")
    recording = lived(taxed)
    (paid,) = (found for found in measure_all(recording) if found.name == "duty_paid")
    assert paid.destination == "AAA"
    assert paid.values[0] == pytest.approx(recording.panels["levied"].sum())
    assert paid.values[0] > 0
    untaxed = lived(without(taxed, ["duty"])[0])
    assert not [found for found in measure_all(untaxed) if found.name == "duty_paid"]
    (beside,) = (
        found for found in measure_all(untaxed, taxed.policies) if found.name == "duty_paid"
    )
    assert beside.key == paid.key
    assert beside.values.tolist() == [0.0]


def test_a_duty_on_a_part_of_a_trade_counts_by_that_part(alone: Callable[..., Scenario]) -> None:
    half = apply(alone("duty"), {"policies.duty.covers_share": 0.5})
    levied = lived(half).panels["levied"][:, 0, 0]
    assert levied[BINDS] == pytest.approx(0.125 * (40 * 9000 + 10 * 1000) / 1e6, rel=1e-5)
    lower = apply(alone("duty"), {"policies.duty.rate": 0.125})
    assert lived(half).panels["arrivals"] == pytest.approx(lived(lower).panels["arrivals"])


def test_an_origins_own_rate_counts_by_the_part_too(alone: Callable[..., Scenario]) -> None:
    own = {"policies.duty.exceptions": [{"partner": "BBB", "rate": 0.4}]}
    world = world_of(apply(alone("duty"), own | {"policies.duty.covers_share": 0.5}), [0])
    for week in weeks_of(world):
        if week == BINDS:
            assert world.link.duty[DUTIABLE, 0] == pytest.approx(0.2)
            break
