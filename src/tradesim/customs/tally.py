"""Records added up while a file is read, so that memory does not grow with the file.

Records that agree in everything but their figures become one, with the sum of each measure, how
often it was given, and its smallest and largest figure. A measure that is null in a record is not
spoken of there; one that is NaN is spoken of and unknown, and makes the sum unknown.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from tradesim.customs.batch import MARKS, MEASURES, TEXTS

GATHERED = 250_000
"""Records after which those gathered are added up for the first time."""

FIRST = (
    *((measure, how) for measure in MEASURES for how in ("sum", "count", "min", "max")),
    *((mark, "max") for mark in MARKS),
    *(("row", "min"), ("row", "count")),
)
AGAIN = {"sum": "sum", "count": "sum", "min": "min", "max": "max"}


class TradeTally:
    """The records of a file, added up.

    Attributes:
        keys: What records must agree in to become one.
    """

    def __init__(self, parts: tuple[str, ...]) -> None:
        """Begin without records."""
        self.keys = [*TEXTS, *parts]
        self.tables: list[pa.Table] = []
        self.size = 0
        self.most = GATHERED

    def add(self, records: pa.Table) -> None:
        """Add records."""
        if records.num_rows:
            self.tables.append(records.group_by(self.keys).aggregate(list(FIRST)))
            self.size += self.tables[-1].num_rows
        if self.size > self.most:
            self._gather()

    def _gather(self) -> None:
        table = pa.concat_tables(self.tables)
        names = [f"{measure}_{how}" for measure, how in FIRST]
        again = [(name, AGAIN[name.rsplit("_", 1)[1]]) for name in names]
        table = table.group_by(self.keys).aggregate(again)
        renamed = {f"{name}_{how}": name for name, how in again}
        self.tables = [table.rename_columns([renamed.get(n, n) for n in table.column_names])]
        self.size = table.num_rows
        self.most = max(GATHERED, 2 * self.size)  # adding up again costs as much as is there

    def frame(self) -> pd.DataFrame:
        """Return all records, a row each, in the order of the file."""
        if not self.tables:
            names = [f"{measure}_{how}" for measure, how in FIRST]
            return pd.DataFrame({name: [] for name in [*self.keys, *names]})
        self._gather()
        frame: pd.DataFrame = self.tables[0].to_pandas()
        return frame.sort_values("row_min", kind="stable").reset_index(drop=True)
