"""What values a measure can take."""

import numpy as np

from tradesim.measures.domain import ANY, NOT_NEGATIVE, SHARE, Domain


def test_two_values_differ_by_the_width_of_their_domain_at_most() -> None:
    assert SHARE.of_differences == Domain(-1.0, 1.0)
    assert Domain(2.0, 5.0).of_differences == Domain(-3.0, 3.0)
    assert NOT_NEGATIVE.of_differences == ANY


def test_what_misses_it_by_rounding_lies_in_it() -> None:
    assert SHARE.outside(np.array([-1e-12, 1.0 + 1e-12, np.nan])) == []
    assert SHARE.outside(np.array([-1e-6, 0.5, 1.001])) == [-1e-6, 1.001]
