"""Eurostat's Comext in bulk: a row a reporter, partner, product, flow and statistical procedure.

Procedures are parts without a total (in old files regime 4 is one). Period 52 is the year. Codes
with X are what is left of a heading when single products are secret; partners Q.. are secret or not
specified. A weight of 0 may be rounding: it is unknown.
"""

from __future__ import annotations

import pyarrow as pa

from tradesim.customs.batch import FileRows, records, usual_basis
from tradesim.customs.editions import national_edition
from tradesim.customs.layouts.base import FileLayout, flow_meaning
from tradesim.customs.partners import GEONOMENCLATURE

PARTS = ("area", "statistical procedure", "kind of trade")

flow_of = flow_meaning("1 import imports", "2 export exports")


def rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of a bulk file."""
    flow = batch.flow(flow_of)
    reporter = batch.reporter("reporter", GEONOMENCLATURE)
    partners = batch.partner("partner", GEONOMENCLATURE, part="area")
    procedure = batch.text("procedure")
    if batch.has("regime"):
        procedure = batch.mapped("regime", lambda word: "" if word == "4" else word)
    return [
        records(
            batch,
            PARTS,
            **batch.period("period"),
            **partners,
            **{"statistical procedure": procedure, "kind of trade": batch.text("trade_type")},
            reporter=reporter,
            flow=flow,
            code=batch.text("code"),
            currency="EUR",
            basis=usual_basis(flow),
            weight=batch.number("weight"),
            amount=batch.number("amount"),
            amount_unit=batch.mapped("unit", lambda w: "" if w == "NO_SU" else w),
            value=batch.number("value"),
        )
    ]


BULK = FileLayout(
    name="comext_bulk",
    title="Eurostat Comext, bulk",
    roles={
        "reporter": ("REPORTER", "DECLARANT_ISO", "DECLARANT"),
        "partner": ("PARTNER_ISO", "PARTNER"),
        "trade_type": ("tradetype",),
        "code": ("PRODUCT_NC", "PRODUCT_CN8"),
        "flow": ("FLOW",),
        "procedure": ("statprocedure",),
        "regime": ("statregime",),
        "unit": ("supplunit", "suppunit"),
        "period": ("PERIOD",),
        "value": ("VALUE_EUR", "VALUE_IN_EUROS"),
        "weight": ("quantitykg", "quantityinkg"),
        "amount": ("quantitysupplunit", "supquantity"),
    },
    required=("reporter", "partner", "code", "flow", "period", "value"),
    rows=rows,
    edition=national_edition,
    parts=PARTS,
)
