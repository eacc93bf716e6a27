"""Writing the tidy table: under another name first, so that nothing is ever half written."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tradesim.cells import shielded_table
from tradesim.errors import OutputError
from tradesim.results.whole import unwritable, write_in_one

ENDINGS = (".csv", ".parquet")


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV or Parquet, by the ending of its name.

    Raises:
        OutputError: If it cannot be written there.
    """
    if path.suffix not in ENDINGS:
        message = f"{path}: end the name in {' or '.join(ENDINGS)}."
        raise OutputError(message)

    def fill(beside: Path) -> None:
        """Write the table to a file."""
        if path.suffix == ".csv":
            shielded_table(table).to_csv(beside, index=False)
        else:
            pq.write_table(_columnar(table), beside)

    try:
        write_in_one(path, fill)
    except OSError as error:
        raise unwritable(path, error) from None


def _columnar(table: pd.DataFrame) -> pa.Table:
    """Return a table for Parquet that names the layouts it was made from."""
    columns = pa.Table.from_pandas(table, preserve_index=False)
    layouts = json.dumps(sorted(set(table["layout"])))
    return columns.replace_schema_metadata(
        {**(columns.schema.metadata or {}), b"tradesim.layouts": layouts.encode()}
    )
