"""Reading customs files into one tidy table: what ``tradesim customs`` and Python call."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from tradesim.customs.combining import flows
from tradesim.customs.coverage import codes_missing
from tradesim.customs.items import CustomsItem, read_items
from tradesim.customs.layouts import LAYOUTS, FileLayout
from tradesim.customs.layouts.tidy import TIDY
from tradesim.customs.mirror import as_imports
from tradesim.customs.money import NO_RATES, Rates, read_rates
from tradesim.customs.plausibility import doubts, without_impossible
from tradesim.customs.reading import FileRecords, read_file
from tradesim.customs.recognition import layout_named, recognise
from tradesim.customs.summary import FileSummary, ItemSummary, file_summary, item_summaries
from tradesim.customs.table import Unconverted, tidy, together, unconverted
from tradesim.customs.writing import write_table
from tradesim.errors import CustomsError
from tradesim.results.tables import finite_or_none

FilePath = str | os.PathLike[str]


@dataclass(frozen=True)
class Trade:
    """Customs files as one tidy table.

    Attributes:
        table: A row a period, item, destination, origin and flow.
        files: What was read of each file, and what was left out.
        items: What the table holds of each item.
        warnings: What somebody should look at before trusting it.
        currencies: Money left in its currency.
    """

    table: pd.DataFrame
    files: tuple[FileSummary, ...]
    items: tuple[ItemSummary, ...]
    warnings: tuple[str, ...]
    currencies: tuple[Unconverted, ...]

    def document(self) -> dict[str, Any]:
        """Return the summary as JSON values."""
        return {
            "files": [asdict(file) for file in self.files],
            "items": [finite_or_none(asdict(item)) for item in self.items],
            "warnings": list(self.warnings),
            "currencies_without_rate": [asdict(left) for left in self.currencies],
        }

    def mirrored(self, weeks: float) -> Trade:
        """Return the partners' exports as imports, later by a journey of some weeks."""
        return replace(self, table=as_imports(self.table, weeks))

    def write(self, path: FilePath) -> None:
        """Write the table as CSV or Parquet, by the ending of the name; whole or not at all.

        Raises:
            OutputError: If it cannot be written there.
        """
        write_table(self.table, Path(path))


def read(
    paths: FilePath | Sequence[FilePath],
    items: FilePath | Sequence[CustomsItem] | None = None,
    layout: str | None = None,
    rates: FilePath | Rates | None = None,
    *,
    flow: str = "",
    advance: Callable[[int], None] | None = None,
) -> Trade:
    """Return customs files, of whatever layouts, as one tidy table.

    Args:
        paths: One file or several; of the same trade, the file named last counts.
        items: A file of items, or items; only tidy tables can be read without.
        layout: The layout of the files, by name; recognised where absent.
        rates: A table of monthly rates, which brings money to dollars.
        flow: Keep imports or exports only; and say so of files that do not.
        advance: Told the rows as they are read.

    Raises:
        CustomsError: With what is wrong with a file, and where.
        ItemsError: With what is wrong with the file of items.
        ValueError: If there is no such layout or flow.
    """
    if flow not in {"", "imports", "exports"}:
        message = f"'{flow}' is neither imports nor exports."
        raise ValueError(message)
    insisted = layout_named(layout) if layout else None
    known = (
        items if items is None or not isinstance(items, str | os.PathLike) else read_items(items)
    )
    worth = rates if isinstance(rates, Rates) else NO_RATES if rates is None else read_rates(rates)
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    found = [_read(path, known, insisted, flow, advance) for path in named]
    tables = [tidy(flows(one, known), one, worth) for one in found]
    anywhere = {code for one in found for code in one.codes}
    for one in found:
        if known and one.layout is not TIDY:
            for said in codes_missing(one, known, anywhere):
                one.reading.note(said)
    table, impossible = without_impossible(together(tables, found), known)
    _refuse_nothing(table, found, impossible)
    files = tuple(
        file_summary(one, int((table["file"] == Path(one.path).name).sum())) for one in found
    )
    return Trade(
        table=table,
        files=files,
        items=item_summaries(table),
        warnings=(*impossible, *doubts(table, known)),
        currencies=tuple(unconverted(table)),
    )


def _read(
    path: FilePath,
    items: Sequence[CustomsItem] | None,
    insisted: FileLayout | None,
    flow: str,
    advance: Callable[[int], None] | None,
) -> FileRecords:
    if items is None:
        _, layout, _ = recognise(Path(path), insisted)
        if layout is not TIDY:
            said = (
                f"it is a file of {layout.title}: say which goods are meant (--items items.yaml)."
            )
            raise CustomsError.of(path, said)
    return read_file(path, items, insisted, flow, advance)


def _refuse_nothing(
    table: pd.DataFrame, found: Sequence[FileRecords], impossible: Sequence[str]
) -> None:
    """Refuse files of which nothing is left."""
    if not table.empty:
        return
    first = found[0]
    reasons = [f"{count:,} {reason}" for reason, count in first.reading.left_out.most_common()]
    said = f"nothing of the items is left of its {first.rows:,} rows ({first.layout.title})."
    more = [*reasons, *first.reading.notes, *impossible]
    raise CustomsError.of(first.path, "\n    ".join([said, *more]))


def layout_names() -> tuple[str, ...]:
    """Return the names of the layouts that are known."""
    return tuple(layout.name for layout in LAYOUTS)
