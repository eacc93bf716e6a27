"""Japan's trade statistics on e-Stat: by country, and by customs office.

A row is a year: three columns a month (two quantities, each in a unit of its own, and the value in
thousand yen), and three for the year. By office, the offices are parts without a total. A month in
which no row of the file has any trade was not published when the file was made, or the file is an
extract: it is no month without trade.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tradesim.arrays import Floats
from tradesim.customs.batch import FileRows, Reading, constant, records, usual_basis
from tradesim.customs.editions import national_edition
from tradesim.customs.layouts.base import FileLayout, flow_meaning
from tradesim.customs.partners import ALPHA2, ESTAT
from tradesim.customs.periods import parse_period

REPORTER = ALPHA2.meaning("JP").code
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
OTHER_SPELLINGS = {"apr": ("apr", "apl"), "jun": ("jun", "june"), "jul": ("jul", "july")}
MEASURES = ("quantity1", "quantity2", "value")
PARTS = ("customs office",)

flow_of = flow_meaning("2 import imports 輸入", "1 export exports 輸出")


def rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of each month of a row, between the first and last with any trade."""
    seen = batch.reading.seen_months
    flow = batch.flow(flow_of)
    batch.blame(
        batch.where("year", lambda w: (p := parse_period(w)) is None or p.frequency != "year"),
        "year",
        lambda word: f"'{word}' is no year.",
    )
    partner = batch.partner_or_world("partner", ESTAT)
    within = range(min(seen, default=1), max(seen, default=0) + 1)
    outside = [MONTHS[month - 1] for month in range(1, 13) if month not in within]
    if outside:
        batch.reading.note(
            f"no row of the file has any trade in {', '.join(outside)}: taken as not published, "
            "not as months without trade."
        )
    return [_month(batch, month, flow, partner) for month in within]


def _month(batch: FileRows, month: int, flow: pa.Array, partner: dict[str, pa.Array]) -> pa.Table:
    weight, amount, unit = _quantities(batch, month)
    return records(
        batch,
        PARTS,
        **partner,
        **{"customs office": batch.text("office")},
        period=batch.mapped("year", lambda word: f"{word.strip()}-{month:02d}"),
        frequency="month",
        reporter=REPORTER,
        flow=flow,
        code=batch.text("code"),
        currency="JPY",
        basis=usual_basis(flow),
        weight=weight,
        amount=amount,
        amount_unit=unit,
        value=batch.number(f"value-{month}", times=1_000.0),
    )


def _quantities(batch: FileRows, month: int) -> tuple[Floats, Floats, pa.Array]:
    """Return the weight in kg, and the other quantity with its unit, whichever column has them."""
    weight = np.full(batch.size, np.nan)
    amount = np.full(batch.size, np.nan)
    unit = constant("", batch.size)
    for number in (1, 2):
        kilograms = batch.kilograms(f"unit{number}")
        quantity = batch.number(f"quantity{number}-{month}")
        is_weight = ~np.isnan(kilograms)
        weight = np.where(is_weight, quantity * kilograms, weight)
        has_unit = batch.where(f"unit{number}", bool)
        amount = np.where(~is_weight & has_unit, quantity, amount)
        unit = pc.if_else(pa.array(~is_weight & has_unit), batch.text(f"unit{number}"), unit)
    return weight, amount, unit


def survey(columns: Mapping[str, pa.Array], reading: Reading) -> None:
    """Note the months in which any row has trade."""
    for month in range(1, 13):
        column = columns.get(f"value-{month}")
        if column is not None and month not in reading.seen_months:
            word = pc.utf8_trim_whitespace(pc.fill_null(column, ""))
            if pc.any(pc.match_substring_regex(word, r"[1-9]")).as_py():
                reading.seen_months.add(month)


def _roles(**more: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {
        "flow": ("Exp or Imp",),
        "year": ("Year",),
        "code": ("HS",),
        "unit1": ("unit1",),
        "unit2": ("unit2",),
    }
    roles |= more
    for number, name in enumerate(MONTHS, start=1):
        spelt = OTHER_SPELLINGS.get(name, (name,))
        roles |= {f"{m}-{number}": tuple(f"{m}{word}" for word in spelt) for m in MEASURES}
    return roles


OFFICE = FileLayout(
    name="estat_office",
    title="e-Stat trade statistics by customs office",
    roles=_roles(office=("custom", "customs"), partner=("country",)),
    required=("flow", "year", "code", "office", "value-1"),
    rows=rows,
    parts=PARTS,
    survey=survey,
    edition=national_edition,
    code_digits=9,
)

COUNTRY = FileLayout(
    name="estat_country",
    title="e-Stat trade statistics by country",
    roles=_roles(partner=("country",)),
    required=("flow", "year", "code", "value-1"),
    rows=rows,
    parts=PARTS,
    survey=survey,
    edition=national_edition,
    code_digits=9,
)
