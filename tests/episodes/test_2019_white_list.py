"""The white lists: whom the removal meets, and how much a review of 90 days would have cost."""

import pytest

from tests.episodes.runs import arrivals, in_most, recording
from tradesim.docking import dock
from tradesim.measures.recording import Recording
from tradesim.scenario import load

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

NAME = "2019_white_list"
BEFORE, FIRST_YEAR, LATER = (
    ("2019-01-07", "2019-06-24"),
    ("2019-10-07", "2020-09-28"),
    ("2022-01-03", "2022-12-26"),
)
LARGE, SMALL = "Large Japanese firms", "Small Japanese firms"


def kept(run: Recording, firms: str, span: tuple[str, str]) -> object:
    return arrivals(run, firms, "KOR", *span) / arrivals(run, firms, "KOR", *BEFORE)


@pytest.fixture(scope="module")
def removal() -> Recording:
    return recording(NAME, runs=5)


def test_reviews_of_two_weeks_wear_away_a_third_of_small_firms_sales_and_little_of_large_ones(
    removal: Recording,
) -> None:
    assert in_most(abs(kept(removal, SMALL, FIRST_YEAR) - 0.78) < 0.05)
    assert in_most(abs(kept(removal, SMALL, LATER) - 0.69) < 0.05)
    assert in_most(kept(removal, LARGE, FIRST_YEAR) > kept(removal, SMALL, FIRST_YEAR) + 0.05)
    assert in_most(kept(removal, LARGE, LATER) > 0.9)


def test_a_review_of_90_days_a_lot_would_have_cost_most_of_it() -> None:
    slow = recording(NAME, "standard_review", runs=5)
    assert in_most(kept(slow, SMALL, FIRST_YEAR) < 0.4)
    assert in_most(kept(slow, LARGE, FIRST_YEAR) > 0.8)


def test_without_the_removal_small_and_large_fare_alike() -> None:
    none = recording(NAME, "no_removal", runs=5)
    assert in_most(abs(kept(none, SMALL, LATER) / kept(none, LARGE, LATER) - 1) < 0.02)


def test_without_programmes_large_firms_lose_as_small_ones(removal: Recording) -> None:
    bare = recording(NAME, "no_programmes", runs=5)
    assert in_most(kept(bare, LARGE, FIRST_YEAR) < kept(removal, LARGE, FIRST_YEAR) - 0.04)


def test_it_docks() -> None:
    assert dock(load(NAME), [0]).bit_equal
