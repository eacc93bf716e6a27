"""Korea Customs Service: the open API, and the tables of the trade statistics portal.

Both give exports and imports side by side. The API counts in kg and dollars and names countries by
alpha-2 codes; the portal counts in thousand dollars, in kg or tonnes as its heading says, and names
them in Korean. The row 총계 is all months together.
"""

from __future__ import annotations

import pyarrow as pa

from tradesim.customs.batch import FileRows, records
from tradesim.customs.editions import national_edition
from tradesim.customs.layouts.base import FileLayout, unit_in
from tradesim.customs.partners import ALPHA2, NAMES, PartnerCodes
from tradesim.customs.units import is_weight, unit_named

REPORTER = ALPHA2.meaning("KR").code
FLOWS = {"imports": "cif", "exports": "fob"}
THOUSAND_WORDS = ("천", "thousand", "1,000", "k$")
DOLLAR_WORDS = ("달러", "불", "usd", "$", "dollar")


def api_rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of a reply of the open API, imports and exports of each row."""
    return _rows(batch, ALPHA2, {"imports": "kg", "exports": "kg"}, 1.0)


def portal_rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of a table of the portal."""
    units = {flow: _weight_unit(batch, flow) for flow in FLOWS}
    if batch.has("partner_code"):
        batch.add(partner=batch.text("partner_code"))
    return _rows(batch, ALPHA2 if batch.has("partner_code") else NAMES, units, _dollars(batch))


def _rows(
    batch: FileRows, codes: PartnerCodes, units: dict[str, str], dollars: float
) -> list[pa.Table]:
    periods = batch.period("period")
    batch.leave_out(batch.where("partner", lambda word: word == "-"), "totals of all periods")
    partner = batch.partner_or_world("partner", codes)
    return [
        records(
            batch,
            (),
            **periods,
            **partner,
            reporter=REPORTER,
            flow=flow,
            code=batch.text("code"),
            currency="USD",
            basis=basis,
            amount=batch.number(f"{flow}_weight"),
            amount_unit=units[flow],
            value=batch.number(f"{flow}_value", times=dollars),
        )
        for flow, basis in FLOWS.items()
        if batch.has(f"{flow}_value") or batch.has(f"{flow}_weight")
    ]


def _weight_unit(batch: FileRows, flow: str) -> str:
    """Return the unit of weight: of the heading, else of the title, else the portal's own."""
    stated = unit_in(batch.reading.headings.get(f"{flow}_weight", ""))
    words = [stated, *batch.reading.title.replace(",", " ").replace("/", " ").split()]
    for word in words:
        bare = word.strip("()[] :\uff08\uff09\uff1a")
        if bare and is_weight(bare):
            return unit_named(bare)
    if batch.has(f"{flow}_weight"):
        batch.reading.note(
            "the table states no unit of weight: read in tonnes, the portal's own. Hold the unit "
            "values against a price."
        )
    return "t"


def _dollars(batch: FileRows) -> float:
    """Return what a unit of value is: thousand dollars, unless a heading says dollars alone."""
    headings = [batch.reading.headings.get(f"{flow}_value", "") for flow in FLOWS]
    stated = " ".join([batch.reading.title, *(unit_in(heading) for heading in headings)]).lower()
    says_dollars = any(word in stated for word in DOLLAR_WORDS)
    says_thousand = any(word in stated for word in THOUSAND_WORDS)
    return 1.0 if says_dollars and not says_thousand else 1_000.0


API = FileLayout(
    name="kcs_api",
    title="KCS open API (nitemtrade)",
    roles={
        "period": ("year",),
        "partner": ("statcd",),
        "code": ("hsCd", "hsCode"),
        "imports_value": ("impDlr",),
        "imports_weight": ("impwgt",),
        "exports_value": ("expDlr",),
        "exports_weight": ("expwgt",),
    },
    required=("period", "code", "imports_value", "exports_value"),
    rows=api_rows,
    edition=national_edition,
    code_digits=10,
)

PORTAL = FileLayout(
    name="kcs_portal",
    title="KCS portal (tradedata)",
    roles={
        "period": ("기간", "년월", "연월", "년도"),
        "partner": ("국가명", "국가", "교역국"),
        "partner_code": ("국가코드", "국가부호"),
        "code": ("HS코드", "HSCODE", "품목코드", "hs부호", "세번부호"),
        "imports_value": ("수입금액", "수입액"),
        "imports_weight": ("수입중량", "수입물량"),
        "exports_value": ("수출금액", "수출액"),
        "exports_weight": ("수출중량", "수출물량"),
    },
    required=("period", "code"),
    rows=portal_rows,
    edition=national_edition,
)
