"""Writing the tidy table: under another name first, so that nothing is ever half written."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tradesim.errors import OutputError
from tradesim.results.cells import shielded_table

ENDINGS = (".csv", ".parquet")


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV or Parquet, by the ending of its name.

    Raises:
        OutputError: If it cannot be written there.
    """
    if path.suffix not in ENDINGS:
        message = f"{path}: end the name in {' or '.join(ENDINGS)}."
        raise OutputError(message)
    try:
        handle, name = tempfile.mkstemp(
            suffix=path.suffix, prefix=f".{path.stem}-", dir=path.parent
        )
        os.close(handle)
        unfinished = Path(name)
        try:
            if path.suffix == ".csv":
                shielded_table(table).to_csv(unfinished, index=False)
            else:
                pq.write_table(_columnar(table), unfinished)
            unfinished.chmod(0o644)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"{path}: it cannot be written: {reason}."
        raise OutputError(message) from None


def _columnar(table: pd.DataFrame) -> pa.Table:
    """Return a table for Parquet that names the layouts it was made from."""
    columns = pa.Table.from_pandas(table, preserve_index=False)
    layouts = json.dumps(sorted(set(table["layout"])))
    return columns.replace_schema_metadata(
        {**(columns.schema.metadata or {}), b"tradesim.layouts": layouts.encode()}
    )
