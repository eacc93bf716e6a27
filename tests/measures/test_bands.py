"""The band over runs: one rule for summaries, tables, figures, reports and the page."""

import warnings

import numpy as np
import pytest

from tradesim.measures.bands import HIGH, LOW, band_of, bands, percentile


def test_a_band_holds_nine_runs_in_ten_and_leaves_out_runs_without_a_value() -> None:
    band = band_of(np.array([1.0, np.nan, 3.0, np.nan]))
    assert band == pytest.approx((2, 1.1, 2.9, 2, 0.5))
    assert not band_of(np.full(3, np.nan)).is_known


def test_bands_of_many_numbers_are_those_of_each() -> None:
    values = np.random.default_rng(1).normal(size=(2, 3, 8))
    values[0, 1, :4] = np.nan
    values[1, 2] = np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = bands(values)
    for place in np.ndindex(2, 3):
        np.testing.assert_allclose(found[(slice(None), *place)], band_of(values[place])[:3])


@pytest.mark.parametrize("runs", [1, 2, 3, 20, 21, 64, 1000])
def test_percentiles_have_the_bits_of_numpy(runs: int) -> None:
    values = np.random.default_rng(runs).normal(size=(6, runs))
    values[0], values[1, : runs // 2], values[2] = -0.0, -0.0, 1e-310
    values[3, runs // 2 :] = np.inf
    for level in (LOW, 50.0, HIGH):
        with np.errstate(invalid="ignore"):
            expected = np.percentile(values, level, axis=-1)
            found = percentile(np.sort(values, axis=-1), level)
        assert found.tobytes() == expected.tobytes()
