"""BACI (CEPII) and WITS (World Bank): thousand dollars a year.

BACI: i exports to j; v in thousand dollars, free on board; q in tonnes; the codes of countries are
UN Comtrade's and those of goods lose their zero. WITS: reporter and partner by alpha-3 code or by
name; groups of countries overlap, OAS is Taiwan.
"""

from __future__ import annotations

import re

import pyarrow as pa

from tradesim.customs.batch import FileRows, records, usual_basis
from tradesim.customs.editions import edition_named
from tradesim.customs.layouts.base import FileLayout
from tradesim.customs.partners import COMTRADE, WITS, WITS_OR_NAMES

THOUSAND = 1_000.0
IMPORT_WORDS = ("import", "imp.", "gross imp", "m")
EXPORT_WORDS = ("export", "exp.", "gross exp", "x")


def baci_rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of BACI, as the imports of j."""
    partners = batch.partner("exporter", COMTRADE, part="area")
    return [
        records(
            batch,
            ("area",),
            **batch.period("period"),
            **partners,
            reporter=batch.reporter("importer", COMTRADE),
            flow="imports",
            code=batch.text("code"),
            currency="USD",
            basis="fob",
            amount=batch.number("amount"),
            amount_unit="t",
            value=batch.number("value", times=THOUSAND),
        )
    ]


def baci_edition(file: str, period: str) -> str:
    """Return the edition in a file's name (BACI_HS17_Y2019_V...), else unknown."""
    del period
    found = re.search(r"HS([0-9]{2})", file, re.IGNORECASE)
    return edition_named(found[0]) if found else ""


def wits_flow(word: str) -> str:
    """Return what a flow of WITS means; re-exports and re-imports are neither."""
    small = word.casefold()
    if small.startswith("re"):
        return ""
    if any(small.startswith(known) for known in IMPORT_WORDS):
        return "imports"
    return "exports" if any(small.startswith(known) for known in EXPORT_WORDS) else ""


def wits_rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of a file of WITS."""
    batch.leave_out(
        batch.where("flow", lambda w: w.casefold().startswith("re")),
        "re-exports and re-imports, which exports and imports hold",
    )
    flow = batch.flow(wits_flow)
    by_code = batch.has("partner")
    codes = WITS if by_code else WITS_OR_NAMES
    reporter = batch.reporter("reporter" if batch.has("reporter") else "reporter_name", codes)
    partners = batch.partner("partner" if by_code else "partner_name", codes)
    return [
        records(
            batch,
            (),
            **batch.period("period"),
            **partners,
            reporter=reporter,
            flow=flow,
            code=batch.text("code"),
            edition=batch.mapped("edition", edition_named),
            currency="USD",
            basis=usual_basis(flow),
            weight=batch.number("weight"),
            amount=batch.number("amount"),
            amount_unit=batch.text("unit"),
            value=batch.number("value", times=THOUSAND),
        )
    ]


BACI = FileLayout(
    name="baci",
    title="BACI (CEPII)",
    roles={
        "period": ("t", "year"),
        "exporter": ("i",),
        "importer": ("j",),
        "code": ("k",),
        "value": ("v",),
        "amount": ("q",),
    },
    required=("period", "exporter", "importer", "code", "value", "amount"),
    rows=baci_rows,
    parts=("area",),
    code_digits=6,
    edition=baci_edition,
)

WITS_FILE = FileLayout(
    name="wits",
    title="WITS (World Bank)",
    roles={
        "edition": ("nomenclature",),
        "reporter": ("reporteriso3", "reportercode"),
        "reporter_name": ("reporter", "reportername"),
        "partner": ("partneriso3", "partnercode"),
        "partner_name": ("partner", "partnername"),
        "code": ("ProductCode",),
        "period": ("year", "period"),
        "flow": ("TradeFlowName", "TradeFlow", "Indicator"),
        "value": (
            "TradeValue in 1000 USD",
            "Trade Value 1000USD",
            "Trade Value (US$ Thousand)",
            "Value",
        ),
        "weight": ("netweightinkgm", "netweightkg", "netweight"),
        "amount": ("quantity",),
        "unit": ("quantityunit", "qtyunit", "qtytoken"),
    },
    required=("code", "period", "flow", "value"),
    rows=wits_rows,
    code_digits=6,
)
