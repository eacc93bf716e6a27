"""Where a judgement may lie: what it states, or the rule for its kind."""

import pytest

from tradesim.doubt.ranges import by_rule, range_of
from tradesim.fields import Figure

WEEKS = {"unit": "week", "low": 0.1, "high": 104}


def test_a_stated_range_goes_before_the_rule() -> None:
    found = range_of(
        "base_cover_weeks", Figure(value=8, judgement="as users", range=(4, 16)), WEEKS
    )
    assert found is not None
    assert (found.low, found.value, found.high, found.logarithmic) == (4, 8, 16, True)


def test_a_judgement_without_a_range_gets_that_of_its_unit() -> None:
    found = range_of("base_cover_weeks", Figure(value=8, judgement="as users"), WEEKS)
    assert found is not None
    assert (found.low, found.high) == (4, 16)


def test_a_share_stays_a_share_by_the_rule() -> None:
    ends = by_rule("approval_odds", 0.9, "share")
    assert ends is not None
    assert 0.5 < ends[0] < 0.9 < ends[1] < 1.0


@pytest.mark.parametrize(("value", "unit"), [(0.0, "week"), (1.0, "share"), (5.0, "nines")])
def test_what_the_rule_has_no_word_for_is_not_in_doubt(value: float, unit: str) -> None:
    assert by_rule("anything", value, unit) is None


def test_a_wider_range_may_end_beyond_what_the_field_allows() -> None:
    found = range_of("base_cover_weeks", Figure(value=8, range=(1, 100)), WEEKS)
    assert found is not None
    assert found.widened(2.0).low == pytest.approx(0.125)
    assert found.widened(2.0).high > 104
    assert found.widened(1.0).high == pytest.approx(100)
