"""US Census, international trade API (``timeseries/intltrade``): imports and exports by HS code.

Country code ``-`` is all countries; codes 0xxx and xXXX are groups of countries that overlap. A
unit of quantity ``-`` or X means that none is collected: the 0 beside it is no quantity. The value
of general imports is the customs value, without freight and insurance; GEN_CIF_MO is with them.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from tradesim.arrays import Floats
from tradesim.customs.batch import FileRows, records
from tradesim.customs.editions import national_edition
from tradesim.customs.layouts.base import FileLayout
from tradesim.customs.partners import ALPHA2, SCHEDULE_C

REPORTER = ALPHA2.meaning("US").code
PARTS = ("district or port", "domestic or foreign", "rate provision")
NO_UNIT = frozenset({"", "-", "X", "x"})


def rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of a reply: of exports, or of general imports where they are given."""
    if batch.has("exports"):
        return [_records(batch, "exports", "fob", "exports")]
    if batch.has("general"):
        return [_records(batch, "imports", "customs", "general")]
    if batch.has("consumption"):
        batch.reading.note("no general imports are given: the values are imports for consumption.")
        return [_records(batch, "imports", "customs", "consumption")]
    return [_records(batch, "imports", "cif", "cif")]


def _records(batch: FileRows, flow: str, basis: str, role: str) -> pa.Table:
    partner = batch.partner_or_world("partner", SCHEDULE_C)
    weight, amount, unit = _quantities(batch)
    return records(
        batch,
        PARTS,
        **_periods(batch),
        **partner,
        **{
            "district or port": _part(batch, "place"),
            "domestic or foreign": _part(batch, "domestic"),
            "rate provision": _part(batch, "provision"),
        },
        reporter=REPORTER,
        flow=flow,
        code=batch.text("code"),
        currency="USD",
        basis=basis,
        weight=weight,
        amount=amount,
        amount_unit=unit,
        value=batch.number(role),
    )


def _periods(batch: FileRows) -> dict[str, pa.Array]:
    """Return the periods: of ``time``, else of YEAR and MONTH."""
    if batch.has("period"):
        return batch.period("period")
    years, months = batch.text("year").to_pylist(), batch.text("month").to_pylist()
    whole = [f"{y}-{int(m):02d}" if m.isdigit() else y for y, m in zip(years, months, strict=True)]
    batch.add(period=pa.array(whole, pa.string()))
    return batch.period("period")


def _quantities(batch: FileRows) -> tuple[Floats, Floats, pa.Array]:
    """Return the weight in kg, and the first quantity with its unit; unknown where none is kept."""
    known = ~batch.where("unit1", lambda word: word in NO_UNIT)
    amount = np.where(known, batch.number("quantity1"), np.nan)
    return batch.weights(), amount, batch.mapped("unit1", lambda w: "" if w in NO_UNIT else w)


def _part(batch: FileRows, role: str) -> pa.Array:
    return batch.mapped(role, lambda word: "" if word in {"-", "", "--"} else word)


REPLY = FileLayout(
    name="us_census",
    title="US Census international trade",
    roles={
        "code": ("I_COMMODITY", "E_COMMODITY"),
        "partner": ("CTY_CODE",),
        "period": ("time",),
        "year": ("YEAR",),
        "month": ("MONTH",),
        "general": ("GEN_VAL_MO",),
        "consumption": ("CON_VAL_MO",),
        "cif": ("GEN_CIF_MO", "CON_CIF_MO"),
        "exports": ("ALL_VAL_MO",),
        "quantity1": ("GEN_QY1_MO", "CON_QY1_MO", "QTY_1_MO"),
        "quantity2": ("GEN_QY2_MO", "CON_QY2_MO", "QTY_2_MO"),
        "unit1": ("UNIT_QY1",),
        "unit2": ("UNIT_QY2",),
        "place": ("DISTRICT", "PORT", "STATE"),
        "domestic": ("DF",),
        "provision": ("RP",),
    },
    required=("code",),
    rows=rows,
    edition=national_edition,
    parts=PARTS,
)
