"""Intervals stay in the domain of their measure, by going where it is free to move."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from SALib.sample import morris as morris_sample

from tests.experiments.made_runs import made_runs
from tests.source_tree import REPOSITORY
from tradesim.ensemble import Ensemble
from tradesim.errors import MeasureError
from tradesim.experiments.analysis import Outcome, analyse
from tradesim.experiments.analysis.intervals import mean_interval, within
from tradesim.experiments.analysis.paired import paired_differences
from tradesim.experiments.analysis.sensitivity import morris_effects
from tradesim.experiments.comparison import compare
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.domain import ANY, NOT_NEGATIVE, SHARE, Domain
from tradesim.measures.measure import Measure
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.scenario import load

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

ONE_POINT = np.array([[0.0]])


@given(
    st.floats(-3.0, 3.0),
    st.floats(0.0, 1e3),
    st.sampled_from([SHARE, NOT_NEGATIVE, ANY, Domain(greatest=1.0), Domain(-100.0, 100.0)]),
)
def test_an_interval_of_an_estimate_in_the_domain_holds_it_and_stays_there(
    centre: float, reach: float, domain: Domain
) -> None:
    low, high = (float(end[0]) for end in within(np.array([centre]), np.array([reach]), [domain]))
    assert low <= centre <= high
    if domain.least < centre < domain.greatest:
        assert domain.least <= low
        assert high <= domain.greatest
    if domain == ANY or not domain.least < centre < domain.greatest:
        assert (low, high) == (centre - reach, centre + reach)


def test_a_narrow_interval_is_that_of_student_and_a_wide_one_is_not_cut_off() -> None:
    for domain in (SHARE, NOT_NEGATIVE, Domain(greatest=1.0)):
        low, high = within(np.array([0.3]), np.array([1e-4]), [domain])
        assert (low[0], high[0]) == pytest.approx((0.2999, 0.3001), abs=1e-7)
        low, high = within(np.array([0.3]), np.array([0.9]), [domain])
        assert domain.least < low[0] < 0.3 < high[0] < domain.greatest


@pytest.mark.once("asks how well a method does that other tests run")
@pytest.mark.parametrize("units", [3, 5, 9])
@pytest.mark.parametrize("drawn", ["beta", "exponential"])
def test_an_interval_of_few_holds_the_mean_more_often_than_students(units: int, drawn: str) -> None:
    rng = np.random.default_rng(3)
    domain, truth = (SHARE, 0.2) if drawn == "beta" else (NOT_NEGATIVE, 1.0)
    shape = (units, 4000)
    values = rng.beta(0.5, 2.0, shape) if drawn == "beta" else rng.standard_exponential(shape)
    held = []
    for domains in ([domain] * 4000, None):
        low, high = mean_interval(values, domains)
        held.append(float(((low <= truth) & (truth <= high)).mean()))
    assert held[0] > 0.92
    assert held[0] > held[1] + 0.02


def test_shares_and_their_differences_stay_within_what_they_can_be() -> None:
    outcome = Outcome("output_lost_weeks", "output_lost_share", "share")
    runs = made_runs(
        ONE_POINT,
        {"one": lambda _, noise: float(noise > 0.0), "two": lambda _, noise: float(noise < 0.0)},
        replicates=4,
        spread=1.0,
        names=("a",),
    )
    found = analyse(replace(runs, outcomes=(outcome,)))
    assert (found.distributions["mean_low"] > 0.0).all()
    assert (found.distributions["mean_high"] < 1.0).all()
    (row,) = paired_differences(replace(runs, outcomes=(outcome,))).to_dict("records")
    assert -1.0 <= row["low"] < row["difference"] < row["high"] <= 1.0


def test_sizes_of_effects_have_intervals_by_the_rule_of_every_mean() -> None:
    names = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0.0, 1.0]] * 3}
    for trajectories in (4, 20):
        settings = morris_sample.sample(names, trajectories, num_levels=4, seed=3)
        runs = made_runs(settings, {"only": lambda x, _: x[0] ** 9 * x[1] ** 5}, design="morris")
        table = morris_effects(runs).set_index("parameter")
        assert (table["mu_star_low"] >= 0.0).all()
        moved = table.loc[["a", "b"]]
        assert (moved["mu_star_low"] < moved["mu_star"]).all()
        assert (moved["mu_star"] < moved["mu_star_high"]).all()
        assert table.loc["c", ["mu_star_low", "mu_star", "mu_star_high"]].tolist() == [0.0] * 3
    assert table["mu_star_low"]["a"] > 0.0


def test_a_comparison_of_few_runs_tells_no_share_below_nothing() -> None:
    scenario = load(WORLD)
    found = compare((scenario, scenario), ("one", "other"), 2, 1)
    assert {outcome.domain for outcome in found.outcomes} > {SHARE, NOT_NEGATIVE, ANY}


@pytest.mark.parametrize("name", ["two_countries", "instruments", "two_governments"])
def test_what_is_measured_lies_in_its_domain(name: str) -> None:
    path = WORLD.parent / f"{name}.yaml"
    for recording in Ensemble(load(path), range(3)).recordings():
        for figure in measure_all(recording):
            assert not MEASURES[figure.name].domain.outside(figure.values), figure.key


def beyond(recording: Recording) -> Iterator[Measured]:
    yield measured("risky", np.full(len(recording.replicates), 1.5))


def test_a_measure_of_ones_own_outside_its_domain_is_refused() -> None:
    entry = Measure("risky", "A share.", "share", function=beyond, label="Risky", domain=SHARE)
    with (
        MEASURES.also(entry),
        pytest.raises(MeasureError, match=r"'risky' is 1\.5 in some run, outside of 0 to 1"),
    ):
        measure_all(next(Ensemble(load(WORLD), range(1)).recordings()))


def of_every_week(recording: Recording) -> Iterator[Measured]:
    yield measured("weekly", np.ones((3, len(recording.replicates))))


def test_a_measure_of_ones_own_that_is_not_one_value_a_run_is_refused() -> None:
    entry = Measure("weekly", "A number.", "", function=of_every_week, label="Weekly")
    said = r"'weekly' of another package gives an array of shape \(3, 1\); .*, shape \(1,\)"
    with MEASURES.also(entry), pytest.raises(MeasureError, match=said):
        measure_all(next(Ensemble(load(WORLD), range(1)).recordings()))
