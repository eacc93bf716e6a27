"""Files of observed months are read, or refused with every problem and its line."""

from pathlib import Path

import pandas as pd
import pytest

from tradesim.errors import ObservedError
from tradesim.evidence.observed import Key, ObservedSeries, with_groups
from tradesim.evidence.observed_file import read_observed
from tradesim.evidence.shipped import kept_levels, published_series
from tradesim.scenario import load

HEADING = "month,customs_group,destination,origin,quantity,unit,value_usd_m\n"
KEY = Key("acids", "BBB", "AAA")


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
    assert series.values == {"quantity": {"2019-07": 80.0}, "value_usd_m": {}, "unit_value_usd": {}}


def test_a_row_may_say_flow_item_and_how_often(file: Path) -> None:
    heading = HEADING.strip() + ",item,flow,basis,frequency,flag,unit_value_usd\n"
    rows = (
        "2019,acids,WLD,AAA,80,t,,,export,FOB,year,,\n"
        "2019-01,acids,WLD,BBB,80,t,,,Exports,FOB,year,,\n"
        "2019-Q3,acids,BBB,AAA,20,t,,gas,,CIF,quarter,E,\n"
        "2019-07..2019-09,acids,BBB,AAA,20,t,,,import,,,,\n"
        "2019-07,acids,BBB,AAA,,t,,,,,,,1500\n"
    )
    file.write_text(heading + rows, encoding="utf-8")
    found = {key: series.values for key, series in read_observed(file).items()}
    assert list(found) == [
        Key("acids", "WLD", "AAA", "export", "", "year"),
        Key("acids", "WLD", "BBB", "export", "", "year"),
        Key("acids", "BBB", "AAA", "import", "gas", "quarter"),
        Key("acids", "BBB", "AAA", "import", "", "span"),
        Key("acids", "BBB", "AAA"),
    ]
    assert found[Key("acids", "WLD", "BBB", "export", "", "year")]["quantity"] == {"2019": 80.0}
    assert found[KEY]["unit_value_usd"] == {"2019-07": 1500.0}


def test_where_quantity_and_value_are_known_so_is_the_unit_value(file: Path) -> None:
    file.write_text(
        HEADING + "2019-07,acids,BBB,AAA,80,t,0.4\n2019-08,acids,BBB,AAA,0,t,0\n",
        encoding="utf-8",
    )
    assert read_observed(file)[KEY].complete().values["unit_value_usd"] == {"2019-07": 5000.0}


def test_parquet_reads_like_csv(file: Path, tmp_path: Path) -> None:
    file.write_text(
        HEADING + "2019-07,acids,BBB,AAA,80,t,\n2019-08,acids,BBB,AAA,90.5,t,1\n", encoding="utf-8"
    )
    columnar = tmp_path / "months.parquet"
    pd.read_csv(file).to_parquet(columnar)
    assert read_observed(columnar) == read_observed(file)


def test_a_folder_is_read_whole_and_the_first_file_has_the_word(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADING + "2019-07,acids,BBB,AAA,80,t,\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        HEADING + "2019-07,acids,BBB,AAA,70,t,\n2019-08,acids,BBB,AAA,60,t,\n", encoding="utf-8"
    )
    (tmp_path / "notes.txt").write_text("of no interest", encoding="utf-8")
    assert read_observed(tmp_path)[KEY].values["quantity"] == {"2019-07": 80.0, "2019-08": 60.0}


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ObservedError, match="holds no table"):
        read_observed(tmp_path)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("2019-07,year,import", "line 2, month: '2019-07' is a month, not a year."),
        ("2019-07,yearly,import", "'yearly' is none of month, quarter, year, span."),
        ("2019-07,,transit", "line 2, flow: 'transit' is neither import nor export."),
        ("2019-09..2019-07,,", "is not a month. Write a month 2019-07, a quarter 2019-Q3"),
    ],
)
def test_what_contradicts_itself_is_refused(file: Path, cells: str, said: str) -> None:
    month, frequency, flow = cells.split(",")
    heading = HEADING.strip() + ",frequency,flow\n"
    assert said in refusal(file, heading + f"{month},acids,BBB,AAA,80,t,1,{frequency},{flow}\n")


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "months.parquet"
    broken.write_text("month", encoding="utf-8")
    with pytest.raises(ObservedError, match="it is not Parquet"):
        read_observed(broken)
    coded = tmp_path / "months.csv"
    coded.write_bytes(HEADING.encode() + "2019-07,s\xe4ure,BBB,AAA,1,t,1\n".encode("latin-1"))
    with pytest.raises(ObservedError, match="it is not CSV in UTF-8"):
        read_observed(coded)


def test_all_problems_of_a_file_are_told_at_once(file: Path) -> None:
    said = refusal(
        file,
        HEADING
        + "2019-13,acids,BBB,AAA,80,t,1\n"
        + "2019-07,acids,BBB,AAA,many,t,1\n"
        + "2019-08,acids,BBB,AAA,-1,t,1\n"
        + "2019-08,acids,BBB,AAA,1,t,1\n"
        + "2019-09,acids,BBB,AAA,1,litre,1\n"
        + "2019-09,acids,BBB,AAA,1,t\n"
        + "2019-09,,BBB,AAA,1,t,1\n",
    )
    for line, word in ((2, "2019-13"), (3, "many"), (4, "-1"), (6, "litre"), (7, "6 cells")):
        assert f"line {line}" in said
        assert word in said
    assert "line 8, customs_group: nothing is given." in said


def test_a_month_given_twice_is_refused(file: Path) -> None:
    row = "2019-07,acids,BBB,AAA,80,t,1\n"
    assert "stands there twice" in refusal(file, HEADING + row + row)


def test_a_missing_column_is_named_with_what_is_there(file: Path) -> None:
    said = refusal(file, HEADING.replace("origin", "country") + "2019-07,a,B,A,1,t,1\n")
    assert "line 1, origin: there is no such column" in said


def test_a_column_that_stands_for_itself_is_no_slip_for_a_missing_one(file: Path) -> None:
    said = refusal(file, HEADING.replace(",unit", "") + "2019-07,a,B,A,1,1\n")
    assert "line 1, unit: there is no such column" in said
    assert "Is it" not in said
    assert "Is it 'orign'?" in refusal(file, HEADING.replace("origin", "orign"))


@pytest.mark.parametrize(("text", "word"), [("", "empty"), (HEADING, "no months")])
def test_a_file_without_months_is_refused(file: Path, text: str, word: str) -> None:
    assert word in refusal(file, text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ObservedError, match="there is no such file"):
        read_observed(tmp_path / "nothing.csv")


def test_the_months_that_come_with_tradesim_have_a_level_to_compare_with() -> None:
    kept = kept_levels()
    for key, series in published_series(load("2019_curbs")).items():
        level = kept[key._replace(frequency="span")]
        for measure, months in series.values.items():
            if months and measure != "unit_value_usd":
                assert level.values[measure], (key, measure)


def test_what_comes_with_tradesim_is_for_scenarios_that_have_its_goods() -> None:
    assert published_series(load("carbon_fibre")) == {}
    assert published_series(load("2019_curbs"))


def test_a_value_without_a_quantity_needs_no_unit(file: Path) -> None:
    file.write_text(
        HEADING + "2019-07,acids,BBB,AAA,,,1\n2019-08,acids,BBB,AAA,80,t,1\n", encoding="utf-8"
    )
    series = read_observed(file)[KEY]
    assert series.unit == "t"
    assert series.values["value_usd_m"] == {"2019-07": 1.0, "2019-08": 1.0}


def test_nothing_beside_a_value_is_unknown(file: Path) -> None:
    file.write_text(HEADING + "2019-07,acids,BBB,AAA,0,t,1\n", encoding="utf-8")
    assert read_observed(file)[KEY].values["quantity"] == {}


@pytest.mark.parametrize("number", ["1_530", "\u0661\u0665", "inf"])
def test_only_ascii_digits_are_numbers(file: Path, number: str) -> None:
    assert "is not a number from 0 up" in refusal(
        file, HEADING + f"2019-07,acids,BBB,AAA,{number},t,1\n"
    )


def test_thousands_of_bad_months_print_a_hundred_and_a_count(file: Path) -> None:
    said = refusal(file, HEADING + "2019-99,acids,BBB,AAA,1,t,1\n" * 5_000)
    assert "5,000 problems" in said
    assert len(said.splitlines()) < 110


def test_an_item_called_as_its_group_is_the_group(file: Path) -> None:
    heading = HEADING.strip() + ",item\n"
    file.write_text(heading + "2019-07,acids,BBB,AAA,80,t,1,acids\n", encoding="utf-8")
    assert list(read_observed(file)) == [KEY]


def test_a_table_written_by_hand_needs_no_more_than_item_places_quantity_and_unit(
    file: Path,
) -> None:
    file.write_text(
        "year,item,origin,destination,quantity,unit,flow\n2025,acid,AAA,WLD,12,t,exports\n",
        encoding="utf-8",
    )
    observed = read_observed(file)
    assert list(observed) == [Key("", "WLD", "AAA", "export", "acid", "year")]
    assert list(with_groups(observed, {"acid": "acids"})) == [
        Key("acids", "WLD", "AAA", "export", "acid", "year")
    ]
    assert list(with_groups(observed, {"acid": "acid"})) == [
        Key("acid", "WLD", "AAA", "export", "", "year")
    ]


def test_a_good_of_no_scenario_is_a_group_of_its_own_that_a_note_can_name() -> None:
    foreign = {Key("", "BBB", "AAA", "import", "tea"): ObservedSeries("t")}
    assert list(with_groups(foreign, {"acid": "acids"})) == [Key("tea", "BBB", "AAA")]


def test_a_table_without_goods_or_amounts_is_told_what_to_add(file: Path) -> None:
    said = refusal(file, "month,origin,destination\n2019-07,AAA,BBB\n")
    assert "no column says the goods (month, origin, destination). Add one of customs_group" in said
    assert "no column says how much it was" in said
    assert "a heading that suffices is month,item,destination,origin,flow,quantity,unit" in said


def test_tables_in_several_units_are_one_series(tmp_path: Path) -> None:
    """Months in kilotonnes beside a table in tonnes were left out, and nothing said so."""
    news, before, pieces = (tmp_path / f"{n}.csv" for n in range(3))
    news.write_text(HEADING + "2019-08,acids,BBB,AAA,2,kt,\n", encoding="utf-8")
    before.write_text(HEADING + "2019-07,acids,BBB,AAA,80,t,4\n", encoding="utf-8")
    pieces.write_text(HEADING + "2019-06,acids,BBB,AAA,7,piece,3\n", encoding="utf-8")
    series = read_observed([news, before, pieces])[KEY]
    assert series.unit == "kt"
    assert series.values["quantity"] == {"2019-08": 2.0, "2019-07": pytest.approx(0.08)}
    assert series.values["value_usd_m"] == {"2019-07": 4.0, "2019-06": 3.0}
