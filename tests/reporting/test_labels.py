"""Labels at the ends of lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesim.reporting.labels import spread, text_width
from tradesim.wording.shortening import shortened

PLACES = st.lists(st.floats(0.0, 100.0), min_size=1, max_size=12).map(sorted)


@given(PLACES)
def test_labels_keep_their_distance_and_order(wanted: list[float]) -> None:
    places = spread(wanted, 5.0, 0.0, 100.0)
    steps = [after - before for before, after in pairwise(places)]
    assert all(step >= 5.0 - 1e-9 for step in steps)
    assert min(places) >= -1e-9
    assert max(places) <= 100.0 + 1e-9


def test_labels_with_room_stay_where_their_lines_end() -> None:
    assert spread([10.0, 40.0, 80.0], 5.0, 0.0, 100.0) == [10.0, 40.0, 80.0]


def test_labels_that_collide_are_moved_apart_evenly() -> None:
    assert spread([50.0, 50.0], 6.0, 0.0, 100.0) == [47.0, 53.0]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("cut between words", 12, "cut between…"),
        ("a list, cut", 8, "a list…"),
        ("unbreakable", 6, "unbre…"),
    ],
)
def test_text_is_cut_between_words(text: str, limit: int, expected: str) -> None:
    assert shortened(text, limit) == expected


def test_width_is_that_of_the_longest_line() -> None:
    assert text_width("a\nlonger", 10.0) == text_width("longer", 10.0) > 0.0
