"""The tidy table of trade, as far as it was known before the announcement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from tradesim.countries import WORLD, is_country, is_region, unknown_country
from tradesim.drafting.csv_words import misread, read_words
from tradesim.drafting.request import DraftError, Request
from tradesim.errors import Problem
from tradesim.limits import MOST_NETWORK_ROWS, check_network, unread
from tradesim.records.parquet import open_parquet
from tradesim.scenario.documents import refuse_yaml
from tradesim.scenario.wording import did_you_mean, listing, near_miss
from tradesim.units import converted

NEEDED = ("month", "destination", "origin", "quantity", "unit")
OPTIONAL = ("item", "customs_group", "value_usd_m", "flow", "layout", "file")
NUMBERS = ("quantity", "value_usd_m")
MAKE_ONE = "Make one of a customs file: tradesim customs FILE --items ITEMS -o trade.parquet"

FILES = 3
"""Customs files that a source names before it says 'and others'."""

SHOWN = 5
"""Problems of a table that are listed before the rest is counted."""


@dataclass(frozen=True)
class PastTrade:
    """What was traded before the announcement.

    Attributes:
        frame: A row for each item, flow, origin, destination and period: ``item``, ``flow``,
            ``origin``, ``destination``, ``month``, ``quantity`` in the item's unit, ``value``, USD.
        yearly: Whether periods are years.
        unseen: Rows of the announcement's month and later ones, which are not looked at.
        files: Customs files it was made from, with their layouts.
    """

    frame: pd.DataFrame
    yearly: bool
    unseen: int
    files: str

    def source(self, request: Request, flow: str) -> str:
        """Return the source of a figure: files with their layouts, flow, and months or year."""
        what = {"import": "imports", "export": "exports", "all": "trade"}[flow]
        span = str(self.frame["month"].max()) if self.yearly else request.span
        return f"{self.files}, {what}, {span}"


def read_trade(request: Request) -> PastTrade:
    """Read what a tidy table says of the items before the announcement.

    Raises:
        DraftError: With everything that is wrong with the table.
    """
    frame = _table(request.table)
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise DraftError.of(request.table, _missing(missing, [str(name) for name in frame.columns]))
    frame = frame.reindex(columns=[*NEEDED, *OPTIONAL])
    frame["line"] = range(2, len(frame) + 2)
    named = frame.assign(item=_item_of(frame, request))
    ours = named[named["item"].notna()].copy()
    if ours.empty:
        raise DraftError.of(request.table, _no_item(frame, request))
    ours["month"] = _periods(ours, request)
    before = ours[ours["month"] < request.first_unseen.strftime("%Y-%m")]
    yearly = _is_yearly(before, request)
    before = before[before["month"].str.len().eq(4) == yearly].copy()
    _check_countries(before, request)
    before["quantity"] = _quantities(before, request)
    before["value"] = pd.to_numeric(before["value_usd_m"], errors="coerce") * 1e6
    before["flow"] = before["flow"].fillna("import").str.lower().str.rstrip("s")
    kept = before[["item", "flow", "origin", "destination", "month", "quantity", "value"]]
    sums = kept.groupby(["item", "flow", "origin", "destination", "month"], sort=True)
    summed = sums.sum(min_count=1).reset_index()
    return PastTrade(summed, yearly, len(ours) - len(before), _files(before, request))


def _table(path: str) -> pd.DataFrame:
    """Return a CSV or Parquet file as text and numbers."""
    file, text = Path(path), {name: str for name in [*NEEDED, *OPTIONAL] if name not in NUMBERS}
    refuse_yaml(path, "a tidy table of trade", DraftError)
    try:
        check_network(file)
        if file.suffix.lower() == ".csv":
            return read_words(file, dtype=text, keep_default_na=True)
        return pd.DataFrame(open_parquet(file, most_rows=MOST_NETWORK_ROWS).read().to_pandas())
    except OSError as error:
        raise DraftError.of(path, f"{unread(error)}.") from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DraftError.of(path, f"{misread(error, ','.join(NEEDED))} {MAKE_ONE}") from None
    except (ValueError, pa.ArrowException) as error:
        said = f"it cannot be read as a tidy table: {str(error).splitlines()[0].rstrip('.')}"
        raise DraftError.of(path, f"{said}. {MAKE_ONE}") from None


def _files(rows: pd.DataFrame, request: Request) -> str:
    """Return the customs files that rows come from, as the table says, with their layouts."""
    names = list(rows["file"].dropna().astype(str).unique()) or [Path(request.table).name]
    layouts = list(rows["layout"].dropna().astype(str).unique()) or ["tidy"]
    more = " and others" if len(names) > FILES else ""
    return f"{listing(names[:FILES])}{more} ({listing(layouts)})"


def _missing(names: Sequence[str], columns: Sequence[str]) -> str:
    if len(names) == 1:
        near = (
            near_miss(names[0], columns, {*NEEDED, *OPTIONAL})
            or f" It is no tidy table. {MAKE_ONE}"
        )
        return f"the column '{names[0]}' is missing; it has {listing(columns)}.{near}"
    return f"this is no tidy table: it has no columns {listing(names)}. {MAKE_ONE}"


def _item_of(frame: pd.DataFrame, request: Request) -> pd.Series:
    """Return the item each row is about, by its name or by its customs group."""
    by_word = {item.group: item.name for item in request.items}
    by_word |= {item.name: item.name for item in request.items}
    by_item = frame["item"].astype("object").map(by_word)
    return by_item.where(by_item.notna(), frame["customs_group"].astype("object").map(by_word))


def _no_item(frame: pd.DataFrame, request: Request) -> str:
    names = [*frame["item"].dropna().unique(), *frame["customs_group"].dropna().unique()]
    known = list(dict.fromkeys(str(name) for name in names))
    asked = listing([item.name for item in request.items])
    near = did_you_mean(request.items[0].name, known)
    has = f"it is about {listing(known)}" if known else "it names no item or customs_group"
    return f"no row is about {asked} of {request.items_file}: {has}.{near}"


def _periods(rows: pd.DataFrame, request: Request) -> pd.Series:
    """Return months as ``YYYY-MM`` and years as ``YYYY``."""
    months = rows["month"].astype(str).str.strip().str.slice(0, 7)
    wrong = ~months.str.fullmatch(r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?", na=False)
    _refuse_rows(rows[wrong], "month", "is neither a month such as 2023-07 nor a year", request)
    return months


def _is_yearly(before: pd.DataFrame, request: Request) -> bool:
    monthly = before["month"].str.len().gt(4)
    if before.empty:
        said = f"no month of it lies before the announcement, {request.announced}."
        raise DraftError.of(request.table, f"{said} Nothing later is looked at.")
    return not bool(monthly.any())


def _check_countries(rows: pd.DataFrame, request: Request) -> None:
    codes = {str(code) for name in ("origin", "destination") for code in rows[name].unique()}
    said = [
        unknown_country(code)
        for code in sorted(codes)
        if code != WORLD and not is_country(code) and not is_region(code)
    ]
    if said:
        raise DraftError.of(request.table, *said)


def _quantities(rows: pd.DataFrame, request: Request) -> pd.Series:
    """Return quantities in the units of the items."""
    numbers = pd.to_numeric(rows["quantity"], errors="coerce")
    stated = rows["quantity"].notna() & rows["quantity"].astype(str).str.strip().ne("")
    _refuse_rows(rows[stated & numbers.isna()], "quantity", "is not a number", request)
    _refuse_rows(rows[numbers < 0], "quantity", "is less than nothing", request)
    units = {item.name: item.unit for item in request.items}
    factors = {
        (name, unit): converted(1.0, str(unit), units[name])
        for name, unit in set(zip(rows["item"], rows["unit"], strict=True))
    }
    pairs = list(zip(rows["item"], rows["unit"], strict=True))
    scale = pd.Series([factors[pair] for pair in pairs], index=rows.index, dtype="float64")
    unfit = numbers.notna() & scale.isna()
    if unfit.any():
        name, unit = next(pair for pair, bad in zip(pairs, unfit, strict=True) if bad)
        said = f"{int(unfit.sum())} rows count {name} in '{unit}', its items file in "
        raise DraftError.of(request.table, f"{said}'{units[name]}': the two cannot be converted.")
    return numbers * scale


def _refuse_rows(rows: pd.DataFrame, column: str, said: str, request: Request) -> None:
    if rows.empty:
        return
    shown = rows.head(SHOWN)
    problems = [
        Problem(int(line), column, f"'{value}' {said}.")
        for line, value in zip(shown["line"], shown[column], strict=True)
    ]
    rest = len(rows) - len(shown)
    problems += [Problem(None, "", f"and {rest} more rows like these.")] if rest else []
    raise DraftError(request.table, problems)
