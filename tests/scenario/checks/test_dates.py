"""Dates in order and within the horizon; terms that can hold."""

import pytest

from tests.scenario.conftest import Report


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "announced: 2019-07-01",
            "announced: 2019-07-11",
            "line 89, policies[0].effective: 2019-07-04 is before 'announced' (2019-07-11).",
        ),
        (
            "promulgated: 2019-08-07",
            "promulgated: 2019-09-07",
            "line 104, policies[1].effective: 2019-08-28 is before 'promulgated' (2019-09-07).",
        ),
        (
            "restored: 2021-06-01",
            "restored: 2019-06-01",
            "line 105, policies[1].restored: 2019-06-01 is before 'effective' (2019-08-28).",
        ),
        (
            "    end: 2020-12-28",
            "    end: 2020-01-28",
            "line 131, shocks[0].end: 2020-01-28 is before 'start' (2020-03-02).",
        ),
        (
            "announced: 2019-07-01",
            "announced: 2018-07-01",
            (
                "line 88, policies[0].announced: 2018-07-01 is before the scenario's start "
                "(2019-01-07). Start it earlier, or drop it."
            ),
        ),
        (
            "start: 2020-03-02\n    end: 2020-12-28",
            "start: 2022-03-02",
            (
                "line 130, shocks[0].start: 2022-03-02 is after the scenario's end (2021-12-26). "
                "End it later, or drop it."
            ),
        ),
        (
            "end: 2021-12-26",
            "end: 2018-12-26",
            "line 7, end: 2018-12-26 is before 'start' (2019-01-07).",
        ),
        (
            "end: 2021-12-26",
            "end: 2121-12-26",
            "line 7, end: 102 years from 'start' is more than 60.",
        ),
        (
            "- effective: 2020-01-06",
            "- effective: 2019-06-06",
            (
                "line 94, policies[0].amendments[0].effective: 2019-06-06 is before the control's "
                "'effective' (2019-07-04)."
            ),
        ),
        (
            "- effective: 2020-01-06",
            "- effective: 2021-10-06",
            (
                "line 94, policies[0].amendments[0].effective: 2021-10-06 is after the "
                "control's end "
                "(2021-03-01)."
            ),
        ),
        (
            "        review_weeks: 6\n",
            "        review_weeks: 6\n        items: [film]\n",
            "line 96, policies[0].amendments[0].items[0]: 'film' is not under this control (acid).",
        ),
        (
            "first_decision: {value: 2019-09-01",
            "first_decision: {value: 2019-07-01",
            "line 92, policies[0].first_decision: 2019-07-01 is before 'effective' (2019-07-04).",
        ),
        (
            "review_weeks: 13\n",
            "review_weeks: 40\n      statutory_maximum_weeks: 30\n",
            (
                "line 91, policies[0].terms.review_weeks: 40 is more than "
                "'statutory_maximum_weeks' "
                "(30)."
            ),
        ),
        (
            "partner: BBB",
            "partner: AAA",
            (
                "line 86, policies[0].partner: 'AAA' is the imposer itself; a control is "
                "on exports "
                "to another."
            ),
        ),
        (
            "response_to: acid curb",
            "response_to: quick permits",
            (
                "line 108, policies[2].response_to: it answers 'quick permits', which answers "
                "'film plant' itself: a circle."
            ),
        ),
    ],
)
def test_dates_and_terms_that_contradict(report: Report, old: str, new: str, message: str) -> None:
    assert report((old, new)) == [message]
