"""UN Comtrade: the new API (CSV and JSON) and the files of the old site.

A row may be a part in four ways: of a second partner, of a customs procedure, of a mode of
transport, of a mode of supply. The totals are 0 (partner2, motCode, mosCode) and C00 (customsCode);
in old files an empty cell. Exports (X) hold re-exports (RX), imports (M) hold re-imports (RM).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tradesim.customs.batch import FileRows, records, usual_basis
from tradesim.customs.editions import edition_named
from tradesim.customs.layouts.base import FileLayout, flow_meaning
from tradesim.customs.partners import COMTRADE
from tradesim.customs.periods import parse_period

PARTS = ("area", "second partner", "customs procedure", "mode of transport", "mode of supply")

UNIT_CODES = {
    "2": "m2",
    "3": "thousand kWh",
    "4": "m",
    "5": "piece",
    "6": "pair",
    "7": "litre",
    "8": "kg",
    "9": "thousand pieces",
    "11": "dozen",
    "12": "m3",
    "13": "carat",
}
"""Units of quantity by their codes (UN Comtrade, reference table of units of quantity)."""

flow_of = flow_meaning("m import imports 1", "x export exports 2")
REPEATED_FLOWS = frozenset({"rx", "rm", "dx", "re-export", "re-exports", "re-import", "re-imports"})
WEIGHT_ESTIMATED = frozenset({"4", "6"})
"""Flags of old files for an estimated weight, alone or with the quantity."""


def rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of a file of UN Comtrade."""
    _leave_out(batch)
    partner = "partner" if batch.has("partner") else "partner_iso"
    reporter = "reporter" if batch.has("reporter") else "reporter_iso"
    reporters = batch.reporter(reporter, COMTRADE)
    partners = batch.partner(partner, COMTRADE, part="area")
    flow = batch.mapped("flow", flow_of)
    value = batch.number("value")
    weight = batch.number("weight")
    return [
        records(
            batch,
            PARTS,
            **_periods(batch),
            **partners,
            **{
                "second partner": _part(batch, "partner2", {"", "0", "W00"}),
                "customs procedure": _part(batch, "customs", {"", "C00"}),
                "mode of transport": _part(batch, "mode", {"", "0"}),
                "mode of supply": _part(batch, "supply", {"", "0"}),
            },
            reporter=reporters,
            flow=flow,
            code=batch.text("code"),
            edition=batch.mapped("edition", edition_named),
            currency="USD",
            basis=_basis(batch, flow, value),
            weight=weight,
            amount=batch.number("amount"),
            amount_unit=_unit(batch),
            value=value,
            estimated=_estimated(batch),
        )
    ]


def _leave_out(batch: FileRows) -> None:
    """Leave out what exports and imports hold already, and what is no flow or no HS code."""
    batch.leave_out(
        batch.where("flow", lambda w: w.casefold() in REPEATED_FLOWS or w in {"3", "4"}),
        "re-exports and re-imports, which exports and imports hold",
    )
    batch.leave_out(~batch.where("flow", lambda w: bool(flow_of(w))), "parts of a flow")
    batch.leave_out(
        ~batch.where("edition", lambda w: not w or w.upper() == "HS" or bool(edition_named(w))),
        "classifications other than the Harmonised System",
    )


def _periods(batch: FileRows) -> dict[str, pa.Array]:
    """Return the periods; refMonth 52 and frequency A make a year of what looks like a month."""
    found = batch.period("period")
    yearly = batch.where("month", lambda w: w == "52") | batch.where(
        "frequency", lambda w: w.upper() == "A"
    )
    years = batch.mapped("period", lambda w: p.text[:4] if (p := parse_period(w)) else "")
    return {
        "period": pc.if_else(pa.array(yearly), years, found["period"]),
        "frequency": pc.if_else(pa.array(yearly), "year", found["frequency"]),
    }


def _part(batch: FileRows, role: str, totals: set[str]) -> pa.Array:
    return batch.mapped(role, lambda word: "" if word in totals else word)


def _unit(batch: FileRows) -> pa.Array:
    if batch.has("unit"):
        return batch.mapped("unit", lambda w: UNIT_CODES.get(w, w))
    return batch.mapped("unit_code", lambda w: UNIT_CODES.get(w, w))


def _basis(batch: FileRows, flow: pa.Array, value: np.ndarray) -> pa.Array:
    """Return on which basis a value stands: that of the column it repeats, else the usual one."""
    usual = usual_basis(flow)
    cif, fob = batch.number("cif"), batch.number("fob")
    is_fob = (fob == value) & ~(cif == value) & (value > 0.0)
    is_cif = (cif == value) & ~(fob == value) & (value > 0.0)
    return pc.if_else(pa.array(is_fob), "fob", pc.if_else(pa.array(is_cif), "cif", usual))


def _estimated(batch: FileRows) -> np.ndarray:
    if batch.has("weight_estimated"):
        return batch.where("weight_estimated", lambda w: w.lower() in {"true", "1"})
    return batch.where("estimation", lambda w: w in WEIGHT_ESTIMATED)


NEW = FileLayout(
    name="comtrade",
    title="UN Comtrade",
    roles={
        "period": ("period",),
        "month": ("refmonth",),
        "frequency": ("freqcode",),
        "reporter": ("reportercode",),
        "reporter_iso": ("reporteriso",),
        "flow": ("flowCode",),
        "partner": ("partnercode",),
        "partner_iso": ("partneriso",),
        "partner2": ("partner2code",),
        "edition": ("classificationcode",),
        "code": ("cmdCode",),
        "customs": ("customscode",),
        "mode": ("motcode",),
        "supply": ("moscode",),
        "unit": ("qtyunitabbr",),
        "unit_code": ("qtyunitcode",),
        "amount": ("qty",),
        "weight": ("netwgt",),
        "weight_estimated": ("isnetwgtestimated",),
        "cif": ("cifvalue",),
        "fob": ("fobvalue",),
        "value": ("primaryValue",),
    },
    required=("period", "flow", "code", "value"),
    rows=rows,
    parts=PARTS,
)

LEGACY = FileLayout(
    name="comtrade_legacy",
    title="UN Comtrade, old site",
    roles={
        "edition": ("classification", "pfcode"),
        "period": ("period",),
        "flow": ("Trade Flow Code", "rgCode", "Trade Flow"),
        "reporter": ("reportercode", "rtcode"),
        "reporter_iso": ("reporteriso", "rt3iso"),
        "partner": ("partnercode", "ptcode"),
        "partner_iso": ("partneriso", "pt3iso"),
        "partner2": ("2ndpartnercode", "ptcode2"),
        "customs": ("customsproccode", "cstcode"),
        "mode": ("modeoftransportcode", "motcode"),
        "code": ("Commodity Code", "cmdCode"),
        "unit": ("qtyunit", "qtdesc"),
        "unit_code": ("qtyunitcode", "qtcode"),
        "amount": ("qty", "tradequantity"),
        "weight": ("netweightkg", "netweight"),
        "cif": ("ciftradevalueus", "ciftradevalue", "cifvalue"),
        "fob": ("fobtradevalueus", "fobtradevalue", "fobvalue"),
        "value": ("Trade Value (US$)", "TradeValue"),
        "estimation": ("flag", "estcode"),
    },
    required=("period", "flow", "code", "value"),
    rows=rows,
    parts=PARTS,
)
