"""What a message says to write is taken as it stands."""

import re
from pathlib import Path

import pytest

from tests.scenario.conftest import Report
from tradesim.scenario import load

CAPACITY, COVER, REVIEW = "capacity: 1000", "base_cover_weeks: 4", "review_weeks: 13"

HINT = re.compile(r"[Ww]rite (\{.*\}|\S+?)(?:\.| for .*)$")


@pytest.mark.parametrize(
    ("place", "written", "hint"),
    [
        (CAPACITY, "4.6 thousand m2/month", "Write {value: 1058, unit: m2/week}."),
        (CAPACITY, "{value: 500, unit: ha/week}", "Write {value: 5000000, unit: m2/week}."),
        (CAPACITY, "1000 m2/week", "Write {value: 1000, unit: m2/week}."),
        (CAPACITY, "1,530", "Write 1530."),
        (REVIEW, "90", "Weeks, not days: write 13 for 90 days."),
        (REVIEW, "5 %", "Write 0.05."),
        ("baseline_use: {value: 100, unit: t/week}", "{value: 400000, unit: kg/month}",
         "Write {value: 91.99, unit: t/week}."),
    ],
)  # fmt: skip
def test_a_hint_is_itself_taken(
    report: Report, world_text: str, tmp_path: Path, place: str, written: str, hint: str
) -> None:
    field = place.partition(":")[0]
    (said,) = report((place, f"{field}: {written}"))
    assert said.endswith(hint)
    proposed = HINT.search(said)
    assert proposed
    given = proposed.group(1)
    file = tmp_path / "as_proposed.yaml"
    file.write_text(world_text.replace(place, f"{field}: {given}", 1), encoding="utf-8")
    load(file)


@pytest.mark.parametrize(
    ("place", "written", "said"),
    [
        (CAPACITY, "4.6 t/month", "'4.6 t/month' is not a number. It is meant in m2/week."),
        (COVER, "5 parsec", "'5 parsec' is not a number. It is meant in week."),
        (REVIEW, "4000", "4000 is more than 52. It is meant in week."),
        (REVIEW, "6,000", "'6,000' is not a number."),
        (CAPACITY, "0,500", "'0,500' is not a number."),
        (REVIEW, "5 years", "260.893 is more than 52. It is meant in week."),
    ],
)
def test_what_would_be_refused_is_not_proposed(
    report: Report, place: str, written: str, said: str
) -> None:
    field = place.partition(":")[0]
    (found,) = report((place, f"{field}: {written}"))
    assert found.endswith(said)
