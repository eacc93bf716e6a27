"""How tables are written as Parquet, texts by codes and numbers as they are, and read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradesim.limits import MOST_RESULT_ROWS, too_large
from tradesim.machine import free_memory, said_size

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET: dict[str, Any] = {"compression": "zstd", "compression_level": 3, "version": "2.6"}
"""Fixed here, so that a new default of the library changes no byte."""

WIDTH = 8
"""Bytes of a number, and about those of a word by its code."""


def written_as(schema: pa.Schema) -> dict[str, Any]:
    """Return the settings by which a table is written.

    Numbers of runs hardly recur: to look for those that do takes longer than to write them, and the
    list of all of them makes the file larger. Nor does anybody ask for the least of them.
    """
    import pyarrow as pa  # noqa: PLC0415 - runs are lived without it

    words = [
        field.name
        for field in schema
        if not (pa.types.is_floating(field.type) or pa.types.is_nested(field.type))
    ]
    return {**PARQUET, "use_dictionary": words, "write_statistics": words}


def read_parquet(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a table of results that fits into the memory that is free: a small file may not.

    Args:
        path: The file.
        columns: Which are read; all if absent.

    Raises:
        OSError: It cannot be read, has too many rows, or needs more memory than is free.
        pyarrow.ArrowException: It is no Parquet, or has not all of the columns.
    """
    import pyarrow as pa  # noqa: PLC0415 - runs are lived without it
    import pyarrow.parquet as pq  # noqa: PLC0415 - as it

    file = pq.ParquetFile(path)
    lacking = [name for name in columns or () if name not in file.schema_arrow.names]
    if lacking:
        raise pa.ArrowInvalid(f"it has no column {', '.join(lacking)}")
    if file.metadata.num_rows > MOST_RESULT_ROWS:
        raise too_large(f"it has more than the {MOST_RESULT_ROWS:,} rows of a table of results")
    needed, free = WIDTH * _values(file.metadata, columns), free_memory()
    if free is not None and needed > free:
        sizes = f"{said_size(needed)} of memory, and {said_size(free)} are free"
        raise too_large(f"it unfolds to {sizes}")
    return file.read(columns)


def _values(metadata: Any, columns: Sequence[str] | None) -> int:
    """Return how many values some columns have, those within lists counted each."""
    return sum(
        chunk.num_values
        for group in map(metadata.row_group, range(metadata.num_row_groups))
        for chunk in map(group.column, range(group.num_columns))
        if columns is None or chunk.path_in_schema.partition(".")[0] in columns
    )
