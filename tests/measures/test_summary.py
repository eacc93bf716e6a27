"""All measures of real runs: what must hold whatever happened in them."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.measures.synthetic import CURB, PROJECT, blank, scenario, tree
from tradesim.ensemble import Ensemble
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.diversification import hhi, look_through, shares_by, supplier_shares
from tradesim.measures.entries.network import MEASURES as OF_NETWORKS
from tradesim.measures.entries.welfare import OF_LEVIES
from tradesim.measures.markets import destinations, markets
from tradesim.measures.measure import OfEachMarket
from tradesim.measures.measured import Measured
from tradesim.measures.months import WORLD, monthly_imports
from tradesim.measures.recording import Recording
from tradesim.measures.summary import describe, measure_all, pooled
from tradesim.scenario import Scenario

RUNS = 5


def run(world: Scenario, *replicates: int) -> Recording:
    return next(Ensemble(world, replicates or range(RUNS)).recordings())


@pytest.fixture(scope="module")
def world() -> Scenario:
    """The small world with a curb that bites, restless demand and a subsidised project."""
    data = tree(CURB, PROJECT)
    data["buyers"][0] |= {"noise": 0.05, "season": 0.1}
    return Scenario.model_validate(data)


@pytest.fixture(scope="module")
def recording(world: Scenario) -> Recording:
    return run(world)


@pytest.fixture(scope="module")
def figures(recording: Recording) -> list[Measured]:
    return measure_all(recording)


def test_every_measure_is_defined_and_of_every_run(figures: list[Measured]) -> None:
    assert {figure.name for figure in figures} <= set(MEASURES)
    assert all(figure.values.shape == (RUNS,) for figure in figures)
    assert not any("{" in figure.unit for figure in figures)


def test_every_definition_is_measured_somewhere(figures: list[Measured]) -> None:
    unmeasured = set(MEASURES) - {figure.name for figure in figures}
    # the fab's output has no value here, there is no levy, use answers no price, firms are few
    rents = {"rent_of_sellers", "rent_of_quota_holders"}
    levies = {"duty_paid", "export_tax_paid", "price_floor_paid"}
    of_levies = {"duty_paid", "export_tax_paid", "price_floor_paid"} | {m.name for m in OF_LEVIES}
    of_many_firms = {measure.name for measure in OF_NETWORKS}
    assert unmeasured == of_levies | {"output_lost_value"} | levies | rents | of_many_firms


def test_no_two_measures_share_a_key(figures: list[Measured]) -> None:
    assert len({figure.key for figure in figures}) == len(figures)


def test_a_run_alone_measures_as_in_a_block(world: Scenario, figures: list[Measured]) -> None:
    alone = [measure_all(run(world, replicate)) for replicate in range(RUNS)]
    together = pooled(alone)
    assert [figure.key for figure in together] == [figure.key for figure in figures]
    for one, other in zip(together, figures, strict=True):
        np.testing.assert_array_equal(one.values, other.values, err_msg=one.name)


def test_a_measure_that_a_block_lacks_has_no_value_there() -> None:
    full = Measured("a", "t", "", "", "", "", np.array([1.0, 2.0]))
    other = Measured("b", "t", "", "", "", "", np.array([3.0]))
    first, second = pooled([[full], [other]])
    assert first.values[:2].tolist() == [1, 2]
    assert np.isnan(first.values[2])
    assert np.isnan(second.values[:2]).all()


def test_measuring_changes_no_panel(recording: Recording) -> None:
    before = {name: panel.copy() for name, panel in recording.panels.items()}
    measure_all(recording)
    monthly_imports(recording)
    assert all((before[name] == panel).all() for name, panel in recording.panels.items())


def test_a_description_leaves_out_runs_without_a_value() -> None:
    values = np.array([1.0, np.nan, 3.0, np.nan])
    described = describe(Measured("time_to_survive", "week", "", "", "", "", values))
    assert described == pytest.approx((2, 1.1, 2.9, 2, 0.5))


def test_a_measure_of_no_run_is_described_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        described = describe(
            Measured("time_to_survive", "week", "", "", "", "", np.full(3, np.nan))
        )
    assert np.isnan(described[:4]).all()
    assert described.share == 0


def partners(world: Scenario) -> tuple[str, ...]:
    return destinations(world, world.policies)


def test_the_partners_of_policies_matter_or_else_every_country_with_buyers() -> None:
    back = CURB | {"name": "back", "imposer": "BBB", "partner": "AAA", "announced": "2019-08-05"}
    assert partners(scenario(CURB)) == ("BBB",)
    assert partners(scenario(CURB, back)) == ("AAA", "BBB")
    assert partners(scenario()) == ("BBB",)
    assert partners(scenario(PROJECT)) == ("BBB",)


def test_runs_measured_beside_other_policies_give_the_same_measures() -> None:
    """A twin without policies is measured over the markets and weeks of what it is a twin of."""
    curbed, free = scenario(CURB, PROJECT), scenario()
    alone = {figure.key for figure in measure_all(run(free))}
    figures = {figure.key: figure for figure in measure_all(run(free), curbed.policies)}
    paired = {figure.key for figure in measure_all(run(curbed), curbed.policies)}
    assert set(figures) == paired == {figure.key for figure in measure_all(run(curbed))}
    assert paired - alone
    filed = [figure for key, figure in figures.items() if key[0] == "licences_filed"]
    assert filed
    assert all((figure.values == 0).all() for figure in filed)
    spent = [figure for key, figure in figures.items() if key[0] == "public_spending"]
    assert spent
    assert all((figure.values == 0).all() for figure in spent)


def test_a_later_control_is_measured_from_the_week_before_the_first() -> None:
    later = CURB | {"announced": "2019-09-02", "effective": "2019-09-09"}
    recording = replace(run(scenario(later)), beside=tuple(scenario(CURB).policies))
    assert recording.before_policies("BBB") == run(scenario(CURB)).before_policies("BBB")
    assert [control.announced for control in recording.controls] == [
        control.announced for control in scenario(later).policies
    ]


def test_what_the_imposer_supplies_matters_too_and_nothing_else_does() -> None:
    data = tree(CURB)
    for name, origin in (("salt", "AAA"), ("soap", "CCC")):
        data["items"].append({"name": name, "customs_group": name, "unit": "t"})
        plant = {"name": name, "country": origin, "item": name, "price": 9, "capacity": 9}
        data["suppliers"].append(plant)
        need = {"item": name, "baseline_use": 1, "sources": {name: 1}}
        data["buyers"][0]["needs"].append(need)
    found = markets(blank(Scenario.model_validate(data)))
    assert [market.item.name for market in found] == ["acid", "feed", "salt"]


@on(25)
@given(worlds())
def test_any_world_is_measured_and_its_shares_and_imports_add_up(world: Scenario) -> None:
    recording = run(world, 0, 1)
    shares_sum_to_one_and_concentration_is_in_bounds(recording)
    imports_of_all_origins_add_up(recording)
    for figure in measure_all(recording):
        assert figure.values.shape == (2,)
        assert not np.isinf(figure.values).any()
        describe(figure)


def shares_sum_to_one_and_concentration_is_in_bounds(recording: Recording) -> None:
    chain = look_through(recording)
    for market in markets(recording):
        shares = supplier_shares(market)
        for tier in (shares, chain.attribute(shares)):
            for owner in ("supplier", "country", "owner"):
                groups = shares_by(market, tier, owner)
                whole = np.sum(list(groups.values()), axis=0)
                known = np.isfinite(whole)
                np.testing.assert_allclose(whole[known], 1, rtol=1e-12)
                index = hhi(groups)[known]
                assert (index >= 1 / len(groups) - 1e-12).all()
                assert (index <= 1 + 1e-12).all()


def imports_of_all_origins_add_up(recording: Recording) -> None:
    imports = monthly_imports(recording)
    for group, destination in {row[:2] for row in imports.rows}:
        origins = [n for n, row in enumerate(imports.rows) if row[:2] == (group, destination)]
        whole = imports.series(group, destination, WORLD)
        origins.remove(whole)
        for table in (imports.quantity, imports.value):
            np.testing.assert_allclose(table[:, origins].sum(axis=1), table[:, whole], rtol=1e-12)


def test_a_block_that_measures_nothing_adds_no_run() -> None:
    full = Measured("a", "t", "", "", "", "", np.array([1.0, 2.0]))
    assert [figure.values.tolist() for figure in pooled([[], [full]])] == [[1, 2]]


def test_only_the_markets_asked_for_are_measured_and_they_are_measured_alike(
    recording: Recording,
) -> None:
    def of_markets(found: list[Measured]) -> set[tuple[str, str]]:
        each = (m for m in found if isinstance(MEASURES[m.name].function, OfEachMarket))
        return {(measured.item, measured.destination) for measured in each}

    whole = measure_all(recording)
    places = of_markets(whole)
    assert places
    for place in places:
        part = measure_all(recording, within={place})
        assert of_markets(part) == {place}
        kept = {each.key: each.values for each in whole}
        assert all(np.array_equal(kept[m.key], m.values, equal_nan=True) for m in part)
    assert not of_markets(measure_all(recording, within=()))
