"""Files of observed months are read, or refused with every problem and its line."""

import math
from pathlib import Path

import pytest

from tradesim.errors import ObservedError
from tradesim.evidence.observed import kept_levels, published_series, read_observed

HEADING = "month,customs_group,destination,origin,quantity,unit,value_usd_m\n"
KEY = ("acids", "BBB", "AAA")


def read(path: Path, text: str) -> object:
    path.write_text(text, encoding="utf-8")
    return read_observed(path)


def refusal(path: Path, text: str) -> str:
    with pytest.raises(ObservedError) as caught:
        read(path, text)
    return str(caught.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "months.csv"


def test_a_month_that_was_not_published_is_left_empty(file: Path) -> None:
    file.write_text(HEADING + "2019-07,acids,BBB,AAA,80,t,\n", encoding="utf-8")
    series = read_observed(file)[KEY]
    assert series.unit == "t"
    assert series.values == {"quantity": {"2019-07": 80.0}, "value_usd_m": {}}


def test_no_change_is_the_mean_of_the_first_half_of_2019(file: Path) -> None:
    rows = [f"2019-0{month},acids,BBB,AAA,{month},t,1\n" for month in range(1, 8)]
    file.write_text(HEADING + "".join(rows), encoding="utf-8")
    assert read_observed(file)[KEY].unchanged("quantity", KEY) == 3.5


def test_without_those_months_the_level_is_the_one_the_evidence_keeps(file: Path) -> None:
    key = next(iter(kept_levels()))
    unit = kept_levels()[key].unit
    file.write_text(HEADING + f"2019-07,{','.join(key)},80,{unit},1\n", encoding="utf-8")
    series = read_observed(file)[key]
    assert series.unchanged("quantity", key) == kept_levels()[key].values["quantity"]["2019-01"]


def test_a_series_nobody_knows_has_no_such_level(file: Path) -> None:
    file.write_text(HEADING + "2019-07,acids,BBB,AAA,80,t,1\n", encoding="utf-8")
    assert math.isnan(read_observed(file)[KEY].unchanged("quantity", KEY))


def test_all_problems_of_a_file_are_told_at_once(file: Path) -> None:
    said = refusal(
        file,
        HEADING
        + "2019-13,acids,BBB,AAA,80,t,1\n"
        + "2019-07,acids,BBB,AAA,many,t,1\n"
        + "2019-08,acids,BBB,AAA,-1,t,1\n"
        + "2019-09,acids,BBB,AAA,1,litre,1\n"
        + "2019-09,acids,BBB,AAA,1,t\n"
        + "2019-09,,BBB,AAA,1,t,1\n",
    )
    for line, word in ((2, "2019-13"), (3, "many"), (4, "-1"), (5, "litre"), (6, "6 cells")):
        assert f"line {line}" in said
        assert word in said
    assert "line 7, customs_group: nothing is given." in said


def test_a_month_given_twice_is_refused(file: Path) -> None:
    row = "2019-07,acids,BBB,AAA,80,t,1\n"
    assert "stands there twice" in refusal(file, HEADING + row + row)


def test_a_missing_column_is_named_with_what_is_there(file: Path) -> None:
    said = refusal(file, HEADING.replace("origin", "country") + "2019-07,a,B,A,1,t,1\n")
    assert "line 1, origin: there is no such column" in said


@pytest.mark.parametrize(("text", "word"), [("", "empty"), (HEADING, "no months")])
def test_a_file_without_months_is_refused(file: Path, text: str, word: str) -> None:
    assert word in refusal(file, text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ObservedError, match="cannot be read"):
        read_observed(tmp_path / "nothing.csv")


def test_the_months_that_come_with_tradesim_have_a_level_to_compare_with() -> None:
    for key, series in published_series().items():
        for measure, months in series.values.items():
            if months:
                assert not math.isnan(series.unchanged(measure, key)), (key, measure)
