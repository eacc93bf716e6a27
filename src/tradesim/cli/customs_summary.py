"""What was read of customs files, on the terminal: files, what was left out, items, doubts."""

from __future__ import annotations

import math
from pathlib import Path

from tradesim.cli.edge import say
from tradesim.cli.tables import print_sections
from tradesim.customs import Trade
from tradesim.customs.summary import ItemSummary
from tradesim.reporting.section import DigestTable
from tradesim.wording.numbers import NOTHING, amount

MOST_MONTHS = 6
"""Months without a rate that are listed."""


def print_summary(trade: Trade) -> None:
    """Print what was read and what was left out."""
    count = len(trade.files)
    title = f"{count} customs file{'s' if count > 1 else ''}, {len(trade.table):,} rows"
    sections = [_files(trade), _left_out(trade), _items(trade)]
    print_sections(title, [section for section in sections if section.rows])
    for file in trade.files:
        for note in file.notes:
            say(f"note, {Path(file.file).name}: {note}")
    for left in trade.currencies:
        say(f"note: {_money(left.currency, left.months)}")
    for warning in trade.warnings:
        say(f"look at this: {warning}")


def _files(trade: Trade) -> DigestTable:
    rows = tuple(
        (
            Path(file.file).name,
            file.title,
            file.encoding,
            f"{file.rows:,}",
            f"{file.item_rows:,}",
            f"{file.kept:,}",
        )
        for file in trade.files
    )
    columns = ("file", "layout", "encoding", "rows", "about the items", "rows made")
    return DigestTable("Files", "the layout that was recognised", columns, rows)


def _left_out(trade: Trade) -> DigestTable:
    rows = tuple(
        (Path(file.file).name, reason, f"{count:,}")
        for file in trade.files
        for reason, count in file.left_out.items()
    )
    return DigestTable("Left out", "rows, by reason", ("file", "reason", "rows"), rows)


def _items(trade: Trade) -> DigestTable:
    columns = ("item", "flow", "periods", "reporters", "partners", "rows", "unit value", "most lie")
    rows = tuple(
        (
            item.item,
            f"{item.flow} {item.basis}".strip(),
            _periods(item),
            str(item.reporters),
            str(item.partners),
            f"{item.rows:,}"
            + (f" ({item.without_quantity:,} without)" * bool(item.without_quantity)),
            *_unit_values(item),
        )
        for item in trade.items
    )
    note = "rows without a quantity in brackets; unit value: the median, and eight tenths"
    return DigestTable("Items", note, columns, rows)


def _periods(item: ItemSummary) -> str:
    if item.months == 1:
        return item.first
    return f"{item.months} {item.frequency}s, {item.first} to {item.last}"


def _unit_values(item: ItemSummary) -> tuple[str, str]:
    values = (item.unit_value_low, item.unit_value, item.unit_value_high)
    if any(math.isnan(value) for value in values):
        return NOTHING, NOTHING
    low, middle, high = (amount(value) for value in values)
    return f"{middle} {item.currency}/{item.unit}", f"{low} to {high}"


def _money(currency: str, months: tuple[str, ...]) -> str:
    listed = ", ".join(months[:MOST_MONTHS])
    rest = len(months) - MOST_MONTHS
    more = f" and {rest} more" if rest > 0 else ""
    return (
        f"values stay in {currency} in {listed}{more}: give --rates for dollars. "
        "Quantities and shares can be used as they are."
    )
