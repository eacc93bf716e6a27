"""Variants whose paths lead somewhere and whose values fit."""

import pytest

from tests.scenario.conftest import Report

PATH = "policies.acid curb.review_weeks: 26"
PLACE = "line 141, variants.slow_office.set.policies.acid curb."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            PATH,
            "policies.acid curb.reviews: 26",
            (
                f"{PLACE}reviews: 'reviews' is not a field of 'policies[0]'. "
                "Did you mean 'review_weeks'?"
            ),
        ),
        (
            PATH,
            "policies.acid curb.review_weeks: 90",
            f"{PLACE}review_weeks: 90 is more than 52. Weeks, not days: write 13 for 90 days.",
        ),
        (
            PATH,
            "policies.acid curb.effective: 2022-05-01",
            (
                f"{PLACE}effective: policies[0].lifted: 2021-03-01 is before 'effective' "
                "(2022-05-01)."
                "\n  2022-05-01 is after the scenario's end (2021-12-26). End it later, or drop it."
                "\n  policies[0].first_decision: 2019-09-01 is before 'effective' (2022-05-01)."
                "\n  policies[0].amendments[0].effective: 2020-01-06 is before the control's "
                "'effective' (2022-05-01)."
            ),
        ),
    ],
)
def test_a_variant_that_cannot_be_made(report: Report, old: str, new: str, message: str) -> None:
    assert report((old, new)) == [message]
