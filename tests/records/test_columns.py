"""Bands of series that are kept on disk, block by block."""

import numpy as np
import pytest

from tradesim.records import columns
from tradesim.records.columns import EXACT_RUNS, Columns
from tradesim.records.ordering import IN_REGISTERS, statistics_of


def kept(values: np.ndarray, block: int) -> Columns:
    """Return values, (row, run), as they are kept when they come in blocks."""
    found = Columns(values.shape[1])
    for first in range(0, values.shape[1], block):
        part = values[:, first : first + block]
        found.begin(part.shape[1])
        for rows in np.array_split(part, 3):
            found.add(rows)
    return found


def exact(values: np.ndarray) -> np.ndarray:
    return np.array([values.mean(axis=1), *np.percentile(values, [5, 50, 95], axis=1)])


@pytest.mark.parametrize("runs", [1, 2, 7, EXACT_RUNS])
def test_few_runs_give_the_bits_of_numpy(runs: int) -> None:
    values = np.random.default_rng(1).lognormal(size=(11, runs))
    assert np.array_equal(kept(values, 3).statistics()[1:], exact(values)[1:])
    assert np.allclose(kept(values, 3).statistics()[0], values.mean(axis=1), rtol=1e-15)


def test_many_runs_are_off_by_a_ten_millionth_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "AT_ONCE", 1000)  # several reads, from a file
    monkeypatch.setattr(columns, "IN_MEMORY", 100)
    values = np.random.default_rng(2).lognormal(sigma=3, size=(23, 400))
    found = kept(values, 128).statistics()
    assert np.allclose(found, exact(values), rtol=1e-7, atol=0)
    assert not np.array_equal(found, exact(values))


def test_runs_without_a_value_are_left_out() -> None:
    values = np.random.default_rng(3).normal(size=(4, 30))
    values[1, ::2] = np.nan
    values[2] = np.nan
    values[3] = 5.0
    found = statistics_of(values)
    known = values[1, 1::2]
    assert np.allclose(found[:, 1], [known.mean(), *np.percentile(known, [5, 50, 95])])
    assert np.isnan(found[:, 2]).all()
    assert (found[:, 3] == 5.0).all()


def test_every_run_is_read_again_in_its_place() -> None:
    values = np.arange(60.0).reshape(6, 10)
    assert np.array_equal(np.concatenate(list(kept(values, 4).parts())), values)


def test_a_series_that_never_moves_takes_no_disk_and_comes_back() -> None:
    values = np.random.default_rng(5).lognormal(size=(6, 100))
    values[:2] = [[3.0], [np.nan]]  # a series of two rows, the same in all runs
    values[2:4, :50] = [[0.1], [0.2]]  # one that moves in the second block alone
    found = kept(values, 50)
    assert found.size == 4 * (100 + 100 + 50 + 50)
    single = values.astype(np.float32)
    assert np.array_equal(np.concatenate(list(found.parts())), single, equal_nan=True)
    statistics = found.statistics()
    assert np.array_equal(statistics[:, :2], np.tile([3.0, np.nan], (4, 1)), equal_nan=True)
    assert np.array_equal(statistics[1:, 2:], exact(single[2:].astype(np.float64))[1:])


def test_a_series_that_is_the_same_within_each_block_moves() -> None:
    values = np.repeat([[1.0, 2.0], [5.0, 5.0], [0.0, -0.0]], 40, axis=1)
    found = kept(values, 40)
    assert found.size == 4 * 80
    assert np.array_equal(np.concatenate(list(found.parts())), values)
    assert np.array_equal(found.statistics()[:, 0], [1.5, 1.0, 1.5, 2.0])


@pytest.mark.parametrize("runs", [IN_REGISTERS + 1, 777, 1000, 2 * IN_REGISTERS])
def test_halves_of_runs_give_the_bits_of_all_in_order(runs: int) -> None:
    values = np.random.default_rng(4).lognormal(sigma=3, size=(9, runs)).astype(np.float32)
    values[1, ::3] = 0.0
    values[2] = values[2].round()  # many of the same
    values[3] -= 1.0  # some below nothing
    values[4, ::2] = -0.0
    found = statistics_of(values.copy())
    assert np.array_equal(found[1:], exact(values.astype(np.float64))[1:])
    assert np.allclose(found[0], values.mean(axis=1, dtype=np.float64), rtol=1e-14)
    assert np.array_equal(statistics_of(values[:, ::-1].copy())[1:], found[1:])
