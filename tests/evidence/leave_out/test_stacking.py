"""Stacking: the mixture that scores best."""

import numpy as np
import pytest

from tradesim.evidence.leave_out.stacking import MOST, MixtureTerms, _distances, rows_of, stacked

RNG = np.random.default_rng(3)


def terms(centres: np.ndarray, spread: float, observed: np.ndarray) -> MixtureTerms:
    """Return the terms of normal forecasts of some numbers, from many draws."""
    draws = centres[:, None] + spread * RNG.normal(size=(len(centres), 400))
    apart = np.mean([np.abs(draws - y).mean(axis=1) for y in observed], axis=0)
    between = np.array([[np.abs(a[:, None] - b).mean() for b in draws] for a in draws])
    return MixtureTerms(apart, between)


@pytest.mark.once("asks how well a method does that other tests run")
def test_a_mixture_is_as_wide_as_what_it_must_tell() -> None:
    centres = np.linspace(-3.0, 3.0, 31)
    observed = np.array([-2.0, -1.0, 0.0, 1.0, 2.0] * 4)
    weights = stacked([[terms(centres, 0.1, observed)]])
    mean = weights @ centres
    assert weights.sum() == pytest.approx(1.0)
    assert mean == pytest.approx(0.0, abs=0.3)
    assert np.sqrt(weights @ (centres - mean) ** 2) == pytest.approx(observed.std(), rel=0.15)


def test_no_point_weighs_more_than_it_may() -> None:
    centres = np.linspace(0.0, 3.0, 30)
    weights = stacked([[terms(centres, 0.1, np.zeros(5))]])
    assert weights.max() <= MOST + 1e-9
    assert weights[:9].sum() > 0.85


def test_groups_count_alike_whatever_their_episodes() -> None:
    one, other = (terms(np.linspace(-2.0, 2.0, 21), 0.2, np.array([y])) for y in (-2.0, 2.0))
    weights = stacked([[one, one, one, one], [other]])
    assert weights[:10].sum() == pytest.approx(weights[11:].sum(), abs=0.15)


def test_its_score_is_that_of_the_pooled_draws() -> None:
    found = MixtureTerms(np.array([1.0, 3.0]), np.array([[0.5, 2.0], [2.0, 0.7]]))
    expected = 0.5 * 1.0 + 0.5 * 3.0 - 0.5 * (0.25 * 0.5 + 0.25 * 0.7 + 0.5 * 2.0)
    assert found.of(np.array([0.5, 0.5])) == pytest.approx(expected)


def test_distances_are_between_runs_with_different_chance() -> None:
    table = np.array([[0.0, 1.0], [5.0, 7.0]])
    between = _distances(table)
    assert between[0, 0] == pytest.approx(1.0)
    assert between[0, 1] == pytest.approx((7.0 + 4.0) / 2.0)
    assert (between == between.T).all()


def test_rows_are_as_many_as_asked_and_in_proportion() -> None:
    assert rows_of(np.array([0.5, 0.0, 0.26, 0.24]), 10).tolist() == [0] * 5 + [2] * 3 + [3] * 2
