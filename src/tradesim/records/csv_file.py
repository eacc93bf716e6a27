"""A table of few rows as CSV, written without loading what makes tables."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tradesim.cells import shielded


def write_columns(columns: Mapping[str, Iterable[Any]], path: Path) -> None:
    """Write a table with numbers to nine digits, and no text that a spreadsheet would compute.

    Args:
        columns: The cells of each column by its name; nothing where there is no value.
        path: The file.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(map(shielded, columns))
        writer.writerows(zip(*map(cells, columns.values()), strict=True))


def cells(column: Iterable[Any]) -> Iterable[str]:
    """Return the values of a column as they are written."""
    if isinstance(column, np.ndarray) and column.dtype.kind == "f":
        return ["" if math.isnan(value) else f"{value:.9g}" for value in column.tolist()]
    written: dict[str, str] = {}  # names and months recur in thousands of rows
    return [
        (written.get(value) or written.setdefault(value, cell(value)))
        if isinstance(value, str)
        else cell(value)
        for value in column
    ]


def cell(value: Any) -> str:
    """Return a value as it is written."""
    if value is None:
        return ""
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else f"{value:.9g}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(shielded(value))
