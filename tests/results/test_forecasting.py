"""A forecast is the same run by run, however many there are and whoever lives them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.source_tree import REPOSITORY
from tradesim.doubt import Doubt
from tradesim.measures.irregular import months_to_learn_from, shown_by
from tradesim.measures.months import monthly_exports, monthly_imports
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.records import again
from tradesim.records.again import Again
from tradesim.results.forecasting import FORECAST_RUNS, runs_in_doubt, scatter_shown
from tradesim.scenario import Scenario, apply, load
from tradesim.world.layout import lay_out

WORLD = Path(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """A world that is known for a year before its first control."""
    return apply(load(WORLD), {"start": "2018-07-02"})


def several(scenario: Scenario, runs: int) -> Again:
    """Return the runs of a forecast."""
    return runs_in_doubt(scenario, Doubt(), 1, runs)[0]


def unlike(among: Recording, alone: Recording, number: int) -> list[str]:
    """Return the names of the panels in which a run of several is not what it is alone."""
    return [
        name
        for name, values in alone.panels.items()
        if not np.array_equal(among.of_run(name, number), values[..., 0])
    ]


@on(20)
@given(worlds())
def test_a_run_of_a_forecast_is_alone_what_it_is_among_others(drawn: Scenario) -> None:
    runs = several(drawn, 3)
    among = runs.everything()
    for number in runs.replicates:
        alone = runs.run(number)
        assert unlike(among, alone, number) == []
        for trade in (monthly_imports, monthly_exports):
            ours, theirs = trade(among), trade(alone)
            assert np.array_equal(ours.quantity[..., number], theirs.quantity[..., 0])
            assert np.array_equal(ours.value[..., number], theirs.value[..., 0])


@pytest.mark.parametrize("name", ["2019_curbs", "2023_gallium_germanium"])
def test_a_control_that_covers_all_in_a_drawn_run_is_booked_as_where_it_covers_a_part(
    name: str,
) -> None:
    runs = several(load(name), 4)
    whole = [n for n in runs.replicates if (runs.values["practice.reach"][n] >= 1.0)]
    assert 0 < len(whole) < 4, "of the cases there are both"
    among = runs.everything()
    for number in runs.replicates:
        assert unlike(among, runs.run(number), number) == []


@pytest.mark.parametrize("name", ["2019_white_list", "2022_palm_oil"])
def test_measures_of_a_run_of_a_forecast_are_the_same_from_blocks_all_at_once_and_alone(
    name: str,
) -> None:
    runs = several(load(name), 3)
    block = {each.key: each.values for each in measure_all(next(runs.blocks(lasting=True)))}
    whole = {each.key: each.values for each in measure_all(runs.everything())}
    assert whole.keys() == block.keys()
    assert all(np.array_equal(whole[key], block[key], equal_nan=True) for key in block)
    for number in runs.replicates:
        alone = {each.key: each.values for each in measure_all(runs.run(number))}
        assert alone.keys() == block.keys()
        one = slice(number, number + 1)
        unlike = [k for k in block if not np.array_equal(alone[k], block[k][one], equal_nan=True)]
        assert unlike == []


def test_more_replicates_leave_the_trade_of_those_before_as_it_was(scenario: Scenario) -> None:
    few, many = (several(scenario, count) for count in (2, 5))
    ours, theirs = (monthly_imports(runs.everything()) for runs in (few, many))
    assert np.array_equal(ours.quantity, theirs.quantity[..., :2])


def test_what_runs_show_is_learnt_from_their_first_months_as_from_whole_runs(
    scenario: Scenario,
) -> None:
    months = months_to_learn_from(lay_out(scenario))
    whole = several(scenario, FORECAST_RUNS).everything()
    shown = scatter_shown(scenario, 1, Doubt())
    assert shown == shown_by([whole], months)
    assert max(shown.values()) > 0.0


def test_where_single_months_do_not_stray_nothing_is_learnt(scenario: Scenario) -> None:
    assert scatter_shown(scenario, 1, Doubt(months=False)) == {}


def test_no_more_runs_of_a_forecast_are_lived_together_than_of_any_result() -> None:
    runs = several(load(WORLD), 3 * again.LARGEST_BLOCK)
    blocks = [len(block.replicates) for block in runs.blocks()]
    assert max(blocks) <= again.LARGEST_BLOCK
    assert sum(blocks) == 3 * again.LARGEST_BLOCK
