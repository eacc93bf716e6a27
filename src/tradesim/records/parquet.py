"""How tables are written as Parquet: texts by codes, numbers as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET: dict[str, Any] = {"compression": "zstd", "compression_level": 3, "version": "2.6"}
"""Fixed here, so that a new default of the library changes no byte."""


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
