"""Numbers in words: one way in terminal, report, explanation and page."""

import datetime as dt
import math

import pytest

from tradesim.explanations.explanation import Cause, Explanation
from tradesim.wording.dates import day, month, span
from tradesim.wording.lists import joined, some
from tradesim.wording.numbers import amount, counted, fixed, percent, signed


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (3.0, "3"),
        (63.04, "63"),
        (0.07126, "0.0713"),
        (2.994, "2.99"),
        (-4.5, "−4.5"),
        (59.76, "59.8"),
        (1599.4, "1,599"),
        (0.00007, "0.0001"),
        (0.000012, "0.0000"),
        (-0.000012, "0.0000"),
        (math.nan, "–"),
    ],
)
def test_an_amount_has_about_three_digits(value: float, said: str) -> None:
    assert amount(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0 %"),
        (0.0962, "9.6 %"),
        (0.0994, "9.9 %"),
        (0.0996, "10 %"),
        (0.4321, "43 %"),
        (1.62, "162 %"),
        (0.0004, "0.040 %"),
        (-0.077, "−7.7 %"),
        (0.000001, "under 0.001 %"),
        (math.nan, "–"),
    ],
)
def test_a_share_is_said_as_per_cent(value: float, said: str) -> None:
    assert percent(value) == said


def test_an_explanation_says_a_share_as_a_report_does() -> None:
    cause = Cause("ban", "A ban was in force.", share=0.0962)
    found = Explanation("Maker", "acid", dt.date(2019, 7, 1), 0, True, "Short.", causes=(cause,))
    assert found.sentences()[1] == "9.6 %: A ban was in force."


def test_a_number_that_does_not_exist_is_a_dash() -> None:
    assert fixed(math.nan, 1) == "–"
    assert fixed(1234.56, 1) == "1,234.6"


def test_signs_nouns_lists_and_dates() -> None:
    assert (signed(2.0), signed(-2.0), signed(0.1, percent)) == ("+2", "−2", "+10 %")
    assert (counted(1, "week"), counted(2000, "week")) == ("1 week", "2,000 weeks")
    assert counted(8, "series") == "8 series"
    assert joined(["a", "b, c", "d"]) == "a; b, c; and d"
    assert some(["a", "b", "a", "c"], 2) == "a, b and c"
    assert some(["a", "b", "c", "d"], 2) == "a, b and 2 more"
    first, last = dt.date(2019, 7, 1), dt.date(2019, 12, 30)
    assert (day(first), month(last)) == ("1 Jul 2019", "Dec 2019")
    assert (span(first, last), span(first, first)) == ("1 Jul 2019 to 30 Dec 2019", "1 Jul 2019")
