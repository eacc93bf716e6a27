"""Files are recognised by their columns, or refused with what is wrong and where."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.customs.conftest import SALT, Reader, left_out, rows
from tradesim.customs import layout_names, read
from tradesim.customs.batch import Reading
from tradesim.customs.layouts import LAYOUTS
from tradesim.customs.source import open_source
from tradesim.customs.tally import TradeTally
from tradesim.errors import CustomsError

Refusal = Callable[..., str]

API = "year,statCd,hsCd,expDlr,expWgt,impDlr,impWgt\n"


def test_layouts_have_names_of_their_own() -> None:
    assert len(set(layout_names())) == len(LAYOUTS)


def test_another_separator_is_no_hindrance(trade: Reader) -> None:
    text = API + "2019.07,JP,2501001000,0,0,1000,500\n"
    assert rows(trade(text.replace(",", ";")), "quantity") == [(0.5,)]


def test_headings_go_by_any_case_and_order(trade: Reader) -> None:
    text = "IMPWGT, impdlr,expDlr,YEAR,statcd,HSCD\n500,1000,0,2019.07,JP,2501001000\n"
    assert rows(trade(text), "quantity") == [(0.5,)]


def test_a_file_of_no_layout_is_refused_with_those_that_are_known(refusal: Refusal) -> None:
    said = refusal("name,age\nAnn,7\n")
    assert "line 1: its columns (name, age) are those of no layout known (tidy, comtrade" in said
    assert said.endswith(
        " Name them as the plainest does: month,item,destination,origin,flow,quantity,unit."
    )


def test_a_word_that_a_layout_shares_by_chance_does_not_make_a_file_one_of_it(
    refusal: Refusal,
) -> None:
    said = refusal("Month;Value;Country\n2022-01;3;KOR\n")
    assert "(Month, Value, Country) are those of no layout known" in said


def test_a_file_that_lacks_a_column_is_told_which(refusal: Refusal) -> None:
    said = refusal("month,customs_group,destination,country,quantity,unit,value_usd_m\n2019-07\n")
    assert "line 1, origin: there is no such column" in said


def test_a_column_that_is_known_is_no_guess_for_one_that_is_missing(refusal: Refusal) -> None:
    said = refusal("year,item,origin,destination,quantity\n2019,salt,JPN,KOR,5\n")
    assert "line 1, unit: there is no such column" in said
    assert "Is it" not in said


def test_a_table_by_hand_needs_few_columns(trade: Reader) -> None:
    read = trade("year,item,origin,destination,quantity,unit\n2019,salt,JPN,KOR,5,t\n")
    assert rows(read, "month", "customs_group", "origin", "quantity") == [
        ("2019", "salt", "JPN", 5.0)
    ]


def test_a_layout_that_is_asked_for_must_fit(refusal: Refusal) -> None:
    said = refusal(API + "2019.07,JP,2501001000,0,0,1,1\n", layout="baci")
    assert "line 1, i: there is no such column" in said
    assert "which the layout BACI (CEPII) has" in said


def test_an_unknown_layout_is_no_layout(make: Callable[..., Path]) -> None:
    with pytest.raises(ValueError, match="Did you mean 'kcs_api'"):
        read(make(API), [SALT], layout="kcs_apy")


def test_a_layout_needs_items(make: Callable[..., Path]) -> None:
    with pytest.raises(CustomsError, match="say which goods are meant"):
        read(make(API + "2019.07,JP,2501001000,0,0,1,1\n"))


@pytest.mark.parametrize(
    ("text", "word"),
    [("", "it is empty"), (API, "it has a heading and no rows"), ("hello\n", "it is no table")],
)
def test_a_file_without_rows_is_refused(refusal: Refusal, text: str, word: str) -> None:
    assert word in refusal(text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CustomsError, match="there is no such file"):
        read(tmp_path / "nothing.csv", [SALT])


@pytest.mark.parametrize(("text", "word"), [("{", "no JSON"), ("[]", "no rows"), ('{"a": 1}', "")])
def test_json_without_rows_is_refused(refusal: Refusal, text: str, word: str) -> None:
    assert word in refusal(text, name="file.json")


def test_a_broken_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.parquet"
    path.write_bytes(b"PAR1 and nothing more")
    with pytest.raises(CustomsError, match="no sound Parquet"):
        read(path, [SALT])


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(bytes(range(128, 256)) * 3)
    with pytest.raises(CustomsError, match="neither UTF-8 nor"):
        read(path, [SALT])


def test_rows_with_too_few_cells_are_refused_with_their_text(refusal: Refusal) -> None:
    said = refusal(API + "2019.07,JP,2501001000,0,0,1,1\n2019.08,JP,2501001000,0\n")
    assert "4 cells, but the heading has 7: 2019.08,JP,2501001000,0" in said


def test_thousands_of_bad_rows_print_a_handful_and_a_count(refusal: Refusal) -> None:
    said = refusal(API + "2019.99,JP,2501001000,0,0,1,1\n" * 5_000)
    assert "5,000 problems" in said
    assert len(said.splitlines()) < 110
    assert "and 4,900 more" in said


def test_lines_are_counted_over_cells_that_break(refusal: Refusal) -> None:
    heading = API.replace("hsCd", "hsCd,statKor")
    text = '2019.07,JP,2501001000,"salt\nand\nmore",0,0,1,1\n2019.07,JP,2501001000,salt,0,0,x!,1\n'
    assert "line 5, impDlr: 'x!' is not a number from 0 up" in refusal(heading + text)


def test_goods_that_are_not_there_are_refused_with_what_is(refusal: Refusal) -> None:
    said = refusal(API + "2019.07,JP,2501,0,0,1,1\n2019.07,JP,8401001000,0,0,1,1\n")
    assert "nothing of the items is left of its 2 rows" in said
    assert "1 headings that hold more than the items" in said
    assert "only 2501, which holds more" in said


def test_of_the_same_trade_the_file_named_last_counts(make: Callable[..., Path]) -> None:
    first = make(API + "2019.07,JP,2501001000,0,0,1000000,5000\n", "first.csv")
    last = make(API + "2019.07,JP,2501001000,0,0,1000000,6000\n", "last.csv")
    found = read([first, last], [SALT])
    assert rows(found, "quantity", "file") == [(6.0, "last.csv")]
    assert found.files[0].left_out["the same trade in a file named later, which counts"] == 1
    assert [file.kept for file in found.files] == [0, 1]


def test_a_summary_tells_rows_months_countries_and_unit_values(trade: Reader) -> None:
    text = API + "".join(f"2019.0{m},JP,2501001000,0,0,{m}000,1000\n" for m in range(1, 8))
    document = trade(text).document()
    (item,) = document["items"]
    assert (item["rows"], item["months"], item["first"], item["last"]) == (
        7,
        7,
        "2019-01",
        "2019-07",
    )
    assert (item["reporters"], item["partners"]) == (1, 1)
    assert (item["unit_value"], item["currency"], item["unit"]) == (4000.0, "USD", "t")
    assert document["files"][0]["rows"] == 7


def test_a_large_file_is_added_up_while_it_is_read(
    trade: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradesim.customs.source.BLOCK_BYTES", 300)
    monkeypatch.setattr("tradesim.customs.tally.GATHERED", 10)
    lines = [f"2019.0{1 + n % 9},JP,25010{n:05d},0,0,1000000,1000\n" for n in range(900)]
    found = trade(API + "".join(lines))
    assert rows(found, "quantity", "value_usd_m") == [(100.0, 100.0)] * 9
    assert left_out(found)["series in which nothing is traded in the whole file"] == 9


def test_a_tally_of_nothing_is_empty() -> None:
    assert TradeTally(()).frame().empty


def test_notes_are_kept_once() -> None:
    reading = Reading("file")
    reading.note("said")
    reading.note("said")
    assert reading.notes == ["said"]


def test_text_in_another_encoding_is_too_large_only_beyond_a_limit(
    make: Callable[..., Path], monkeypatch: Any
) -> None:
    path = make("기간,HS코드\n", encoding="cp949")
    assert open_source(path)[0].encoding == "cp949"
    monkeypatch.setattr("tradesim.customs.source.LARGEST_IN_MEMORY", 5)
    with pytest.raises(CustomsError, match="convert it to UTF-8"):
        open_source(path)
    with pytest.raises(CustomsError, match="ask the service for CSV"):
        open_source(make('{"data": [{"a": 1}]}'))
