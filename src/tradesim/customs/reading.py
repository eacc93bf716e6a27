"""Reading one customs file: from its rows to the records that are about the items."""

from __future__ import annotations

import os
from collections import Counter
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
        reading: What was left out, and what somebody should know.
        source: The file itself.
        rows: Rows of the table.
        item_rows: Those that are about the items.
        records: The records, added up where they agree in everything but their figures.
        wider: Codes that hold an item's and more, with their rows.
        editions: Editions of the Harmonised System that any row is in.
        codes: Codes of the items that rows were found of, with the editions of those.
    """

    path: str
    layout: FileLayout
    encoding: str
    reading: Reading
    source: Source
    rows: int = 0
    item_rows: int = 0
    records: pd.DataFrame = field(default_factory=pd.DataFrame)
    wider: Counter[str] = field(default_factory=Counter)
    editions: set[str] = field(default_factory=set)
    codes: dict[str, Sequence[str]] = field(default_factory=dict)

    def refuse(self, faults: Sequence[Fault]) -> CustomsError:
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
    name = os.fspath(path)
    reading = Reading(name, source.title, headings, flow)
    found = FileRecords(name, layout, source.encoding, reading, source)
    taken = _Taking(found, items)
    columns = list(dict.fromkeys(places.values()))
    for rows in source.batches(columns):
        by_role = {role: rows.column(str(place)) for role, place in places.items()}
        taken.take(by_role, rows.num_rows)
        if advance is not None:
            advance(rows.num_rows)
    taken.finish()
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
        raise CustomsError(found.path, [*found.refuse(reading.faults).problems, *ragged])
    if not found.rows:
        raise CustomsError.of(found.path, "it has a heading and no rows.")


class _Taking:
    """Takes the rows of the items, batch by batch."""

    def __init__(self, found: FileRecords, items: Sequence[CustomsItem] | None) -> None:
        layout = found.layout
        self.found, self.layout, self.reading = found, layout, found.reading
        self.matcher = Matcher(items or (), layout.code_digits) if layout is not TIDY else None
        self.names = None if items is None else {i.name for i in items} | {i.group for i in items}
        self.tally = TradeTally(layout.parts)
        self.waiting: list[tuple[dict[str, pa.Array], np.ndarray]] = []

    def take(self, columns: dict[str, pa.Array], size: int) -> None:
        """Take the rows of a batch that are about the items."""
        if self.layout.survey is not None:
            self.layout.survey(columns, self.reading)
        if "edition" in columns:
            words = (str(word) for word in pc.unique(columns["edition"]).to_pylist())
            self.found.editions |= {name for word in words if (name := edition_named(word))}
        numbers = np.arange(self.found.rows, self.found.rows + size)
        self.found.rows += size
        if self.matcher is None:
            chosen = self._named(columns, size)
        else:
            chosen = self._coded(columns["code"], self.matcher)
        self.found.item_rows += int(chosen.sum())
        if not chosen.any():
            return
        mask = pa.array(chosen)
        kept = {role: column.filter(mask) for role, column in columns.items()}
        if self.layout.survey is not None:
            self.waiting.append((kept, numbers[chosen]))
        else:
            self._record(kept, numbers[chosen])

    def finish(self) -> None:
        """Record what waited until all rows had been looked at; add up what was recorded."""
        for columns, numbers in self.waiting:
            self._record(columns, numbers)
        self.found.records = self.tally.frame()

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
                    self.found.wider[word] += count
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
