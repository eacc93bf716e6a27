"""The runs of a batch by column: its files hold every column of few runs, analyses one of all runs.

The files are read once, one after the other, and each column is put behind itself in a spool: in
memory where it is small, else in a temporary file without a name. What is held of all runs at a
time are their keys, and the columns that somebody asks for (decision record 430).
"""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from tradesim.arrays import Floats
from tradesim.errors import AnalysisError
from tradesim.experiments.arrays import Ids
from tradesim.experiments.columns import KEYS
from tradesim.limits import MOST_RUNS, too_large, unread
from tradesim.records.parquet import read_parquet

ERROR = "error"

CELLS_AT_ONCE = 2_000_000
"""Cells that are held before they go to the spool: 16 MB."""

IN_MEMORY = 64_000_000
"""Bytes of a spool that stays in memory."""

WIDTH = np.dtype(np.float64).itemsize


class StoredRuns:
    """The finished runs of a batch, in the order of its files.

    Args:
        parts: The files.
    """

    def __init__(self, parts: Sequence[Path]) -> None:
        """Look at the number of runs and their columns; read the rest when it is asked for."""
        self._parts = tuple(parts)
        self._spool: Any = None
        self._keys: pd.DataFrame = pd.DataFrame()
        with self._worded():
            names = pq.read_schema(self._parts[0]).names
            outcomes = names[names.index(ERROR) + 1 :]
            self._places = {name: place for place, name in enumerate(outcomes)}
            self.count: int = sum(pq.read_metadata(part).num_rows for part in self._parts)
            if self.count > MOST_RUNS:
                raise too_large(f"{self.count:,} runs are more than the {MOST_RUNS:,} of a batch")

    def __len__(self) -> int:
        """Return the number of runs."""
        return self.count

    @property
    def keys(self) -> pd.DataFrame:
        """Variant, point, replicate and error of each run."""
        self._read()
        return self._keys

    def column(self, name: str, first: int = 0, last: int | None = None) -> Floats:
        """Return an outcome of some runs, not a number where it has none, shape (run,)."""
        self._read()
        stop = self.count if last is None else min(last, self.count)
        with self._worded():
            self._spool.seek((self._places[name] * self.count + first) * WIDTH)
            values = self._spool.read((stop - first) * WIDTH)
        found: Floats = np.frombuffer(values, dtype=np.float64)
        return found

    def sound(self) -> Ids:
        """Return the numbers of the runs that did not fail, in order."""
        with self._worded():
            whole = ds.dataset(list(self._parts), format="parquet")
            rows = whole.to_table(columns=["run"], filter=ds.field(ERROR).is_null())
            return np.sort(rows["run"].to_numpy())

    def frame(self) -> pd.DataFrame:
        """Return all runs with all their columns, in the order of their numbers."""
        with self._worded():
            table = ds.dataset(list(self._parts), format="parquet").to_table()
            runs: pd.DataFrame = plain(table).sort_by("run").to_pandas()
        return runs

    def _read(self) -> None:
        """Read the files into the spool, once."""
        if self._spool is not None:
            return
        spool = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - as long as this
        weakref.finalize(self, spool.close)
        if self.count * len(self._places) * WIDTH > IN_MEMORY:
            spool.rollover()  # before a column far behind the first is put into memory
        keys, first = list[pa.Table](), 0
        with self._worded():
            for tables in self._some_at_a_time():
                first += self._put(spool, tables, first)
                keys += [table.select([*KEYS[1:], ERROR]) for table in tables]
            whole = pa.concat_tables([_lean(table) for table in keys]).unify_dictionaries()
            self._keys = whole.to_pandas()
        self._spool = spool

    def _some_at_a_time(self) -> Iterator[list[pa.Table]]:
        """Yield the tables of some files, together of not too many cells."""
        names = [*KEYS[1:], ERROR, *self._places]
        held, cells = list[pa.Table](), 0
        for part in self._parts:
            table = read_parquet(part, names)
            held.append(table)
            cells += len(table) * len(names)
            if cells >= CELLS_AT_ONCE:
                yield held
                held, cells = [], 0
        if held:
            yield held

    def _put(self, spool: Any, tables: Sequence[pa.Table], first: int) -> int:
        """Put each column of some files where it belongs; return the number of their runs."""
        rows = sum(len(table) for table in tables)
        for name, place in self._places.items():
            pieces = [table[name].to_numpy() for table in tables]
            values = np.concatenate(pieces).astype(np.float64, copy=False)
            _write(spool, (place * self.count + first) * WIDTH, values.tobytes())
        return rows

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Say of files that cannot be read where they are."""
        try:
            yield
        except (OSError, pa.ArrowException, KeyError, ValueError) as error:
            folder = self._parts[0].parent.parent
            reason = unread(error).removeprefix("it cannot be read: ")
            raise AnalysisError(f"{folder}: the results cannot be read: {reason}.") from None


def _write(spool: Any, place: int, values: bytes) -> None:
    try:
        spool.seek(place)
        spool.write(values)
    except OSError as error:
        raise AnalysisError(
            f"{tempfile.gettempdir()}: the columns of the runs do not fit there "
            f"({error.strerror or error}). Name a folder with more room in TMPDIR."
        ) from None


def _lean(table: pa.Table) -> pa.Table:
    """Return keys with each word once, and numbers that stand for them."""
    words = pa.dictionary(pa.int32(), pa.string())
    fields = [
        pa.field(each.name, words if each.name in {"variant", ERROR} else each.type)
        for each in table.schema
    ]
    arrays = [
        column if pa.types.is_dictionary(column.type) else column.cast(field.type)
        for column, field in zip(table.columns, fields, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def plain(table: pa.Table) -> pa.Table:
    """Return a table with words where it has numbers that stand for them, as users want it."""
    fields = [
        pa.field(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type)
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))
