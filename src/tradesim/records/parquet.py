"""How tables are written as Parquet, texts by codes and numbers as they are, and read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradesim.limits import MOST_RESULT_ROWS, too_large
from tradesim.machine import free_memory, said_size

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

PARQUET: dict[str, Any] = {"compression": "zstd", "compression_level": 1, "version": "2.6"}
"""Fixed here, so that a new default of the library changes no byte."""

WIDTH = 8
"""Bytes of a number, and about those of a word by its code."""


def written_as(schema: pa.Schema) -> dict[str, Any]:
    """Return the settings by which a table is written.

    Numbers of runs hardly recur: to look for those that do takes longer than to write them, and the
    list of all of them makes the file larger. Nor does anybody ask for the least of them. Their
    first bytes do resemble each other, so that each byte stands among those of its place.
    """
    import pyarrow as pa  # noqa: PLC0415 - runs are lived without it

    floating, nested = pa.types.is_floating, pa.types.is_nested
    words = [each.name for each in schema if not (floating(each.type) or nested(each.type))]
    numbers = [each.name for each in schema if floating(each.type)]
    numbers += [
        f"{each.name}.list.element"
        for each in schema
        if nested(each.type) and floating(each.type.value_type)
    ]
    return {
        **PARQUET,
        "use_dictionary": words,
        "write_statistics": words,
        "use_byte_stream_split": numbers,
    }


def read_parquet(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a table of results that fits into the memory that is free: a small file may not.

    Args:
        path: The file.
        columns: Which are read; all if absent.

    Raises:
        OSError: It cannot be read, has too many rows, or needs more memory than is free.
        pyarrow.ArrowException: It is no Parquet, or has not all of the columns.
    """
    return open_parquet(path, columns).read(columns)


def open_parquet(
    path: Path, columns: Sequence[str] | None = None, most_rows: int | None = None
) -> pq.ParquetFile:
    """Return a Parquet file whose columns, read whole, fit into the memory that is free.

    Args:
        path: The file.
        columns: Which are to be read; all if absent.
        most_rows: Rows that it may have; those of results if absent.

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
    most = MOST_RESULT_ROWS if most_rows is None else most_rows
    if file.metadata.num_rows > most:
        raise too_large(f"it has more than the {most:,} rows that such a table may have")
    chunks = [
        chunk for chunk in _chunks(file.metadata) if columns is None or _column(chunk) in columns
    ]
    _check_free(sum(max(WIDTH * each.num_values, each.total_uncompressed_size) for each in chunks))
    _check_words(file, path, [chunk for chunk in chunks if chunk.physical_type == "BYTE_ARRAY"])
    return file


def _chunks(metadata: Any) -> Iterator[Any]:
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        yield from map(group.column, range(group.num_columns))


def _column(chunk: Any) -> str:
    return str(chunk.path_in_schema.partition(".")[0])


def _check_words(file: pq.ParquetFile, path: Path, chunks: Sequence[Any]) -> None:
    """Refuse words that are written once, stand in many rows, and are too long to be read so.

    They are looked at by their codes, and only where the file could hold what does not fit.
    """
    import pyarrow as pa  # noqa: PLC0415 - runs are lived without it
    import pyarrow.compute as pc  # noqa: PLC0415 - as it
    import pyarrow.parquet as pq  # noqa: PLC0415 - as it

    free = free_memory()
    if (
        free is None
        or sum(each.num_values * each.total_uncompressed_size for each in chunks) <= free
    ):
        return
    fields = (file.schema_arrow.field(name) for name in sorted({_column(each) for each in chunks}))
    texts = [field.name for field in fields if pa.types.is_string(field.type)]
    table = pq.ParquetFile(path, read_dictionary=texts).read(texts)
    _check_free(
        sum(
            pc.sum(pc.take(pc.binary_length(piece.dictionary), piece.indices)).as_py() or 0
            for column in table.columns
            for piece in column.chunks
        )
    )


def _check_free(needed: int) -> None:
    free = free_memory()
    if free is not None and needed > free:
        sizes = f"{said_size(needed)} of memory, and {said_size(free)} are free"
        raise too_large(f"it unfolds to {sizes}")
