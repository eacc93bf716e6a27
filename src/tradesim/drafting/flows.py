"""Who sold how much of an item to whom before the announcement, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tradesim.countries import WORLD
from tradesim.drafting.trade import PastTrade
from tradesim.evidence.rule import WEEKS_OF_A_MONTH

WEEKS_OF_A_YEAR = 365.25 / 7
REMAINDER = 0.02
"""Share of a total that its parts may miss before the difference counts as others' trade."""

Pair = tuple[str, str]
"""Origin and destination."""


@dataclass(frozen=True)
class Flows:
    """The trade in one item.

    Attributes:
        quantity: Quantity by pair and period, a row a pair; NaN where it is not known.
        value: Value likewise, USD.
        told_by: By pair, the flow that tells of it: ``import`` or ``export``; ``all`` for what is
            left of a total.
        yearly: Whether periods are years.
    """

    quantity: pd.DataFrame
    value: pd.DataFrame
    told_by: Mapping[Pair, str]
    yearly: bool

    @property
    def pairs(self) -> list[Pair]:
        """The pairs that trade, in the order of the rows."""
        return [(str(origin), str(destination)) for origin, destination in self.quantity.index]

    @property
    def weeks(self) -> float:
        """Length of a period, weeks."""
        return WEEKS_OF_A_YEAR if self.yearly else WEEKS_OF_A_MONTH

    def grouped(self, names: Mapping[str, str]) -> Flows:
        """Return the flows with countries under other names, those of one name added up."""
        told = {_renamed(pair, names): flow for pair, flow in self.told_by.items()}
        pairs = [_renamed(pair, names) for pair in self.quantity.index]
        index = pd.MultiIndex.from_tuples(pairs, names=["origin", "destination"])
        tables = []
        for table in (self.quantity, self.value):
            renamed = table.set_axis(index, axis=0)
            tables.append(renamed.groupby(level=[0, 1]).sum(min_count=1))
        return Flows(tables[0], tables[1], told, self.yearly)

    def within(self, periods: pd.Index) -> Flows:
        """Return the flows of some periods, as far as there are any."""
        kept = [period for period in self.quantity.columns if period in set(periods)]
        return Flows(self.quantity[kept], self.value[kept], self.told_by, self.yearly)


def _renamed(pair: Pair, names: Mapping[str, str]) -> Pair:
    return names.get(pair[0], pair[0]), names.get(pair[1], pair[1])


def flows_of(trade: PastTrade, item: str, rest: str) -> Flows:
    """Return the trade in an item: imports where the buyer reports them, else the seller's exports.

    A period in which a reporter tells of any trade in the item and not of a partner is one without
    trade; a quantity that is not given is not known. What a total over the world has beyond its
    parts is the trade of others.

    Args:
        trade: The table.
        item: The item.
        rest: Code of all others.
    """
    rows = trade.frame[trade.frame["item"] == item]
    imports = _reported(rows[rows["flow"] == "import"], "destination")
    exports = _reported(rows[rows["flow"] == "export"], "origin")
    importers = {pair[1] for pair in imports[0].index if pair[0] != WORLD}
    chosen: dict[Pair, str] = {
        pair: "import" for pair in imports[0].index if WORLD not in pair and pair[0] != pair[1]
    }
    for pair in exports[0].index:
        if WORLD not in pair and pair[0] != pair[1] and pair[1] not in importers:
            chosen[pair] = "export"
    tables = {"import": imports, "export": exports}
    periods = sorted({*imports[0].columns, *exports[0].columns})
    sheets = [
        _sheet({pair: row_of(tables[flow][which], pair) for pair, flow in chosen.items()}, periods)
        for which in (0, 1)
    ]
    quantity, value = _with_rest(sheets, imports, exports, rest)
    told = {pair: chosen.get(pair, "all") for pair in quantity.index}
    return Flows(quantity, value, told, trade.yearly)


Tables = tuple[pd.DataFrame, pd.DataFrame]
"""Quantity and value by pair and period."""


def _reported(rows: pd.DataFrame, reporter: str) -> Tables:
    """Return quantity and value by pair and period; zero where a reporter tells of others only."""
    keys = ["origin", "destination"]
    known = rows.assign(unknown=rows["quantity"].isna())
    quantity = known.pivot_table(
        index=keys, columns="month", values="quantity", aggfunc="sum", dropna=False
    )
    value = rows.pivot_table(
        index=keys, columns="month", values="value", aggfunc="sum", dropna=False
    )
    stated = known.pivot_table(
        index=keys, columns="month", values="unknown", aggfunc="max", dropna=False
    )
    if quantity.empty:
        empty = pd.DataFrame(index=pd.MultiIndex.from_tuples([], names=keys))
        return empty, empty
    reports = ~stated.isna()
    level = reports.index.get_level_values(reporter)
    tells = reports.groupby(level).transform("max").astype(bool)
    nothing = ~reports & tells
    unknown = stated.eq(other=True)
    quantity = quantity.where(~unknown).where(~nothing, 0.0).where(tells)
    value = value.reindex_like(quantity).where(~nothing, 0.0).where(tells)
    return quantity.astype(float), value.astype(float)


def _sheet(rows: dict[Pair, pd.Series], periods: list[str]) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples(list(rows), names=["origin", "destination"])
    table = [series.reindex(periods).to_numpy(dtype=float) for series in rows.values()]
    return pd.DataFrame(np.array(table).reshape(len(rows), len(periods)), index, periods)


def _with_rest(sheets: list[pd.DataFrame], imports: Tables, exports: Tables, rest: str) -> Tables:
    """Return the tables with what totals over the world have beyond their parts."""
    quantity, value = sheets
    for table, place in ((imports, 1), (exports, 0)):
        for pair in table[0].index:
            if WORLD not in pair or pair[place] == WORLD:
                continue
            own = quantity.index.get_level_values(place) == pair[place]
            gaps = [
                (row_of(table[which], pair).reindex(sheet.columns) - sheet[own].sum())
                for which, sheet in enumerate((quantity, value))
            ]
            whole = float(row_of(table[0], pair).sum())
            if not whole or float(gaps[0].sum()) < REMAINDER * whole:
                continue
            new = (rest, pair[1]) if place == 1 else (pair[0], rest)
            quantity = _added(quantity, new, gaps[0].clip(lower=0.0))
            value = _added(value, new, gaps[1].clip(lower=0.0))
    return quantity, value


def row_of(sheet: pd.DataFrame, pair: Pair) -> pd.Series:
    """Return the periods of a pair."""
    return pd.Series(sheet.loc[[pair]].iloc[0])


def _added(sheet: pd.DataFrame, pair: Pair, gap: pd.Series) -> pd.DataFrame:
    if pair in sheet.index:
        gap = gap + row_of(sheet, pair).fillna(0.0)
        sheet = sheet.drop(index=[pair])
    new = _sheet({pair: gap}, list(sheet.columns))
    return pd.concat([sheet, new])
