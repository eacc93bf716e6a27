"""JSON replies of customs services as tables: records, or a heading and rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from tradesim.errors import CustomsError

WRAPPERS = ("data", "dataset", "items", "item", "response", "body", "results")
"""Names under which services put their rows."""


def json_table(path: Path, encoding: str) -> pa.Table:
    """Return the rows of a JSON file, every cell as text.

    Raises:
        CustomsError: If it is no JSON, or holds no rows.
    """
    try:
        marked = "utf-8-sig" if encoding == "utf-8" else encoding
        content = json.loads(path.read_text(encoding=marked))
    except (ValueError, RecursionError) as error:
        raise CustomsError.of(path, f"it is no JSON: {error}.") from None
    rows = _rows(content)
    if rows and all(isinstance(row, list) for row in rows):
        names = [str(cell) for cell in rows[0]]
        rows = [dict(zip(names, row, strict=False)) for row in rows[1:]]
    else:
        rows = [row for row in rows if isinstance(row, dict)]
        names = list(dict.fromkeys(name for row in rows for name in row))
    if not names:
        raise CustomsError.of(path, "it holds no rows: a list of records is expected.")
    columns = {
        name: pa.array([_cell(row.get(name)) for row in rows], pa.string()) for name in names
    }
    return pa.table(columns)


def _rows(content: Any) -> list[Any]:
    """Return the rows, wherever the service wrapped them."""
    while isinstance(content, dict):
        inner = next((content[name] for name in WRAPPERS if name in content), None)
        if inner is None:
            return [content]
        content = inner
    return content if isinstance(content, list) else []


def _cell(value: Any) -> str | None:
    """Return a cell as CSV would have it."""
    if value is None or isinstance(value, dict | list):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
