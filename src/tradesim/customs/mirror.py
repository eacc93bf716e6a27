"""Mirror data: what a country's partners say they sent it, as what it received.

Where a country publishes nothing, its partners' exports tell of its imports: with their value free
on board, and earlier by the journey. A shipment of a month arrives ``weeks`` later; of a month of
``d`` days that much of it arrives in later months.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict

import pandas as pd

from tradesim.customs.table import COLUMNS, KEY

DAYS = 7
MIRROR = "mirror"


def as_imports(table: pd.DataFrame, weeks: float) -> pd.DataFrame:
    """Return a tidy table with the exports in it as imports, later by the journey.

    Imports that a country reports itself stay, and stand before those of the mirror. Yearly
    exports are not shifted: a journey of weeks is within what a year's figure tells. The first
    months, which hold arrivals of months before the table, are left out.

    Args:
        table: A tidy table.
        weeks: From dispatch to clearance.
    """
    exports = table[table["flow"] == "exports"]
    own = table[table["flow"] == "imports"]
    monthly = exports[exports["frequency"] == "month"]
    keys = ["customs_group", "destination", "origin", "item"]
    arrived = [_arrivals(rows, weeks) for _, rows in monthly.groupby(keys, sort=False) if len(rows)]
    yearly = exports[exports["frequency"] != "month"].assign(flow="imports")
    mirrored = pd.concat([*arrived, yearly], ignore_index=True) if len(exports) else exports
    mirrored = mirrored.assign(
        flag=["; ".join(filter(None, (flag, MIRROR))) for flag in mirrored["flag"]]
    )
    whole = pd.concat([own, mirrored], ignore_index=True)
    return whole[~whole.duplicated(KEY, keep="first")][list(COLUMNS)].reset_index(drop=True)


def _arrivals(rows: pd.DataFrame, weeks: float) -> pd.DataFrame:
    """Return the arrivals of one series: the shares of each month's shipments, by month."""
    shares: dict[str, list[tuple[str, float]]] = defaultdict(list)
    known = set(rows["month"])
    for month in rows["month"]:
        for later, share in _landing(month, weeks).items():
            shares[later].append((month, share))
    by_month = rows.set_index("month")
    records = []
    for month in sorted(shares):
        if _sent_before(month, weeks) - known or month not in known:
            continue
        record = by_month.loc[month].to_dict() | {"month": month, "flow": "imports"}
        for measure in ("quantity", "value_usd_m", "value_m"):
            figures = by_month[measure].to_dict()
            record[measure] = sum(float(figures[m]) * part for m, part in shares[month])
        records.append(record)
    return pd.DataFrame(records, columns=list(COLUMNS))


def _landing(month: str, weeks: float) -> dict[str, float]:
    """Return in which months the shipments of a month arrive, as shares."""
    days, under_way = _days(month), dt.timedelta(days=round(weeks * DAYS))
    found: dict[str, float] = defaultdict(float)
    for day in days:
        found[f"{day + under_way:%Y-%m}"] += 1.0 / len(days)
    return dict(found)


def _sent_before(month: str, weeks: float) -> set[str]:
    """Return the months whose shipments arrive in a month."""
    days, under_way = _days(month), dt.timedelta(days=round(weeks * DAYS))
    return {f"{day - under_way:%Y-%m}" for day in (days[0], days[-1])}


def _days(month: str) -> list[dt.date]:
    first = dt.date.fromisoformat(f"{month}-01")
    length = calendar.monthrange(first.year, first.month)[1]
    return [first + dt.timedelta(days=day) for day in range(length)]
