"""From chance to figures."""

import numpy as np
import pytest

from tradesim.doubt.doubt import NINE_IN_TEN
from tradesim.doubt.judged import Judged
from tradesim.doubt.ranges import Range
from tradesim.doubt.shapes import drawn, shares
from tradesim.randomness import run_keys

SHARES = (np.arange(2000) + 0.5) / 2000


def test_a_symmetric_triangle_has_its_value_in_the_middle_and_its_ends_at_the_ends() -> None:
    values = drawn(Range(2.0, 4.0, 6.0, logarithmic=False), SHARES)
    assert values.mean() == pytest.approx(4.0, abs=1e-3)
    assert values.var() == pytest.approx(4.0 / 6.0, rel=1e-2)  # (width / 2)^2 / 6
    assert 2.0 <= values.min() < 2.1
    assert 5.9 < values.max() <= 6.0


def test_in_logarithms_half_and_double_are_as_far() -> None:
    values = drawn(Range(2.0, 4.0, 8.0, logarithmic=True), SHARES)
    assert np.median(values) == pytest.approx(4.0, rel=1e-2)
    assert (values < 4.0).mean() == pytest.approx(0.5, abs=1e-3)


def test_more_lies_on_the_longer_side() -> None:
    values = drawn(Range(3.0, 4.0, 8.0, logarithmic=False), SHARES)
    assert (values > 4.0).mean() == pytest.approx(0.8, abs=1e-2)


def test_nine_in_ten_lie_within_a_range_drawn_as_wide_as_by_default() -> None:
    values = drawn(Range(2.0, 4.0, 6.0, logarithmic=False).widened(NINE_IN_TEN), SHARES)
    assert ((values >= 2.0) & (values <= 6.0)).mean() == pytest.approx(0.9, abs=5e-3)


def test_kin_err_together_as_much_as_is_said() -> None:
    where = Range(2.0, 4.0, 6.0, logarithmic=False)
    figures = [
        Judged("a", "a", "k", where),
        Judged("b", "b", "k", where),
        Judged("c", "c", "other", where),
    ]
    runs = run_keys(1, range(4000))
    table = np.corrcoef(shares(figures, runs, 0.5))
    assert table[0, 1] == pytest.approx(0.5, abs=0.05)
    assert abs(table[0, 2]) < 0.05
    assert abs(np.corrcoef(shares(figures, runs, 0.0))[0, 1]) < 0.05


def test_a_draw_hangs_on_seed_replicate_and_path_alone() -> None:
    where = Range(2.0, 4.0, 6.0, logarithmic=False)
    both = [Judged("a", "a", "k", where), Judged("b", "b", "k", where)]
    alone = shares(both[1:], run_keys(1, [5]), 0.5)[0]
    among = shares(both, run_keys(1, [3, 4, 5]), 0.5)[1, 2:]
    assert (alone == among).all()
    assert (alone != shares(both[1:], run_keys(2, [5]), 0.5)[0]).all()


def test_what_is_drawn_beyond_the_bound_of_a_field_is_moved_to_it() -> None:
    share = Range(0.7, 0.9, 1.0, logarithmic=False, floor=0.0, ceiling=1.0)
    values = drawn(share.widened(3.0), SHARES)
    assert values.max() == 1.0
    assert 0.05 < (values == 1.0).mean() < 0.2
