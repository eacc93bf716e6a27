"""The tidy table: its columns, its money, and how files of the same trade are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tradesim.customs.money import DOLLAR, Rates
from tradesim.customs.reading import FileRecords

MILLION = 1_000_000.0

OBSERVED = ("month", "customs_group", "destination", "origin", "quantity", "unit", "value_usd_m")
"""The columns that ``tradesim hindcast --observed`` reads."""

COLUMNS = (
    *OBSERVED,
    *("item", "flow", "basis", "frequency", "flag"),
    *("value_m", "currency", "layout", "file"),
)
KEY = ["flow", "frequency", "month", "destination", "origin", "item"]
"""What makes a row of the table the same trade as another."""

ESTIMATED, PROVISIONAL = "estimated weight", "provisional"
UNKNOWN, PARTLY = "quantity unknown", "quantity of a part unknown"


@dataclass(frozen=True, slots=True)
class Unconverted:
    """Money left in its currency.

    Attributes:
        currency: The currency.
        months: Months without a rate.
    """

    currency: str
    months: tuple[str, ...]


def tidy(flows: pd.DataFrame, found: FileRecords, rates: Rates) -> pd.DataFrame:
    """Return the trade flows of a file as rows of the tidy table."""
    if flows.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in TYPES.items()})
    imports = flows["flow"] == "imports"
    worth = pd.Series(
        [
            rates.worth(period, currency) if currency else None
            for period, currency in zip(flows["period"], flows["currency"], strict=True)
        ],
        flows.index,
        dtype=float,
    )
    own = flows["value"] / MILLION
    table = pd.DataFrame(
        {
            "month": flows["period"],
            "customs_group": flows["group"],
            "destination": flows["reporter"].where(imports, flows["partner"]),
            "origin": flows["partner"].where(imports, flows["reporter"]),
            "quantity": flows["quantity"],
            "unit": flows["unit"],
            "value_usd_m": own * worth,
            "item": flows["item"],
            "flow": flows["flow"],
            "basis": flows["basis"],
            "frequency": flows["frequency"],
            "flag": _flags(flows),
            "value_m": own,
            "currency": flows["currency"],
            "layout": found.layout.name,
            "file": found.path.replace("\\", "/").rsplit("/", 1)[-1],
        }
    )
    return _typed(table)


def together(tables: Sequence[pd.DataFrame], found: Sequence[FileRecords]) -> pd.DataFrame:
    """Return the tables of several files as one; of the same trade, the file named last counts."""
    numbered = [table.assign(_file=place) for place, table in enumerate(tables)]
    whole = pd.concat(numbered, ignore_index=True)
    later = whole.duplicated(KEY, keep="last")
    for place, count in whole.loc[later, "_file"].value_counts().items():
        reason = "the same trade in a file named later, which counts"
        found[int(str(place))].reading.left_out[reason] += int(count)
    kept = whole.loc[~later].drop(columns="_file")
    order = ["item", "flow", *KEY[1:5]]
    kept = kept.sort_values(order, kind="stable", ascending=[True, False, True, True, True, True])
    return _typed(kept.reset_index(drop=True))


def unconverted(table: pd.DataFrame) -> list[Unconverted]:
    """Return the currencies, and the months, that no rate brought to dollars."""
    left = table[table["value_m"].notna() & table["value_usd_m"].isna()]
    return [
        Unconverted(str(currency), tuple(sorted(rows["month"].unique())))
        for currency, rows in left[left["currency"] != DOLLAR].groupby("currency")
    ]


TYPES: dict[str, Any] = {
    name: np.float64 if name in {"quantity", "value_usd_m", "value_m"} else object
    for name in COLUMNS
}


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype(TYPES)[list(COLUMNS)]


def _flags(flows: pd.DataFrame) -> list[str]:
    """Return what somebody should know of each figure, in words separated by semicolons."""
    unknown = flows["quantity"].isna() & flows["value"].notna()
    marks = {
        ESTIMATED: flows["estimated"],
        PROVISIONAL: flows["provisional"],
        PARTLY: flows["partly"],
        UNKNOWN: unknown & ~flows["partly"],
    }
    columns = [[word if mark else "" for mark in column] for word, column in marks.items()]
    return ["; ".join(filter(None, words)) for words in zip(*columns, strict=True)]
