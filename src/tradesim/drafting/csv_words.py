"""CSV files read by pandas, as words; what it says of a wrong one is told in ours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from tradesim.cells import bare_table
from tradesim.limits import unread

RAGGED = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")


def read_words(path: Path, **asked: Any) -> pd.DataFrame:
    """Return a table of words; a row has no more cells than the heading.

    Args:
        path: The file.
        asked: How else pandas is to read it.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no CSV in UTF-8, or its rows have other cells than its heading.
    """
    how = {"dtype": str, "keep_default_na": False, **asked}
    table: pd.DataFrame = pd.read_csv(path, encoding="utf-8-sig", **how)
    if not isinstance(table.index, pd.RangeIndex):  # cells without a name became names of rows
        extra, named = table.index.nlevels, len(table.columns)
        raise pd.errors.ParserError(f"Expected {named} fields in line 2, saw {named + extra}")
    return bare_table(table)


def misread(error: OSError | ValueError, heading: str) -> str:
    """Return why a table could not be read, as a sentence.

    Args:
        error: What the system, or pandas, said.
        heading: What its first line should be.
    """
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text. Save it as CSV in UTF-8."
    if isinstance(error, pd.errors.EmptyDataError):
        return f"it is empty. Its first line is: {heading}"
    ragged = RAGGED.search(str(error))
    if ragged:
        named, line, found = ragged.groups()
        return f"row {line}: {found} cells, but the heading has {named}."
    return f"{unread(error)}."
