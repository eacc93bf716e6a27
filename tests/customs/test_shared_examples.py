"""Made-up examples of public layouts give the figures that an independent program computed."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.source_tree import REPOSITORY
from tradesim.customs import CustomsItem, read

FOLDER = REPOSITORY.parent / "shared" / "evidence" / "layouts"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the examples of layouts are not beside the project"
)

ACID = CustomsItem.model_validate(
    {
        "name": "acid",
        "customs_group": "hydrogen_fluoride",
        "unit": "t",
        "hs": {"edition": "HS2017", "codes": ["281111"]},
    }
)
KEYS = ["month", "destination", "origin"]


def table(name: str, **more: Any) -> pd.DataFrame:
    return read(FOLDER / name, [ACID], **more).table


def figures(found: pd.DataFrame, **chosen: str) -> dict[tuple[str, ...], tuple[float, float]]:
    for column, word in chosen.items():
        found = found[found[column] == word]
    return {
        (row.month, row.origin): (row.quantity, round(row.value_usd_m, 6))
        for row in found.itertuples()
    }


def expected() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "expected_kor_imports.csv")


@pytest.mark.parametrize("name", ["comtrade_new.csv", "comtrade_new.json", "korea_kcs_api.csv"])
def test_imports_are_those_expected(name: str) -> None:
    found = figures(table(name, flow="imports"), destination="KOR")
    for row in expected().itertuples():
        if (row.month, row.origin) in found or row.origin != "WLD":
            assert found[row.month, row.origin] == (row.quantity, row.value_usd_m)


def test_yearly_values_in_thousands_are_those_expected() -> None:
    assert figures(table("baci.csv"), origin="TWN") == {("2019", "TWN"): (9278.0, 17.8)}


def test_other_examples_are_read() -> None:
    japan = table("japan_estat.csv")
    assert set(zip(japan["month"], japan["destination"], japan["value_m"], strict=True)) >= {
        ("2019-06", "KOR", 600.0),
        ("2019-07", "KOR", 119.0),
    }
    europe = table("eurostat_comext_bulk.csv", flow="imports").set_index("destination")
    assert europe.loc["DEU", "quantity"] == 65.0
    america = figures(table("us_census.csv"))
    assert america["2019-07", "WLD"] == (500.0, 0.9)
    assert america["2019-07", "TWN"] == (120.0, 0.2)
    sdmx = figures(table("sdmx_csv.csv"))
    assert sdmx["2019-07", "JPN"] == (530.0, 1.1)


def test_several_files_are_one_table(tmp_path: Path) -> None:
    names = ["comtrade_new.csv", "korea_kcs_api.csv", "us_census.csv"]
    trade = read([FOLDER / name for name in names], [ACID])
    assert not trade.table.duplicated(["flow", *KEYS]).any()
    trade.write(tmp_path / "trade.parquet")
    assert len(read(tmp_path / "trade.parquet", [ACID]).table) == len(trade.table)
