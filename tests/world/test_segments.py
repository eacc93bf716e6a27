"""Sums by group: the same bits for one run as for many, in whatever company."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generated_worlds import on
from tradesim.world import segments as segments_module
from tradesim.world.segments import Segments

GROUPS = st.lists(st.integers(0, 7), min_size=1, max_size=400)


def numbers(rows: int, runs: int) -> np.ndarray:
    chance = np.random.default_rng(rows)
    return chance.normal(size=(rows, runs)) * 10.0 ** chance.integers(-9, 9, size=(rows, runs))


@on(60)
@given(GROUPS)
def test_a_sum_has_the_same_bits_for_one_run_as_for_many(groups: list[int]) -> None:
    segments, values = Segments(groups, 9), numbers(len(groups), 65)
    together = segments.total(values)
    for runs in (1, 2, 3, 64):
        part = segments.total(np.ascontiguousarray(values[:, :runs]))
        assert np.array_equal(part, together[:, :runs])


@on(60)
@given(GROUPS)
def test_a_sum_adds_the_rows_of_a_group_in_their_order(groups: list[int]) -> None:
    values = numbers(len(groups), 3)
    expected = np.zeros((9, 3))
    for group, row in zip(groups, values, strict=True):
        expected[group] += row
    assert np.array_equal(Segments(groups, 9).total(values), expected)


@on(30)
@given(GROUPS)
def test_a_part_of_sorted_rows_sums_as_it_does_in_the_whole(groups: list[int]) -> None:
    groups = sorted(groups)
    values = numbers(len(groups), 2)
    whole = Segments(groups, 8).total(values)
    for group in set(groups):
        rows = slice(groups.index(group), groups.index(group) + groups.count(group))
        own = Segments(np.zeros(groups.count(group), dtype=int), 1).total(values[rows])
        assert np.array_equal(own[0], whole[group])


@on(30)
@given(GROUPS)
def test_the_lowest_of_a_group_without_rows_is_infinity(groups: list[int]) -> None:
    values = numbers(len(groups), 2)
    lowest = Segments(groups, 9).lowest(values)
    for group in range(9):
        mine = values[np.array(groups) == group]
        assert np.array_equal(lowest[group], mine.min(axis=0, initial=np.inf))


@on(60)
@given(GROUPS)
def test_the_lowest_of_groups_of_any_sizes_is_the_smallest_of_their_rows(groups: list[int]) -> None:
    groups = [*groups, *range(8)]  # even sizes are laid side by side, uneven ones are not
    values = numbers(len(groups), 3)
    lowest = Segments(groups, 8).lowest(values)
    for group in range(8):
        assert np.array_equal(lowest[group], values[np.array(groups) == group].min(axis=0))


@pytest.mark.parametrize("runs", [1, 4])
def test_no_rows_sum_to_zero(runs: int) -> None:
    assert np.array_equal(Segments([], 3).total(np.empty((0, runs))), np.zeros((3, runs)))
    assert np.array_equal(Segments([], 0).total(np.empty((0, runs))), np.zeros((0, runs)))
    assert np.array_equal(Segments([], 2).lowest(np.empty((0, runs))), np.full((2, runs), np.inf))


def test_spreading_gives_each_row_the_value_of_its_group() -> None:
    groups = Segments([1, 0, 1], 2)
    assert groups.spread(np.array([[5.0, 6.0], [7.0, 8.0]])).tolist() == [[7, 8], [5, 6], [7, 8]]
    assert groups.sizes.tolist() == [1, 2]


@on(30)
@given(GROUPS)
def test_a_sum_has_the_bits_of_the_product_that_scipy_offers(groups: list[int]) -> None:
    segments, values = Segments(groups, 9), numbers(len(groups), 80)[:, ::2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments_module, "FEW_CELLS", 0)
        ours = segments.total(values)
        patch.setattr(segments_module, "_product_of_scipy", lambda: None)
        assert np.array_equal(segments.total(values), ours)
