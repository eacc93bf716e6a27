"""From records to trade flows: totals in place of their parts, and parts added where no total is.

In this order: what is given twice is counted once; measures in rows of their own come together;
years go where there are months; of parts and totals, editions, and levels of a code, one is taken;
what is left is added up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tradesim.customs.batch import MARKS, MEASURES, Fault, Reading
from tradesim.customs.items import CustomsItem
from tradesim.customs.matching import Matcher
from tradesim.customs.reading import FileRecords
from tradesim.customs.units import factor

FLOW = ["flow", "frequency", "period", "reporter", "partner", "item", "group"]
"""What a trade flow is: who reports what, of whom, when."""

Frame = pd.DataFrame


def flows(found: FileRecords, items: Sequence[CustomsItem] | None) -> Frame:
    """Return the trade flows of a file, a row each.

    Raises:
        CustomsError: If it gives the same trade twice, and differently.
    """
    by_name = {item.name: item for item in items or ()}
    frame = _once(found)
    if found.layout.is_long:
        frame = _together(frame, list(found.layout.parts))
    frame = _grouped(frame, by_name)
    frame = _months_before_years(frame, found.reading)
    frame = _totals_before_parts(frame, found)
    frame = _one_edition(frame, found, by_name)
    frame = _one_level(frame, found, by_name)
    frame = _in_item_units(frame, found.reading, by_name)
    return _nothing_left_out(_added_up(frame), found.reading)


def _once(found: FileRecords) -> Frame:
    """Return records that were given several times once; refuse those that differ."""
    frame = found.records
    counts = frame[[f"{measure}_count" for measure in MEASURES]].max(axis=1)
    times = counts if found.layout.is_long else frame["row_count"]
    repeated = times > 1
    if repeated.any():
        differs = np.zeros(len(frame), dtype=bool)
        for measure in MEASURES:
            low, high = frame[f"{measure}_min"], frame[f"{measure}_max"]
            differs |= ~((low == high) | (low.isna() & high.isna())).to_numpy()
        wrong = frame[repeated & differs]
        if len(wrong):
            raise found.refuse([_twice(row, found.layout.parts) for _, row in wrong.iterrows()])
        found.reading.left_out["rows given twice, alike"] += int((times[repeated] - 1).sum())
    own = {
        measure: np.where(
            repeated & frame[f"{measure}_sum"].notna(),
            frame[f"{measure}_min"],
            frame[f"{measure}_sum"],
        )
        for measure in MEASURES
    }
    marks = {mark: frame[f"{mark}_max"] > 0 for mark in MARKS}
    given = {f"{measure}_given": frame[f"{measure}_count"] > 0 for measure in MEASURES}
    kept = [c for c in frame.columns if not c.endswith(("_sum", "_count", "_min", "_max"))]
    return frame[kept].assign(**own, **marks, **given)


def _twice(row: pd.Series, parts: Sequence[str]) -> Fault:
    part = ", ".join(f"{name} {row[name]}" for name in parts if row[name])
    what = f"{row['item'] or row['code']} of {row['reporter']} with {row['partner']}"
    said = f"{row['period']}, {what}{f' ({part})' if part else ''}, stands there twice"
    figures = " and ".join(
        f"{row[f'{measure}_{end}']:g}"
        for measure in MEASURES
        for end in ("min", "max")
        if row[f"{measure}_min"] != row[f"{measure}_max"] and pd.notna(row[f"{measure}_min"])
    )
    return Fault(int(row["row_min"]), "", f"{said}, with different figures: {figures}.")


def _together(frame: Frame, parts: list[str]) -> Frame:
    """Return records whose measures stood in rows of their own; dollars before other currencies."""
    keys = [*FLOW, "code", "edition", "basis", *parts]
    base = frame.groupby(keys, sort=False)[list(MARKS)].any()
    for measure, unit in (("weight", ""), ("amount", "amount_unit"), ("value", "currency")):
        spoken = frame[frame[f"{measure}_given"]]
        if unit == "currency":
            spoken = spoken.sort_values("currency", key=lambda c: c != "USD", kind="stable")
        columns = [measure, *([unit] if unit else [])]
        base = base.join(spoken.drop_duplicates(keys).set_index(keys)[columns])
    base = base.reset_index()
    base[["amount_unit", "currency"]] = base[["amount_unit", "currency"]].fillna("")
    for measure in ("weight", "amount"):
        base.loc[(base[measure] == 0.0) & (base["value"] > 0.0), measure] = np.nan
    return base


def _grouped(frame: Frame, by_name: dict[str, CustomsItem]) -> Frame:
    """Return records with the customs group of their item."""
    named = frame["item"].map(lambda name: by_name[name].group if name in by_name else "")
    return frame.assign(group=np.where(frame["group"] == "", named, frame["group"]))


def _months_before_years(frame: Frame, reading: Reading) -> Frame:
    is_year = frame["frequency"] == "year"
    if is_year.all() or not is_year.any():
        return frame
    reading.left_out["yearly totals, beside months"] += int(is_year.sum())
    return frame.loc[~is_year]


def _totals_before_parts(frame: Frame, found: FileRecords) -> Frame:
    """Return the totals of each flow and code where there are any, else the parts."""
    for part in found.layout.parts:
        is_total = frame[part] == ""
        if is_total.all() or frame.empty:
            continue
        keys = [frame[name] for name in (*FLOW, "code", "edition")]
        has_total = is_total.groupby(keys).transform("any")
        beside = has_total & ~is_total
        if beside.any():
            found.reading.left_out[f"parts by {part}, beside their total"] += int(beside.sum())
        frame = frame[~beside]
        if is_total.any() and (~has_total).any():
            found.reading.note(f"parts by {part} are added up where the file has no total.")
    return frame


def _one_edition(frame: Frame, found: FileRecords, by_name: dict[str, CustomsItem]) -> Frame:
    """Return each flow in one edition: the item's where it is there, else the newest."""
    edition_of = found.layout.edition
    if edition_of is not None:
        named = [edition_of(found.path, period) for period in frame["period"]]
        frame = frame.assign(edition=np.where(frame["edition"] == "", named, frame["edition"]))
    if len(frame["edition"].unique()) <= 1:
        return frame
    own = frame["item"].map(lambda name: by_name[name].hs.edition if name in by_name else "")
    rank = np.where(frame["edition"] == own, "~", frame["edition"])
    ranked = pd.Series(rank, frame.index)
    other = ranked != ranked.groupby([frame[name] for name in FLOW]).transform("max")
    if other.any():
        reason = "the same trade in another edition of the Harmonised System"
        found.reading.left_out[reason] += int(other.sum())
    return frame[~other.to_numpy()]


def _one_level(frame: Frame, found: FileRecords, by_name: dict[str, CustomsItem]) -> Frame:
    """Return each code of an item at one level: its heading where it is there, else the lines."""
    if not by_name or frame.empty:
        return frame
    matcher = Matcher(list(by_name.values()), found.layout.code_digits)
    codes = {code: matcher.own_code(code) for code in frame["code"].unique()}
    length = frame["code"].map(lambda code: len("".join(filter(str.isdigit, code))))
    own = frame["code"].map(codes)
    shortest = length.groupby([*(frame[name] for name in FLOW), own]).transform("min")
    lines = length > shortest
    if lines.any():
        found.reading.left_out["national lines, beside their heading"] += int(lines.sum())
    editions = frame["edition"].groupby(own).unique()
    found.codes = {str(code): list(named) for code, named in editions.items()}
    return frame.loc[~lines]


def _in_item_units(frame: Frame, reading: Reading, by_name: dict[str, CustomsItem]) -> Frame:
    """Return records with their quantity in the unit of the item."""
    unit = frame["item"].map(lambda name: by_name[name].unit if name in by_name else "")
    unit = unit.where(unit != "", frame["amount_unit"])
    times = {
        pair: factor(*pair) for pair in set(zip(frame["amount_unit"], unit, strict=True)) if pair[0]
    }
    rate = pd.Series(
        [times.get(pair) for pair in zip(frame["amount_unit"], unit, strict=True)],
        frame.index,
        dtype=float,
    )
    kilograms = unit.map(lambda word: factor("kg", word) if word else None).astype(float)
    weight = frame["weight"] * kilograms
    quantity = weight.where(weight.notna(), frame["amount"] * rate)
    strange = frame["amount"].notna() & rate.isna() & weight.isna()
    for given, wanted in set(zip(frame["amount_unit"][strange], unit[strange], strict=True)):
        reading.note(f"quantities in '{given or 'no unit'}' are not known in {wanted}.")
    return frame.assign(quantity=quantity, unit=unit)


def _added_up(frame: Frame) -> Frame:
    """Return a row for each flow: sums over codes and parts, unknown where a part is unknown."""
    if frame.empty:
        return frame.assign(estimated=False, provisional=False, partly=False)
    for measure in ("quantity", "value"):
        frame = frame.assign(**{f"no_{measure}": frame[measure].isna()})
    grouped = frame.groupby(FLOW, sort=False)
    summed = grouped[["quantity", "value"]].sum()
    missing = grouped[["no_quantity", "no_value"]].agg(["any", "all"])
    for measure in ("quantity", "value"):
        unknown = missing[(f"no_{measure}", "any")]
        summed.loc[unknown, measure] = np.nan
    summed["partly"] = missing[("no_quantity", "any")] & ~missing[("no_quantity", "all")]
    summed[list(MARKS)] = grouped[list(MARKS)].any()
    summed["unit"] = grouped["unit"].first()
    for name, mixed in (("basis", "mixed"), ("currency", "")):
        words = grouped[name].agg(["nunique", "first"])
        summed[name] = np.where(words["nunique"] > 1, mixed, words["first"])
    summed.loc[summed["currency"] == "", "value"] = np.nan
    return summed.reset_index()


def _nothing_left_out(frame: Frame, reading: Reading) -> Frame:
    """Return flows without the series in which nothing was ever traded."""
    if frame.empty:
        return frame
    traded = (frame["quantity"].fillna(0) > 0) | (frame["value"].fillna(0) > 0)
    unknown = frame["quantity"].isna() & frame["value"].isna()
    series = [frame[name] for name in ("flow", "frequency", "reporter", "partner", "item")]
    ever = (traded | unknown).groupby(series).transform("any")
    if (~ever).any():
        reading.left_out["series in which nothing is traded in the whole file"] += int(
            (~ever).sum()
        )
    return frame[ever].reset_index(drop=True)
