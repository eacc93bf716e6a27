"""The project's own tidy form, as CSV and as Parquet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.customs.conftest import FIGURES, SALT, Reader, rows
from tradesim.customs import COLUMNS, read
from tradesim.errors import OutputError

HEADING = "month,customs_group,destination,origin,quantity,unit,value_usd_m\n"
ROW = "2019-07,salt,KOR,JPN,5,t,1\n"


def test_a_tidy_table_needs_no_items(trade: Reader) -> None:
    found = trade(HEADING + ROW + "2019-08,pepper,KOR,WLD,,kg,2\n", items=None)
    assert found.files[0].layout == "tidy"
    assert rows(found, "item", *FIGURES) == [
        ("pepper", "2019-08", "KOR", "WLD", None, 2.0),
        ("salt", "2019-07", "KOR", "JPN", 5.0, 1.0),
    ]


def test_of_a_tidy_table_only_the_items_are_taken(trade: Reader) -> None:
    assert rows(trade(HEADING + ROW + "2019-08,pepper,KOR,JPN,1,kg,2\n"), "item") == [("salt",)]


def test_other_units_are_brought_to_the_item(trade: Reader) -> None:
    found = trade(HEADING + "2019-07,salt,KOR,JPN,5000,kg,1\n")
    assert rows(found, "quantity", "unit") == [(5.0, "t")]


def test_a_value_without_a_quantity_needs_no_unit(trade: Reader) -> None:
    assert rows(trade(HEADING + "2019-07,salt,KOR,JPN,,,1\n"), "value_usd_m") == [(1.0,)]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_what_is_written_is_read_again(trade: Reader, tmp_path: Path, ending: str) -> None:
    heading = HEADING.strip() + ",flow,basis,flag,value_m,currency\n"
    text = (
        "2019-07,salt,KOR,JPN,5,t,1,imports,cif,,1,USD\n"
        "2019-07,salt,TWN,JPN,3,t,,exports,fob,estimated weight,200,JPY\n"
        "2019,salt,KOR,JPN,60,t,12,imports,cif,,12,USD\n"
    )
    found = trade(heading + text)
    path = tmp_path / f"trade.{ending}"
    found.write(path)
    again = read(path, [SALT])
    same = [name for name in COLUMNS if name not in {"layout", "file"}]
    assert rows(again, *same) == rows(found, *same)


def test_parquet_names_the_layouts_it_was_made_from(trade: Reader, tmp_path: Path) -> None:
    trade(HEADING + ROW).write(tmp_path / "trade.parquet")
    metadata = pq.read_schema(tmp_path / "trade.parquet").metadata
    assert metadata[b"tradesim.layouts"] == b'["tidy"]'


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2019-13,salt,KOR,JPN,1,t,1", "line 2, month: '2019-13' is not a month"),
        ("201907,salt,KOR,JPN,1,t,1", "line 2, month: '201907' is not a month"),
        ("2019-07,salt,KOR,JAP,1,t,1", "'JAP' is no country of ISO 3166 (alpha-3). Is it JPN"),
        ("2019-07,salt,KRO,JPN,1,t,1", "line 2, destination: 'KRO'"),
        ("2019-07,salt,KOR,JPN,many,t,1", "line 2, quantity: 'many' is not a number from 0 up"),
        ("2019-07,salt,KOR,JPN,-1,t,1", "line 2, quantity: '-1' is not a number from 0 up"),
        ('2019-07,salt,KOR,JPN,"0,500",t,1', "line 2, quantity: '0,500' is not a number"),
        ("2019-07,salt,KOR,JPN,1_530,t,1", "line 2, quantity: '1_530' is not a number"),
        (
            "2019-07,salt,KOR,JPN,\u0661\u0665,t,1",
            "line 2, quantity: '\u0661\u0665' is not a number",
        ),
        ("2019-07,salt,KOR,JPN,inf,t,1", "line 2, quantity: 'inf' is not a number"),
        ("2019-07,salt,KOR,JPN,1,,1", "line 2, unit: nothing is given"),
        ("2019-07,salt,,JPN,1,t,1", "line 2, destination: nothing is given"),
    ],
)
def test_cells_that_cannot_be_used_are_refused_with_their_line(
    refusal: Callable[..., str], row: str, said: str
) -> None:
    assert said in refusal(HEADING + row + "\n")


def test_a_month_given_twice_is_refused(refusal: Callable[..., str]) -> None:
    said = refusal(HEADING + ROW + ROW.replace(",5,", ",6,"))
    assert "2019-07, salt of KOR with JPN, stands there twice" in said


def test_a_heading_given_twice_is_refused(refusal: Callable[..., str]) -> None:
    said = refusal(HEADING.strip() + ",quantity\n" + ROW.strip() + ",7\n")
    assert "line 1, quantity: this heading stands there twice" in said


def test_regions_of_ones_own_may_trade(trade: Reader) -> None:
    found = trade(HEADING + "2019-07,salt,EUU,XAA,5,t,1\n")
    assert rows(found, "destination", "origin") == [("EUU", "XAA")]


@pytest.mark.parametrize("name", ["trade.txt", "a file/trade.csv"])
def test_a_table_that_cannot_be_written_is_refused(
    trade: Reader, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(OutputError):
        trade(HEADING + ROW).write(tmp_path / name)
    assert not list(tmp_path.glob("**/*trade*"))


def test_a_table_that_fails_half_way_leaves_what_was_there(
    trade: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "trade.parquet"
    path.write_text("mine", encoding="utf-8")

    def fail(*_: Any, **__: Any) -> None:
        message = "disk full"
        raise OSError(message)

    monkeypatch.setattr(pq, "write_table", fail)
    with pytest.raises(OutputError, match="disk full"):
        trade(HEADING + ROW).write(path)
    assert path.read_text(encoding="utf-8") == "mine"
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".parquet"] == [path.name]


def test_a_table_that_does_not_say_its_flow_holds_the_one_that_is_asked_for(trade: Reader) -> None:
    """Exports by hand were taken as imports, and all were left out where exports were asked for."""
    found = trade(HEADING + ROW, flow="exports")
    assert rows(found, "flow", "destination", "origin") == [("exports", "KOR", "JPN")]
    assert not found.files[0].notes


def test_imports_are_said_to_be_taken_where_no_flow_is_told(trade: Reader) -> None:
    found = trade(HEADING + ROW)
    assert rows(found, "flow") == [("imports",)]
    assert "--flow exports" in found.files[0].notes[0]
