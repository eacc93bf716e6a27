"""The project's own tidy form: a row a period, item, destination and origin.

It is what ``tradesim customs`` writes and ``tradesim hindcast --observed`` reads. The origin (of
exports: the destination) ``WLD`` is all countries together. An empty cell was not published.
A table written by hand needs fewer columns: a year or month, an item, from where, to where, and
how much.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tradesim.cells import bare
from tradesim.customs.batch import FileRows, records
from tradesim.customs.layouts.base import FileLayout
from tradesim.customs.money import is_currency
from tradesim.customs.partners import ALPHA3
from tradesim.customs.periods import Period, parse_period

MILLION = 1_000_000.0
FLOWS = ("imports", "exports")
NO_FLOW = (
    "there is no column 'flow': all rows are taken as imports, which the country of destination "
    "publishes. If the country of origin published them, say so: --flow exports."
)
BASES = frozenset({"", "cif", "fob", "customs", "mixed"})


def rows(batch: FileRows) -> list[pa.Table]:
    """Return the records of a tidy table."""
    _check_words(batch)
    imports = _imports(batch)
    batch.add(
        reporter=_either(imports, batch.text("destination"), batch.text("origin")),
        partner=_either(imports, batch.text("origin"), batch.text("destination")),
    )
    headings = batch.reading.headings
    headings |= {"reporter": "destination", "partner": "origin"}
    reporter = batch.reporter("reporter", ALPHA3)
    partners = batch.partner("partner", ALPHA3)
    own, dollars = batch.number("own_value"), batch.number("dollars")
    amount = batch.number("amount")
    batch.blame(
        ~np.isnan(amount) & ~batch.where("unit", bool), "unit", lambda _: "nothing is given."
    )
    flags = batch.text("flag")
    in_dollars = ~np.isnan(dollars) | ~batch.where("currency", bool)
    return [
        records(
            batch,
            (),
            **partners,
            period=batch.mapped("period", lambda w: p.text if (p := _period(w)) else ""),
            frequency=batch.mapped("period", lambda w: p.frequency if (p := _period(w)) else ""),
            reporter=reporter,
            flow=_either(imports, pa.scalar("imports"), pa.scalar("exports")),
            currency=_either(in_dollars, pa.scalar("USD"), batch.text("currency")),
            basis=batch.text("basis"),
            item=batch.mapped("item" if batch.has("item") else "group", bare),
            group=batch.mapped("group", bare),
            amount=amount,
            amount_unit=batch.text("unit"),
            value=np.where(in_dollars, dollars, own) * MILLION,
            estimated=_mentions(flags, "estimated"),
            provisional=_mentions(flags, "provisional"),
        )
    ]


def _imports(batch: FileRows) -> np.ndarray:
    """Say which rows are imports; of a file that does not say, all are of the flow asked for."""
    if batch.has("flow"):
        return ~batch.where("flow", lambda word: word == "exports")
    if not batch.reading.flow:
        batch.reading.note(NO_FLOW)
    return np.full(batch.size, batch.reading.flow != "exports")


def _check_words(batch: FileRows) -> None:
    """Refuse cells that are empty or hold none of the words they may."""
    for role in ("group", "destination", "origin"):
        batch.blame(batch.where(role, lambda word: not word), role, lambda _: "nothing is given.")
    batch.blame(batch.where("period", lambda word: _period(word) is None), "period", _no_month)
    batch.blame(
        ~batch.where("flow", lambda word: not word or word in FLOWS),
        "flow",
        lambda word: f"'{word}' is neither imports nor exports.",
    )
    batch.blame(
        ~batch.where("basis", lambda word: word in BASES),
        "basis",
        lambda word: f"'{word}' is none of cif, fob, customs, mixed.",
    )
    batch.blame(
        ~batch.where("currency", lambda word: not word or is_currency(word)),
        "currency",
        lambda word: f"'{word}' is no currency of ISO 4217.",
    )


def _period(word: str) -> Period | None:
    """Return the period of a cell: only as the form writes them, 2019-07 or 2019."""
    period = parse_period(word)
    return period if period is not None and period.text == word else None


def _no_month(word: str) -> str:
    return f"'{word}' is not a month. Write it as 2019-07."


def _either(where: np.ndarray, one: pa.Scalar | pa.Array, other: pa.Scalar | pa.Array) -> pa.Array:
    return pc.if_else(pa.array(where), one, other)


def _mentions(column: pa.Array, word: str) -> np.ndarray:
    return np.asarray(pc.match_substring(column, word).to_numpy(zero_copy_only=False), dtype=bool)


TIDY = FileLayout(
    name="tidy",
    title="tidy table of tradesim",
    roles={
        "period": ("month", "year"),
        "group": ("customs_group", "item"),
        "destination": ("destination",),
        "origin": ("origin",),
        "amount": ("quantity",),
        "unit": ("unit",),
        "dollars": ("value_usd_m",),
        "item": ("item",),
        "flow": ("flow",),
        "basis": ("basis",),
        "flag": ("flag",),
        "own_value": ("value_m",),
        "currency": ("currency",),
    },
    required=("period", "group", "destination", "origin", "amount", "unit"),
    rows=rows,
)
