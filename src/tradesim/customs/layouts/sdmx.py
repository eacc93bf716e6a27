"""SDMX-CSV: Eurostat's (Comext) and in general; each measure stands in a row of its own.

A cell may be a code or ``code: label``. UNIT_MULT is a power of ten. NaN and an empty OBS_VALUE are
missing. Of Eurostat's indicators QUANTITY_IN_100KG counts hundreds of kilograms.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tradesim.customs.batch import FileRows, by_word, records, usual_basis
from tradesim.customs.editions import national_edition
from tradesim.customs.layouts.base import FileLayout, flow_meaning
from tradesim.customs.money import is_currency
from tradesim.customs.partners import GEONOMENCLATURE, SDMX, PartnerCodes
from tradesim.customs.units import factor, is_weight, unit_named
from tradesim.errors import CustomsError

PARTS = ("area", "second partner", "customs procedure", "mode of transport")
TOTALS = frozenset({"", "_T", "_Z", "TOTAL", "0", "W", "WLD", "W00", "C00", "000"})
ESTIMATED, PROVISIONAL = frozenset("EIei"), frozenset("Pp")
DELETED = frozenset({"D", "DELETE"})

flow_of = flow_meaning("1 m i imp import imports", "2 x e exp export exports")


def code_of(cell: str) -> str:
    """Return the code of a cell that may have a label behind it."""
    return cell.partition(":")[0].strip() if cell.strip(":") else cell


def eurostat_rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of Eurostat's SDMX-CSV."""
    indicator = batch.mapped("indicator", code_of)
    batch.leave_out(
        ~_is(indicator, "VALUE_IN_EUROS", "QUANTITY_IN_100KG", "SUPPLEMENTARY_QUANTITY"),
        "indicators that are neither value nor quantity",
    )
    number = _observed(batch)
    return _records(
        batch,
        GEONOMENCLATURE,
        currency="EUR",
        value=_where(_is(indicator, "VALUE_IN_EUROS"), number),
        weight=_where(_is(indicator, "QUANTITY_IN_100KG"), number * (factor("100 kg", "kg") or 0)),
    )


def general_rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of any other SDMX-CSV."""
    batch.leave_out(
        batch.where("action", lambda word: word.upper() in DELETED), "observations deleted"
    )
    unit = batch.mapped("unit", code_of)
    of_money = _by(unit, is_currency)
    of_quantity = _by(unit, lambda word: bool(unit_named(word)))
    batch.blame(
        ~of_money & ~of_quantity,
        "unit",
        lambda word: f"'{word}' is neither a currency (ISO 4217) nor a unit of quantity.",
    )
    power = batch.mapped("multiplier", code_of)
    number = _observed(batch) * 10.0 ** _powers(power)
    weight = _by(unit, is_weight)
    kilograms = np.array([factor(w, "kg") or np.nan for w in unit.to_pylist()], dtype=float)
    return _records(
        batch,
        SDMX,
        currency=pc.if_else(pa.array(of_money), unit, ""),
        value=_where(of_money, number),
        weight=_where(weight, number * kilograms),
        amount=_where(of_quantity & ~weight, number),
        amount_unit=pc.if_else(pa.array(of_quantity & ~weight), unit, ""),
    )


def _records(batch: FileRows, codes: PartnerCodes, **measures: object) -> list[pa.Table]:
    coded = PartnerCodes(codes.title, lambda cell: codes.meaning(code_of(cell)).mark, case=str)
    flow = batch.flow(lambda word: flow_of(code_of(word)))
    reporter = batch.reporter("reporter", coded)
    partners = batch.partner("partner", coded)
    partners["area"] = batch.mapped(
        "partner", lambda w: w if codes.meaning(code_of(w)).is_part else ""
    )
    status = batch.mapped("status", code_of)
    usual = usual_basis(flow)
    basis = batch.mapped("valuation", lambda word: code_of(word).lower())
    return [
        records(
            batch,
            PARTS,
            **batch.period("period"),
            **partners,
            **{
                "second partner": _part(batch, "partner2"),
                "customs procedure": _part(batch, "procedure"),
                "mode of transport": _part(batch, "mode"),
            },
            reporter=reporter,
            flow=flow,
            code=batch.mapped("code", code_of),
            basis=pc.if_else(pc.equal(basis, ""), usual if codes is not SDMX else "", basis),
            estimated=_by(status, lambda word: bool(ESTIMATED & set(word))),
            provisional=_by(status, lambda word: bool(PROVISIONAL & set(word))),
            **measures,
        )
    ]


def _observed(batch: FileRows) -> np.ndarray:
    if not batch.has("value"):
        raise CustomsError.of(
            batch.reading.file, "it has no column OBS_VALUE: it holds no figures."
        )
    return batch.number("value")


def _part(batch: FileRows, role: str) -> pa.Array:
    return batch.mapped(role, lambda w: "" if code_of(w).upper() in TOTALS else code_of(w))


def _is(column: pa.Array, *words: str) -> np.ndarray:
    return np.asarray(pc.is_in(column, pa.array(words)).to_numpy(zero_copy_only=False))


def _by(column: pa.Array, test: Callable[[str], bool]) -> np.ndarray:
    return np.asarray(by_word(column.dictionary_encode(), test, bool))


def _powers(column: pa.Array) -> np.ndarray:
    words = column.to_pylist()
    return np.array([int(w) if w.lstrip("-").isdigit() else 0 for w in words], dtype=float)


def _where(chosen: np.ndarray, number: np.ndarray) -> pa.Array:
    """Return the numbers of the rows that are about a measure; the others say nothing of it."""
    return pa.array(number, mask=~chosen)


EUROSTAT = FileLayout(
    name="eurostat_sdmx",
    title="Eurostat SDMX-CSV (Comext)",
    roles={
        "reporter": ("reporter",),
        "partner": ("partner",),
        "code": ("product",),
        "flow": ("flow",),
        "indicator": ("indicators", "indicator"),
        "period": ("TIME_PERIOD",),
        "value": ("obsvalue",),
        "status": ("obsflag", "obsstatus"),
    },
    required=("reporter", "partner", "code", "flow", "indicator", "period"),
    rows=eurostat_rows,
    edition=national_edition,
    parts=PARTS,
    is_long=True,
)

GENERAL = FileLayout(
    name="sdmx_csv",
    title="SDMX-CSV",
    roles={
        "action": ("action",),
        "reporter": ("REF_AREA", "reporter", "reportingcountry", "reportingarea"),
        "partner": ("COUNTERPART_AREA", "partner", "partnercountry", "vispartnerarea"),
        "partner2": ("secondcounterpartarea", "partner2"),
        "code": ("product", "commodity", "cmdcode", "commoditycode", "productcode", "cpa", "hs"),
        "flow": ("flow", "tradeflow", "indicator", "direction", "imtsflow", "accountingentry"),
        "mode": ("transportmode", "modeoftransport", "transport", "mot"),
        "procedure": ("customsprocedure", "customsproc", "customsprocedurecode"),
        "valuation": ("valuation", "pricevaluation", "basis"),
        "unit": ("UNIT_MEASURE", "unit"),
        "multiplier": ("unitmult", "unitmultiplier"),
        "period": ("TIME_PERIOD",),
        "value": ("obsvalue",),
        "status": ("obsstatus", "obsflag"),
    },
    required=("reporter", "partner", "code", "flow", "unit", "period"),
    rows=general_rows,
    parts=PARTS,
    is_long=True,
)
