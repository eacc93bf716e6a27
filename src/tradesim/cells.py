"""Cells of CSV files that a spreadsheet must not take for formulas.

A name may come from anybody's file, and a spreadsheet runs a cell that begins with ``=``, ``+``,
``-`` or ``@``. Such a text is written behind an apostrophe, as one would type it there, headings
too; whoever reads our files takes the apostrophe away again. Numbers are written as they are, also
those that come as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

MARKS = tuple("=+-@\t\r")
"""What a formula begins with, in some spreadsheet."""

SHIELD = "'"

NUMBER = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")
"""A number that comes as text, which is no formula."""


def shielded(cell: Any) -> Any:
    """Return a cell as it is written: a text that would be a formula behind an apostrophe."""
    is_formula = isinstance(cell, str) and cell.lstrip(SHIELD).startswith(MARKS)
    return SHIELD + cell if is_formula and not NUMBER.fullmatch(cell) else cell


def shielded_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of a row as they are written, by their headings."""
    return {shielded(heading): shielded(cell) for heading, cell in row.items()}


def bare(cell: Any) -> Any:
    """Return a cell as it was before it was written."""
    is_shielded = isinstance(cell, str) and cell.startswith(SHIELD)
    return cell[1:] if is_shielded and cell.lstrip(SHIELD).startswith(MARKS) else cell


def shielded_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with shielded texts; the same where there is nothing to shield."""
    return _mapped(frame, shielded)


def bare_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table that was read, with texts as they were before they were written."""
    return _mapped(frame, bare)


def _mapped(frame: pd.DataFrame, change: Any) -> pd.DataFrame:
    changed = {}
    for name, column in frame.items():
        if column.dtype.kind in "biufcmM":
            continue
        if any(change(cell) is not cell for cell in column.dropna().unique()):
            changed[str(name)] = column.astype(object).map(change)
    frame = frame.assign(**changed) if changed else frame
    headings = {name: change(name) for name in frame.columns if change(name) is not name}
    return frame.rename(columns=headings) if headings else frame
