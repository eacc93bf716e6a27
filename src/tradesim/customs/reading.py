"""Reading one customs file: from its rows to the records that are about the items."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tradesim.customs.batch import Fault, FileRows, Reading, mapped
from tradesim.customs.editions import edition_named
from tradesim.customs.items import CustomsItem
from tradesim.customs.layouts import FileLayout
from tradesim.customs.layouts.tidy import TIDY
from tradesim.customs.matching import CONFIDENTIAL, TOTAL, WIDER, Matcher
from tradesim.customs.recognition import recognise
from tradesim.customs.source import Source
from tradesim.customs.tally import TradeTally
from tradesim.errors import CustomsError, Problem

MOST_LOCATED = 30
"""Faults whose line is looked up; the rest is counted."""


MARKED = {
    CONFIDENTIAL: "codes that hide single goods (secret), not attributable",
    WIDER: "headings that hold more than the items",
    TOTAL: "totals of all goods",
}
"""Why rows whose code is no item's own are left out."""


@dataclass
class FileRecords:
    """What a file says of the items.

    Attributes:
        path: The file as it was named.
        layout: Its layout.
        encoding: Its encoding.
        rows: Rows of the table.
        item_rows: Those that are about the items.
        records: The records, added up where they agree in everything but their figures.
        reading: What was left out, and what somebody should know.
        wider: Codes that hold an item's and more, with their rows.
        editions: Editions of the Harmonised System that any row is in.
        codes: Codes of the items that rows were found of, with the editions of those.
    """

    path: str
    layout: FileLayout
    encoding: str
    rows: int
    item_rows: int
    records: pd.DataFrame
    reading: Reading
    source: Source
    wider: dict[str, int] = field(default_factory=dict)
    editions: set[str] = field(default_factory=set)
    codes: dict[str, Sequence[str]] = field(default_factory=dict)

    def refuse(self, faults: Sequence[Fault]) -> Exception:
        """Return the refusal of the file for its faults, the first with their lines."""
        ordered = sorted(faults, key=lambda fault: fault.row)
        lines = self.source.lines_of({fault.row for fault in ordered[:MOST_LOCATED]})
        return CustomsError(
            self.path,
            [Problem(lines.get(fault.row), fault.field, fault.message) for fault in ordered],
        )


def read_file(
    path: str | os.PathLike[str],
    items: Sequence[CustomsItem] | None,
    insisted: FileLayout | None = None,
    flow: str = "",
    advance: Callable[[int], None] | None = None,
) -> FileRecords:
    """Return what a file says of the items.

    Args:
        path: The file.
        items: The items; all of them where None, which only a tidy table allows.
        insisted: The layout it must have; recognised where None.
        flow: The flow it holds, or the only one to keep; both where empty.
        advance: Told the rows as they are read.

    Raises:
        CustomsError: With what is wrong with the file, and where.
    """
    source, layout, places = recognise(Path(path), insisted)
    headings = {role: source.columns[place] for role, place in places.items()}
    reading = Reading(os.fspath(path), source.title, headings, flow)
    taken = _Taking(layout, items, reading)
    columns = list(dict.fromkeys(places.values()))
    for rows in source.batches(columns):
        by_role = {role: rows.column(str(place)) for role, place in places.items()}
        taken.take(by_role, rows.num_rows)
        if advance is not None:
            advance(rows.num_rows)
    taken.finish()
    found = FileRecords(
        path=os.fspath(path),
        layout=layout,
        encoding=source.encoding,
        rows=taken.rows,
        item_rows=taken.item_rows,
        records=taken.tally.frame(),
        reading=reading,
        source=source,
        wider=taken.wider,
        editions={name for word in taken.editions if (name := edition_named(word))},
    )
    _refuse_what_is_wrong(found)
    return found


def _refuse_what_is_wrong(found: FileRecords) -> None:
    source, reading = found.source, found.reading
    if source.footers:
        reading.left_out["notes above or below the table"] += len(source.footers)
    ragged = [
        Problem(None, "", f"{given} cells, but the heading has {meant}: {text[:60]}")
        for text, given, meant in source.ragged
    ]
    if reading.faults or ragged:
        error = found.refuse(reading.faults)
        raise CustomsError(found.path, [*getattr(error, "problems", ()), *ragged])
    if not found.rows:
        raise CustomsError.of(found.path, "it has a heading and no rows.")


class _Taking:
    """Takes the rows of the items, batch by batch."""

    def __init__(
        self, layout: FileLayout, items: Sequence[CustomsItem] | None, reading: Reading
    ) -> None:
        self.layout = layout
        self.reading = reading
        self.matcher = Matcher(items or (), layout.code_digits) if layout is not TIDY else None
        self.names = None if items is None else {i.name for i in items} | {i.group for i in items}
        self.tally = TradeTally(layout.parts)
        self.rows = self.item_rows = 0
        self.wider: dict[str, int] = {}
        self.editions: set[str] = set()
        self.waiting: list[tuple[dict[str, pa.Array], np.ndarray]] = []

    def take(self, columns: dict[str, pa.Array], size: int) -> None:
        """Take the rows of a batch that are about the items."""
        if self.layout.survey is not None:
            self.layout.survey(columns, self.reading)
        if "edition" in columns:
            self.editions |= {str(word) for word in pc.unique(columns["edition"]).to_pylist()}
        numbers = np.arange(self.rows, self.rows + size)
        self.rows += size
        if self.matcher is None:
            chosen = self._named(columns, size)
        else:
            chosen = self._coded(columns["code"], self.matcher)
        self.item_rows += int(chosen.sum())
        if not chosen.any():
            return
        mask = pa.array(chosen)
        kept = {role: column.filter(mask) for role, column in columns.items()}
        if self.layout.survey is not None:
            self.waiting.append((kept, numbers[chosen]))
        else:
            self._record(kept, numbers[chosen])

    def finish(self) -> None:
        """Record what waited until all rows had been looked at."""
        for columns, numbers in self.waiting:
            self._record(columns, numbers)
        self.waiting = []

    def _record(self, columns: dict[str, pa.Array], numbers: np.ndarray) -> None:
        batch = FileRows(columns, numbers, self.reading)
        for table in self.layout.rows(batch):
            self.tally.add(self._completed(table))

    def _completed(self, table: pa.Table) -> pa.Table:
        """Name the item of each record, and keep the flow that is asked for."""
        if self.matcher is not None:
            codes = table.column("code").combine_chunks().dictionary_encode()
            items = mapped(codes, self.matcher.item_of)
            table = table.set_column(table.column_names.index("item"), "item", items)
        if self.reading.flow:
            wanted = pc.equal(table.column("flow"), self.reading.flow)
            other = table.num_rows - int(pc.sum(wanted).as_py() or 0)
            if other:
                self.reading.left_out["the other flow"] += other
                table = table.filter(wanted)
        return table

    def _coded(self, column: pa.Array, matcher: Matcher) -> np.ndarray:
        """Return the rows whose code is an item's; count those that hide one, or hold more."""
        encoded = pc.fill_null(column, "").dictionary_encode()
        words = [str(word) for word in encoded.dictionary.to_pylist()]
        items = [matcher.item_of(word) for word in words]
        places = encoded.indices.to_numpy(zero_copy_only=False)
        if any(item in MARKED for item in items):
            counts = np.bincount(places, minlength=len(words))
            for word, item, count in zip(words, items, counts.tolist(), strict=True):
                if item in MARKED and count:
                    self.reading.left_out[MARKED[item]] += count
                if item == WIDER:
                    self.wider[word] = self.wider.get(word, 0) + count
        chosen = np.array([bool(item) and item not in MARKED for item in items], dtype=bool)
        return chosen[places] if len(chosen) else np.zeros(0, dtype=bool)

    def _named(self, columns: dict[str, pa.Array], size: int) -> np.ndarray:
        """Return the rows of a tidy table whose item or customs group is asked for."""
        if self.names is None:
            return np.ones(size, dtype=bool)
        names = pa.array(sorted(self.names))
        chosen = np.zeros(size, dtype=bool)
        for role in ("item", "group"):
            if role in columns:
                found = pc.is_in(pc.utf8_trim_whitespace(columns[role]), names)
                chosen |= np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)
        return chosen
