"""Settings with different policies in one block: every number is as if each had run alone."""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence

import numpy as np
import pytest

from tests.trunk.test_trunks import WITH_LEVERS, assert_same
from tradesim.policies.individual_licence import IndividualLicence
from tradesim.scenario import Scenario, apply, load, without
from tradesim.trunk.alongside import alongside
from tradesim.trunk.merging import ApartError, mark, merged
from tradesim.trunk.own_rows import own_recording, stands_alike
from tradesim.trunk.trunks import Trunks
from tradesim.web.page import Stage
from tradesim.web.together import likely_together, shape_of
from tradesim.world.build import build_world

RUNS, SETTINGS = 2, 4
GAS, LIQUID = "curb on HF gas", "curb on liquid HF"
BAN = {"kind": "export_ban", "name": GAS, "imposer": "JPN", "partner": "KOR", "items": ["hf_gas"],
       "effective": "2019-07-04"}  # fmt: skip


@pytest.fixture(scope="module")
def curbs() -> Scenario:
    return load("2019_curbs")


@pytest.fixture(scope="module")
def banned(curbs: Scenario) -> Scenario:
    return apply(curbs, {f"policies.{GAS}": BAN})


def assert_as_alone(scenarios: Sequence[Scenario]) -> None:
    settings = alongside(scenarios)
    whole = Trunks(()).simulated(settings, RUNS)
    for place, setting in enumerate(settings):
        alone = Trunks(()).simulated(alongside([setting.own]), RUNS)
        runs = slice(place * RUNS, (place + 1) * RUNS)
        own = own_recording(whole, setting, runs)
        assert_same(own, alone)
        assert [name for name, _ in own.layout.control_list] == [
            name for name, _ in alone.layout.control_list
        ]


def assert_as_alone_in_parts(scenarios: Sequence[Scenario]) -> None:
    """The same where one block may not hold them, so that smaller ones do, as for the page."""
    try:
        assert_as_alone(scenarios)
    except ApartError:
        parts = likely_together(dict(enumerate(scenarios)))
        assert len(parts) > 1
        for places in parts:
            assert_as_alone_in_parts([scenarios[place] for place in places])


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_LEVERS)
def test_settings_drawn_at_random_are_each_as_if_they_had_run_alone(name: str) -> None:
    stage, chance = Stage(name, load(name), RUNS), random.Random(name)
    levers = [range(len(lever.positions)) for lever in stage.board.levers]
    drawn = {tuple(map(chance.choice, levers)) for _ in range(SETTINGS)}
    groups: dict[Hashable, list[Scenario]] = {}
    for positions in sorted(drawn):
        shape = shape_of(stage.board.change(positions), stage.scenario)
        groups.setdefault(shape, []).append(stage.board.made(positions))
    assert len(groups) < len(drawn)
    for group in groups.values():
        assert_as_alone_in_parts(group)


def test_what_one_lacks_and_another_replaced_sleeps_in_it(
    curbs: Scenario, banned: Scenario
) -> None:
    less = without(curbs, [LIQUID, "Soulbrain expansion"])[0]
    less = apply(less, {f"policies.{GAS}.terms.review_weeks": 3})
    settings = alongside([less, curbs, banned])
    names = {policy.name for policy in settings[0].beside.policies}
    assert all({policy.name for policy in each.beside.policies} == names for each in settings)
    assert names - {policy.name for policy in curbs.policies} == {f"{GAS} (2)"}
    assert settings[0].names[GAS] != settings[2].names[GAS]
    assert_as_alone([less, curbs, banned])


def test_settings_that_differ_in_numbers_alone_get_no_sleepers(curbs: Scenario) -> None:
    more = apply(curbs, {f"policies.{GAS}.terms.review_weeks": 3})
    assert not any(setting.has_sleepers for setting in alongside([curbs, more]))


def test_a_policy_that_may_act_before_its_date_keeps_settings_apart(curbs: Scenario) -> None:
    watched = {"watch": "stock_cover", "item": "hf_gas", "country": "KOR", "below": 1}
    ruled = apply(curbs, {f"policies.{GAS}": BAN | {"when": watched}})
    with pytest.raises(ApartError, match="before its first date"):
        alongside([ruled, curbs])


def test_a_name_that_is_taken_keeps_settings_apart(curbs: Scenario, banned: Scenario) -> None:
    named = [
        policy.model_copy(update={"name": f"{GAS} (2)"}) if policy.name == LIQUID else policy
        for policy in curbs.policies
    ]
    taken = curbs.model_copy(update={"policies": named})
    with pytest.raises(ApartError, match="already"):
        alongside([taken, banned])


def test_policies_in_another_order_keep_settings_apart(curbs: Scenario) -> None:
    turned = curbs.model_copy(update={"policies": curbs.policies[::-1]})
    with pytest.raises(ApartError, match="order"):
        alongside([curbs, turned])


def test_what_is_no_number_keeps_settings_apart(curbs: Scenario) -> None:
    with pytest.raises(ApartError):
        merged([curbs, curbs.model_copy(update={"title": "other"})], RUNS)
    shares = curbs.buyers[0].needs[0]
    moved = {
        name: figure.model_copy(update={"value": 0.5}) for name, figure in shares.sources.items()
    }
    with pytest.raises(ApartError):
        merged([shares, shares.model_copy(update={"sources": moved})], RUNS)


def test_numbers_and_dates_hold_one_value_a_run(curbs: Scenario) -> None:
    paths = {f"policies.{GAS}.terms.review_weeks": 3, f"policies.{GAS}.effective": "2019-08-05"}
    one, other = (
        next(policy for policy in scenario.policies if policy.name == GAS)
        for scenario in (curbs, apply(curbs, paths))
    )
    assert isinstance(one, IndividualLicence)
    both = merged([one, other], 2)
    assert both.terms.review_weeks.value.tolist() == [one.terms.review_weeks.value] * 2 + [3.0] * 2
    assert both.effective.value.dtype == "datetime64[D]"
    assert both.announced is one.announced
    assert mark(one) == mark(other)
    assert mark(one) != mark(one.model_copy(update={"items": ["acid"]}))


@pytest.mark.parametrize("spoiled", ["supplier.price", "control.review_weeks", "need.stock"])
def test_how_a_setting_begins_is_compared(curbs: Scenario, banned: Scenario, spoiled: str) -> None:
    settings = alongside([curbs, banned])
    world = build_world(merged([each.beside for each in settings], 1), curbs.seed, [0, 0])
    runs = [slice(0, 1), slice(1, 2)]
    assert all(stands_alike(world, *pair, 0) for pair in zip(settings, runs, strict=True))
    group, name = spoiled.split(".")
    array = getattr(getattr(world, group), name)
    setattr(getattr(world, group), name, np.array(array) + 1.0)
    assert not stands_alike(world, settings[0], runs[0], 0)


def test_what_is_feared_on_other_links_keeps_settings_apart(curbs: Scenario) -> None:
    wary = apply(curbs, {"behaviour.safety_factor": 1.0})
    bare = without(wary, ["white-list removal of Korea", LIQUID])[0]
    with pytest.raises(ApartError, match="before they begin"):
        Trunks(()).simulated(alongside([wary, bare]), RUNS)
