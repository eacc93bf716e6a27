"""Proper scores by hand-worked numbers."""

import numpy as np
import pytest

from tradesim.evidence.proper_scores import band_of, covered, crps, interval_score, rms


@pytest.mark.parametrize(
    ("observed", "score"),
    [(20.0, 20.0), (10.0, 20.0), (30.0, 20.0), (9.0, 40.0), (35.0, 120.0)],
)
def test_the_interval_score_is_the_width_and_twenty_times_the_miss(
    observed: float, score: float
) -> None:
    """The band is 10 to 30 at 90 %: 2 / 0.1 = 20 for each unit outside."""
    found = interval_score(np.array([10.0]), np.array([30.0]), np.array([observed]))
    assert found.tolist() == pytest.approx([score])


def test_the_crps_of_one_number_is_the_absolute_error() -> None:
    assert crps(np.array([[3.0], [3.0]]), np.array([5.0, 3.0])).tolist() == [2.0, 0.0]


def test_the_crps_of_two_numbers_by_hand() -> None:
    """Draws 0 and 4, observed 1: E|X - x| = (1 + 3) / 2 = 2; E|X - X'| = (0 + 4 + 4 + 0) / 4 = 2.

    So 2 - 2 / 2 = 1.
    """
    assert crps(np.array([[0.0, 4.0]]), np.array([1.0])).tolist() == pytest.approx([1.0])


def test_the_crps_is_its_definition_whatever_the_draws() -> None:
    draws = np.sort(np.random.default_rng(1).gamma(2.0, size=(5, 31)), axis=1)
    observed = np.linspace(0.0, 8.0, 5)
    spread = np.abs(draws[:, :, None] - draws[:, None, :]).mean(axis=(1, 2))
    expected = np.abs(draws - observed[:, None]).mean(axis=1) - spread / 2
    assert crps(draws, observed) == pytest.approx(expected)


def test_the_band_is_the_middle_nine_tenths() -> None:
    draws = np.sort(np.random.default_rng(2).normal(size=(3, 17)), axis=1)
    assert band_of(draws) == pytest.approx(np.quantile(draws, [0.05, 0.95], axis=1))
    assert band_of(np.array([[7.0]])).tolist() == [[7.0], [7.0]]


def test_what_is_rounded_may_lie_a_hair_outside() -> None:
    low, high = np.array([10.0, 10.0, 10.0]), np.array([30.0, 30.0, 30.0])
    assert covered(low, high, np.array([30.002, 30.02, 9.998])).tolist() == [1.0, 0.0, 1.0]


def test_the_root_of_the_mean_squared_error() -> None:
    assert rms(np.array([3.0, -4.0])) == pytest.approx(12.5**0.5)
