"""What in a tidy table is hard to believe, in sentences; what cannot be true is taken out.

A unit value that is hundreds of times the item's price, or of what the same trade costs in other
months, is a slip of units (kilograms called tonnes, dollars called thousands), not a price: its row
is named and left out, so that it is never scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from tradesim.countries import WORLD
from tradesim.customs.items import CustomsItem
from tradesim.customs.table import MILLION, PROVISIONAL

IMPOSSIBLE = 300.0
"""Times the price that no market explains and a slip of units does (judgement: a thousand, less
what prices themselves vary)."""

STRANGE = 20.0
"""Times the price, or the usual unit value, that somebody should look at (judgement)."""

TOLERANCE = 0.02
"""Difference between the countries and the world that rounding explains (judgement)."""

FEWEST = 4
"""Unit values of a series from which one of them can be told to be a slip (judgement)."""

FEW = 5
MANY_MONTHS = 6

SERIES = ["item", "flow", "frequency", "destination", "origin"]


def unit_values(table: pd.DataFrame) -> pd.Series:
    """Return the value of a unit of quantity: dollars, or the currency where there are none."""
    value = table["value_usd_m"].where(table["value_usd_m"].notna(), table["value_m"])
    quantity = table["quantity"].where(table["quantity"] > 0.0)
    return value.where(value > 0.0) * MILLION / quantity


def without_impossible(
    table: pd.DataFrame, items: Sequence[CustomsItem] | None
) -> tuple[pd.DataFrame, list[str]]:
    """Return the table without unit values that only a slip of units explains, and what went."""
    values = unit_values(table)
    prices = _prices(table, items)
    usual = _usual(table, values)
    in_dollars = table["value_usd_m"].notna()
    against = prices.where(prices.notna() & in_dollars, usual)
    times = values / against
    wrong = (times >= IMPOSSIBLE) | (times <= 1.0 / IMPOSSIBLE)
    shown = table.assign(
        unit_value=values, times=times, by=np.where(against.eq(prices), "its price", "the usual")
    )
    said = [
        f"{_named(row)}: {row['unit_value']:,.3g} a {row['unit']} is {_times(row['times'])} "
        f"{row['by']}. A slip of units: left out, not scored."
        for _, row in shown[wrong].iterrows()
    ]
    return table.loc[~wrong].reset_index(drop=True), _few(said)


def doubts(table: pd.DataFrame, items: Sequence[CustomsItem] | None) -> list[str]:
    """Return what somebody should look at before trusting the table."""
    found = [
        *_strange_prices(table, items),
        *_against_world(table),
        *_repeated_months(table),
        *_breaks(table),
        *_provisional(table),
    ]
    return list(found)


def _usual(table: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Return the median unit value of each row's own series, NaN where that has too few rows.

    Other series do not count: small shipments of a rare quality may well cost hundreds of times
    what another country sends by the shipload.
    """
    series = values.groupby([table[name] for name in (*SERIES, "currency")])
    return series.transform("median").where(series.transform("count") >= FEWEST)


def _prices(table: pd.DataFrame, items: Sequence[CustomsItem] | None) -> pd.Series:
    known = {item.name: item.price.value for item in items or () if item.price is not None}
    return table["item"].map(known).astype(float)


def _strange_prices(table: pd.DataFrame, items: Sequence[CustomsItem] | None) -> Iterator[str]:
    values, prices = unit_values(table), _prices(table, items)
    times = (values / prices).where(table["value_usd_m"].notna()).dropna()
    for item, share in times.groupby(table["item"]):
        middle = share.median()
        if middle >= STRANGE or middle <= 1.0 / STRANGE:
            yield f"{item}: the usual unit value is {_times(middle)} the price of the items file."


def _against_world(table: pd.DataFrame) -> Iterator[str]:
    """Say where the countries together are not the world."""
    for end in ("origin", "destination"):
        other = "destination" if end == "origin" else "origin"
        rows = table[table["flow"] == ("imports" if end == "origin" else "exports")]
        keys = ["item", "flow", "frequency", "month", other]
        world = rows[rows[end] == WORLD].set_index(keys)
        parts = rows[rows[end] != WORLD].groupby(keys)
        for measure in ("quantity", "value_m"):
            whole = world[measure].dropna()
            summed = parts[measure].sum().reindex(whole.index).dropna()
            if summed.empty:
                continue
            ratio = (summed / whole[summed.index]).replace([np.inf], np.nan).dropna()
            over = ratio[ratio > 1.0 + TOLERANCE]
            under = ratio[ratio < 1.0 - TOLERANCE]
            word = "quantity" if measure == "quantity" else "value"
            if len(over):
                yield (
                    f"{over.index[0][0]}, {word}: in {_months(over)} the countries are "
                    f"{over.max():.2f} times the world."
                )
            if len(under):
                yield (
                    f"{under.index[0][0]}, {word}: in {_months(under)} the countries are only "
                    f"{under.min():.0%} of the world; the rest is not in the file, or not named."
                )


def _months(ratio: pd.Series) -> str:
    months = sorted({str(key[3]) for key in ratio.index})
    return months[0] if len(months) == 1 else f"{len(months)} months ({months[0]} ...)"


def _repeated_months(table: pd.DataFrame) -> Iterator[str]:
    """Say where a month has exactly the figures of the month before."""
    said = []
    for key, rows in _long_series(table):
        ordered = rows.sort_values("month")
        same = (ordered["value_m"] > 0) & (ordered["quantity"] > 0)
        for measure in ("value_m", "quantity"):
            same &= ordered[measure] == ordered[measure].shift()
        said += [f"{_series(key)}: {m} repeats the month before." for m in ordered["month"][same]]
    yield from _few(said)


def _breaks(table: pd.DataFrame) -> Iterator[str]:
    """Say where the unit values of a series jump for good: its unit may have changed."""
    said = []
    values = unit_values(table)
    for key, rows in _long_series(table):
        series = values[rows.sort_values("month").index].dropna()
        if len(series) < MANY_MONTHS:
            continue
        logs = np.log(series.to_numpy())
        jumps = [abs(np.median(logs[k:]) - np.median(logs[:k])) for k in range(3, len(logs) - 2)]
        if jumps and max(jumps) > np.log(STRANGE):
            month = table["month"][series.index[int(np.argmax(jumps)) + 3]]
            said.append(
                f"{_series(key)}: from {month} on a unit costs {_times(np.exp(max(jumps)))} "
                "what it did, or as much less: has the unit changed?"
            )
    yield from _few(said)


def _provisional(table: pd.DataFrame) -> Iterator[str]:
    months = sorted(table.loc[table["flag"].str.contains(PROVISIONAL), "month"].unique())
    if months:
        yield f"provisional months, which may be revised: {', '.join(months[-12:])}."


def _long_series(table: pd.DataFrame) -> Iterator[tuple[tuple[str, ...], pd.DataFrame]]:
    monthly = table[table["frequency"] == "month"]
    for key, rows in monthly.groupby(SERIES, sort=False):
        if len(rows) > 1:
            yield tuple(str(part) for part in key), rows


def _series(key: tuple[str, ...]) -> str:
    item, flow, _, destination, origin = key
    return f"{item}, {flow} of {destination} from {origin}"


def _named(row: pd.Series) -> str:
    return f"{row['month']}, {row['item']} from {row['origin']} to {row['destination']}"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} times" if ratio >= 1.0 else f"one {1.0 / ratio:,.0f}th of"


def _few(said: list[str]) -> list[str]:
    if len(said) <= FEW:
        return said
    return [*said[:FEW], f"... and {len(said) - FEW} more like these."]
