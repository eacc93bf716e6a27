"""Arrow arrays and CSV files made without pandas are those that it would make."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tradesim.records.bands import VALUES, Bands
from tradesim.records.csv_file import write_columns
from tradesim.records.events import Event
from tradesim.records.events_file import read_events, write_events
from tradesim.records.plain_arrow import coded, days, lists, numbers, texts

WORDS = ("acid", "", "반도체", "acid", "=a,b")


def test_arrays_are_those_of_pyarrow() -> None:
    values = np.array([[1.5, np.nan], [-0.0, 3e300]])
    assert numbers(values.T).to_pylist() == [1.5, -0.0, None, 3e300]
    assert numbers(values).type == pa.float64()
    assert numbers(np.arange(9)).equals(pa.array(np.arange(9)))
    assert texts(WORDS).equals(pa.array(WORDS, pa.string()))
    assert texts([]).equals(pa.array([], pa.string()))
    dates = np.array(["2019-07-01", "1969-12-31"], dtype="datetime64[s]")
    assert days(dates).equals(pa.array(dates.astype("datetime64[D]")))
    rows = [np.arange(3.0), np.zeros(0), np.ones(1)]
    assert lists(rows).equals(pa.array(rows, pa.list_(pa.float64())))
    for array in (numbers(values), texts(WORDS), coded(WORDS, 2), lists(rows)):
        array.validate(full=True)


def test_words_are_coded_in_the_order_in_which_they_come() -> None:
    found = coded(WORDS, 2)
    assert found.to_pylist() == [word for word in WORDS for _ in range(2)]
    assert found.dictionary.to_pylist() == ["acid", "", "반도체", "=a,b"]


def test_a_csv_file_is_that_of_pandas(tmp_path: Path) -> None:
    columns: dict[str, Any] = {
        "name": ["plain", "a, b", 'say "so"', "two\nlines"],
        "value": np.array([1.0, np.nan, 1.23456789123, -2e-12]),
        "count": [1, 2, 3, 4],
    }
    write_columns(columns, tmp_path / "ours.csv")
    pd.DataFrame(columns).to_csv(
        tmp_path / "theirs.csv", index=False, float_format="%.9g", lineterminator="\n"
    )
    assert (tmp_path / "ours.csv").read_bytes() == (tmp_path / "theirs.csv").read_bytes()


def test_texts_are_written_by_codes_and_numbers_as_they_are(tmp_path: Path) -> None:
    values = np.tile(np.arange(3.0), 10)
    bands = Bands(days_of(6), (("stock", "acid", "", "", "A", "t"),), values.reshape(5, 1, 6))
    bands.write(tmp_path / "weekly.parquet")
    group = pq.ParquetFile(tmp_path / "weekly.parquet").metadata.row_group(0)
    written = {
        group.column(place).path_in_schema: "RLE_DICTIONARY" in group.column(place).encodings
        for place in range(group.num_columns)
    }
    assert {name for name, by_code in written.items() if not by_code} == set(VALUES)
    again = Bands.read(tmp_path / "weekly.parquet")
    assert again.keys == bands.keys
    assert again.values.tobytes() == bands.values.tobytes()


def test_what_has_no_number_is_missing_to_whoever_reads_it_and_comes_back(tmp_path: Path) -> None:
    values = np.arange(30.0).reshape(5, 1, 6)
    values[:, 0, :2] = np.nan
    bands = Bands(days_of(6), (("delivered_index", "acid", "", "", "A", "index"),), values)
    bands.write(tmp_path / "monthly.parquet")
    for name in VALUES:
        column = pq.read_table(tmp_path / "monthly.parquet")[name]
        assert column.null_count == 2
        assert not np.isnan(column.drop_null().to_numpy()).any()
    assert np.array_equal(Bands.read(tmp_path / "monthly.parquet").values, values, equal_nan=True)


def days_of(weeks: int) -> np.ndarray:
    return np.datetime64("2019-07-01") + np.arange(weeks)


def test_events_come_back_as_they_were(tmp_path: Path) -> None:
    day = dt.date(2019, 7, 1)
    happened = (
        Event(day, "AAA", "policy announced", "BBB", "acid; film", "=1+1", None),
        Event(day, "AAA", "licence granted", "Beta, Inc.", "", 'after "30" days', 7),
    )
    write_events(happened, tmp_path / "events.csv")
    assert read_events(tmp_path / "events.csv") == happened
    assert "'=1+1" in (tmp_path / "events.csv").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "date,actor\n2019-07-01,AAA\n",
        "date,actor,kind,target,item,detail,replicate\nnever,,,,,,\n",
        "date,actor,kind,target,item,detail,replicate\n2019-07-01,,,,,,many\n",
        'date,actor,kind,target,item,detail,replicate\n2019-07-01,"no end,,,,,\n',
    ],
)
def test_what_is_no_file_of_events_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_events(tmp_path / "events.csv")


def test_runs_are_written_without_what_only_tables_that_are_changed_need(tmp_path: Path) -> None:
    scenario = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"
    program = (
        "import sys; from tradesim.results.running import run;"
        f"run({str(scenario)!r}, replicates=2).write({str(tmp_path / 'run')!r}, figures=False);"
        "print(sorted({'mesa', 'matplotlib', 'pandas', 'pyarrow.compute'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
