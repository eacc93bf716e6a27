"""What bears no draft is refused in words, with what to do."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.drafting.conftest import ITEMS, Make, months_of_trade
from tradesim.drafting import DraftError, draft


def refusal(make: Make, table: pd.DataFrame | None = None, **options: Any) -> str:
    with pytest.raises(DraftError) as caught:
        draft(make(table, **options))
    return str(caught.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"imposer": "BRA"}, "--imposer: BRA trades none of it before the announcement (CAN, CHN,"),
        ({"partners": ("KRO",)}, "--partners: KRO trades none of it"),
        ({"countries": ("JAP",)}, "do). Did you mean 'JPN'?"),
        ({"effective": dt.date(2023, 6, 1)}, "--effective 2023-06-01 is before --announced"),
        ({"until": dt.date(2023, 8, 1)}, "--until 2023-08-01 is not after --effective 2023-08-01"),
        ({"baseline": ("2022-08", "2023-07")}, "--baseline reaches 2023-07, and the policy is"),
        ({"baseline": ("2023-06", "2022-08")}, "--baseline ends before it begins"),
        ({"baseline": ("2019-01", "2019-12")}, "the announcement it has 2021-01 to 2023-06."),
        ({"kind": "individual_license"}, "Did you mean 'individual_licence'?"),
        ({"kind": "export_ban", "regime": "x"}, "'export_ban' has no licensing regime."),
        ({"regime": "china_dual_us"}, "Did you mean 'china_dual_use'?"),
        ({"announced": dt.date(2020, 1, 5)}, "no month of it lies before the announcement"),
    ],
)
def test_a_request_that_cannot_be_met(make: Make, options: dict[str, Any], said: str) -> None:
    options = {"effective": dt.date(2023, 8, 1)} | options
    assert said in refusal(make, **options)


def changed(**columns: Any) -> pd.DataFrame:
    return months_of_trade().assign(**columns)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (months_of_trade().rename(columns={"quantity": "kg"}), "the column 'quantity' is missing"),
        (
            months_of_trade().rename(columns={"month": "when"}),
            "It is no tidy table. Make one of a customs file: tradesim customs FILE",
        ),
        (changed(item="lustrum", customs_group="x"), "about lustrum, x. Did you mean 'lustrum'?"),
        (changed(month="2023/01"), "'2023/01' is neither a month such as 2023-07 nor a year."),
        (changed(quantity="many"), "line 2, quantity: 'many' is not a number."),
        (changed(quantity=-1.0), "is less than nothing."),
        (changed(unit="m2"), "rows count lustrium in 'm2', its items file in 'kg'"),
        (changed(origin="JAP"), "Did you mean 'JPN' (Japan)?"),
        (changed(value_usd_m=None), "lustrium has no values in USD: give its 'price'"),
    ],
)  # fmt: skip
def test_a_table_that_is_none(make: Make, table: pd.DataFrame, said: str) -> None:
    assert said in refusal(make, table)


def test_many_bad_rows_are_counted_not_listed(make: Make) -> None:
    said = refusal(make, changed(quantity="many"))
    assert len(said.splitlines()) == 7
    assert "more rows like these." in said


def test_home_use_in_another_kind_of_unit_is_refused(make: Make) -> None:
    known = ITEMS + "    home_use: {CHN: {value: 4, unit: m2/year}}\n"
    assert "'m2/year' cannot be converted to kg/week" in refusal(make, items=known)


def test_a_table_in_tonnes_serves_items_in_kilograms(make: Make) -> None:
    table = months_of_trade()
    tonnes = table.assign(quantity=table["quantity"] / 1000, unit="t")
    assert draft(make(tonnes)) == draft(make())


def test_a_group_of_digits_keeps_its_zeros_in_a_csv_table(make: Make, tmp_path: Path) -> None:
    items = ITEMS.replace("    unit: kg", '    customs_group: "081129"\n    unit: kg')
    table = months_of_trade().assign(item=None, customs_group="081129")
    table.to_csv(tmp_path / "trade.csv", index=False)
    assert draft(replace(make(items=items), table=str(tmp_path / "trade.csv")))


def test_a_customs_file_is_sent_to_the_command_that_reads_it(make: Make) -> None:
    said = refusal(make, pd.DataFrame({"refYear": [2023], "netWgt": [5.0]}))
    assert "this is no tidy table: it has no columns month, destination, origin" in said
    assert "tradesim customs FILE --items ITEMS -o trade.parquet" in said


def test_an_imposer_that_does_not_sell_what_it_would_license_is_refused(make: Make) -> None:
    said = refusal(make, imposer="GBR")
    assert "GBR sells no lustrium before the announcement: 'individual_licence' would" in said
    assert "GBR" in draft(make(imposer="GBR", kind="tariff"))
