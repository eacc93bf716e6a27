"""What was read and what was left out, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tradesim.countries import WORLD
from tradesim.customs.money import DOLLAR
from tradesim.customs.plausibility import unit_values
from tradesim.customs.reading import FileRecords


@dataclass(frozen=True)
class FileSummary:
    """What was read of a file.

    Attributes:
        file: As it was named.
        layout: Its layout, by name.
        title: Its layout, for people.
        encoding: How its bytes were read.
        rows: Rows of the table.
        item_rows: Those that are about the items.
        kept: Rows of the tidy table that come from it.
        left_out: Rows left out, by reason.
        notes: What somebody should know.
    """

    file: str
    layout: str
    title: str
    encoding: str
    rows: int
    item_rows: int
    kept: int
    left_out: dict[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ItemSummary:
    """What the tidy table holds of an item, a flow, a basis and a currency.

    Attributes:
        item: Its name.
        flow: Imports or exports.
        basis: cif, fob, customs or mixed.
        frequency: month or year.
        rows: Rows of the table.
        months: How many periods.
        first: The first of them.
        last: The last.
        reporters: Countries that report.
        partners: Countries they trade with.
        unit: Unit of quantity.
        unit_value_low: First tenth of the unit values, in money a unit.
        unit_value: Their median.
        unit_value_high: Last tenth.
        currency: Currency of the unit values.
        without_quantity: Rows with a value and no quantity.
    """

    item: str
    flow: str
    basis: str
    frequency: str
    rows: int
    months: int
    first: str
    last: str
    reporters: int
    partners: int
    unit: str
    unit_value_low: float
    unit_value: float
    unit_value_high: float
    currency: str
    without_quantity: int


def file_summary(found: FileRecords, kept: int) -> FileSummary:
    """Return what was read of a file."""
    return FileSummary(
        file=found.path,
        layout=found.layout.name,
        title=found.layout.title,
        encoding=found.encoding,
        rows=found.rows,
        item_rows=found.item_rows,
        kept=kept,
        left_out=dict(found.reading.left_out.most_common()),
        notes=tuple(found.reading.notes),
    )


def item_summaries(table: pd.DataFrame) -> tuple[ItemSummary, ...]:
    """Return what the table holds, by item, flow, basis, frequency and currency."""
    values = unit_values(table)
    keys = ["item", "flow", "basis", "frequency", "money"]
    money = table["currency"].where(table["value_usd_m"].isna(), DOLLAR)
    return tuple(
        _item_summary(tuple(str(part) for part in key), rows, values[rows.index])
        for key, rows in table.assign(money=money).groupby(keys, sort=False)
    )


def _item_summary(key: tuple[str, ...], rows: pd.DataFrame, values: pd.Series) -> ItemSummary:
    item, flow, basis, frequency, currency = key
    here, there = ("destination", "origin") if flow == "imports" else ("origin", "destination")
    low, middle, high = (float(values.quantile(q)) for q in (0.1, 0.5, 0.9))
    return ItemSummary(
        item=item,
        flow=flow,
        basis=basis,
        frequency=frequency,
        rows=len(rows),
        months=len(rows["month"].unique()),
        first=str(rows["month"].min()),
        last=str(rows["month"].max()),
        reporters=len(rows[here].unique()),
        partners=len(set(rows[there]) - {WORLD}),
        unit=str(rows["unit"].iloc[0]),
        unit_value_low=low,
        unit_value=middle,
        unit_value_high=high,
        currency=currency,
        without_quantity=int((rows["quantity"].isna() & rows["value_m"].notna()).sum()),
    )
