"""``tradesim customs`` reads files, writes a table, and says what was left out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

Command = Callable[..., Any]

ITEMS = 'items:\n  - {name: salt, unit: t, hs: {edition: HS2017, codes: ["250100"]}}\n'
API = "year,statCd,hsCd,expDlr,expWgt,impDlr,impWgt\n"
ROWS = (
    "총계,-,-,0,0,3000000,9000\n"
    "2019.07,JP,2501001000,0,0,1000000,5000\n"
    "2019.08,JP,2501001000,0,0,2000000,0\n"
)


@pytest.fixture
def files(here: Path) -> Path:
    (here / "items.yaml").write_text(ITEMS, encoding="utf-8")
    (here / "kcs.csv").write_text(API + ROWS, encoding="utf-8")
    return here


def test_a_table_is_written_and_summed_up(tradesim: Command, files: Path) -> None:
    result = tradesim("customs", "kcs.csv", "--items", "items.yaml", "-o", "trade.parquet")
    assert result.exit_code == 0, result.stderr
    table = pd.read_parquet(files / "trade.parquet")
    assert list(table["month"]) == ["2019-07", "2019-08"]
    for words in ("KCS open API", "totals of all goods", "2 months, 2019-07 to 2019-08"):
        assert words in " ".join(result.stdout.split())
    assert "2 rows are in trade.parquet" in result.stdout


def test_programs_get_json_and_nothing_else(tradesim: Command, files: Path) -> None:
    result = tradesim("customs", "kcs.csv", "--items", "items.yaml", "-o", "trade.csv", "--json")
    document = json.loads(result.stdout)
    assert document["out"] == "trade.csv"
    assert document["files"][0]["layout"] == "kcs_api"
    assert document["files"][0]["left_out"]["totals of all goods"] == 1
    assert document["items"][0]["without_quantity"] == 1
    assert (files / "trade.csv").is_file()


def test_bad_input_ends_with_status_1_and_writes_nothing(tradesim: Command, files: Path) -> None:
    (files / "kcs.csv").write_text(API + ROWS + "2019.09,QQ,2501001000,0,0,1,1\n", encoding="utf-8")
    result = tradesim("customs", "kcs.csv", "--items", "items.yaml", "-o", "trade.parquet")
    assert result.exit_code == 1
    assert "kcs.csv: 1 problem" in result.stderr
    assert "line 5, statCd: 'QQ' is no country of ISO 3166 (alpha-2)" in result.stderr
    assert not (files / "trade.parquet").exists()


def test_bad_items_end_with_status_1(tradesim: Command, files: Path) -> None:
    (files / "items.yaml").write_text(ITEMS.replace("t,", "stones,"), encoding="utf-8")
    result = tradesim("customs", "kcs.csv", "--items", "items.yaml")
    assert result.exit_code == 1
    assert "line 2, items[0].unit: 'stones' is no unit" in result.stderr


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--layout", "kcs"), "Did you mean 'kcs_api'"),
        (("-o", "trade.xlsx"), "ends neither in .parquet nor in .csv"),
        (("--flow", "transit"), "transit"),
    ],
)
def test_wrong_usage_ends_with_status_2(
    tradesim: Command, files: Path, option: tuple[str, str], said: str
) -> None:
    assert files.is_dir()
    result = tradesim("customs", "kcs.csv", "--items", "items.yaml", *option)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_money_without_a_rate_is_said(tradesim: Command, files: Path) -> None:
    heading = "REPORTER,PARTNER,PRODUCT_NC,FLOW,PERIOD,VALUE_EUR,QUANTITY_KG\n"
    months = "".join(f"DE,CN,25010099,1,2019{m:02d},1000,500\n" for m in range(1, 9))
    (files / "eu.csv").write_text(heading + months, encoding="utf-8")
    result = tradesim("customs", "eu.csv", "--items", "items.yaml")
    assert "values stay in EUR in 2019-01, 2019-02" in result.stdout
    assert "and 2 more: give --rates" in result.stdout
    (files / "rates.csv").write_text("month,currency,per_usd\n2019-01,EUR,0.9\n", encoding="utf-8")
    rated = tradesim("customs", "eu.csv", "--items", "items.yaml", "--rates", "rates.csv")
    assert "values stay in EUR in 2019-02, 2019-03" in rated.stdout


def test_the_mirror_is_asked_for_in_weeks(tradesim: Command, files: Path) -> None:
    text = API + "2019.07,JP,2501001000,310,3100,0,0\n2019.08,JP,2501001000,310,3100,0,0\n"
    (files / "kcs.csv").write_text(text, encoding="utf-8")
    arguments = ("--items", "items.yaml", "--mirror", "1", "-o", "trade.csv")
    assert tradesim("customs", "kcs.csv", *arguments).exit_code == 0
    table = pd.read_csv(files / "trade.csv")
    assert list(table["flow"]) == ["imports"]
    assert list(table["destination"]) == ["JPN"]
    assert table["quantity"].iloc[0] == pytest.approx(3.1)


def test_several_problems_of_a_kind_are_counted(tradesim: Command, files: Path) -> None:
    bad = "2019.99,JP,2501001000,0,0,1,1\n" * 5_000
    (files / "kcs.csv").write_text(API + bad, encoding="utf-8")
    result = tradesim("customs", "kcs.csv", "--items", "items.yaml")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) < 110
    assert "and 4,900 more" in result.stderr
