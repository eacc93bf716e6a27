"""China's GACC: tables of the online query, in GB18030 or UTF-8.

The file does not say whether it holds imports or exports: ``--flow``, its name or its title does.
Without a month in the rows, the month is that of the name. Modes of trade and places of
registration are parts without a total. The heading of the value is its currency.
"""

from __future__ import annotations

import pyarrow as pa

from tradesim.customs.batch import FileRows, constant, records
from tradesim.customs.editions import national_edition
from tradesim.customs.layouts.base import FileLayout
from tradesim.customs.partners import ALPHA2, GACC, NAMES
from tradesim.customs.periods import period_in
from tradesim.errors import CustomsError

REPORTER = ALPHA2.meaning("CN").code
PARTS = ("mode of trade", "place of registration")
IMPORT_WORDS = ("import", "进口", "imp")
EXPORT_WORDS = ("export", "出口", "exp")


def rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of a table."""
    flow = _flow(batch)
    currency = "USD" if batch.has("dollars") else "CNY"
    role, codes = ("partner", GACC) if batch.has("partner") else ("partner_name", NAMES)
    return [
        records(
            batch,
            PARTS,
            **_periods(batch),
            **batch.partner_or_world(role, codes),
            **{
                "mode of trade": batch.text("mode"),
                "place of registration": batch.text("place"),
            },
            reporter=REPORTER,
            flow=flow,
            code=batch.text("code"),
            currency=currency,
            basis="cif" if flow == "imports" else "fob",
            weight=batch.weights(),
            amount=batch.number("quantity1"),
            amount_unit=batch.text("unit1"),
            value=batch.number("dollars" if currency == "USD" else "yuan"),
        )
    ]


def _flow(batch: FileRows) -> str:
    """Return the flow: what was asked for, or what the title or the name of the file says."""
    reading = batch.reading
    if reading.flow:
        return reading.flow
    said = f"{reading.title} {reading.file}".casefold()
    imports = any(word in said for word in IMPORT_WORDS)
    exports = any(word in said for word in EXPORT_WORDS)
    if imports == exports:
        raise CustomsError.of(
            reading.file,
            "neither it nor its name says whether it holds imports or exports: give --flow.",
        )
    reading.note(f"taken as {'imports' if imports else 'exports'} by its name or title.")
    return "imports" if imports else "exports"


def _periods(batch: FileRows) -> dict[str, pa.Array]:
    if batch.has("period"):
        return batch.period("period")
    named = period_in(batch.reading.title) or period_in(batch.reading.file)
    if named is None:
        raise CustomsError.of(
            batch.reading.file,
            "its rows have no month, and its name has none: call it such as exports_2019-07.csv.",
        )
    batch.reading.note(f"its rows have no month: taken as {named.text} by its name or title.")
    return {
        "period": constant(named.text, batch.size),
        "frequency": constant(named.frequency, batch.size),
    }


TABLE = FileLayout(
    name="gacc",
    title="GACC (online query)",
    roles={
        "period": ("数据年月", "年月", "统计年月"),
        "code": ("商品编码", "商品代码"),
        "partner": ("贸易伙伴编码", "贸易伙伴代码"),
        "partner_name": ("贸易伙伴名称", "贸易伙伴"),
        "mode": ("贸易方式编码", "贸易方式代码", "贸易方式"),
        "place": ("注册地编码", "注册地代码", "注册地"),
        "quantity1": ("第一数量", "数量"),
        "unit1": ("第一计量单位", "计量单位"),
        "quantity2": ("第二数量",),
        "unit2": ("第二计量单位",),
        "yuan": ("人民币", "金额人民币"),
        "dollars": ("美元", "金额美元"),
    },
    required=("code",),
    rows=rows,
    edition=national_edition,
    parts=PARTS,
    code_digits=8,
)
