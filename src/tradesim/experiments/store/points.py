"""The points of a list, from a CSV file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from tradesim.arrays import Floats
from tradesim.errors import OutputError
from tradesim.experiments.arrays import Values, column
from tradesim.experiments.columns import SHARE_OF
from tradesim.experiments.schema import Experiment
from tradesim.limits import table_text, unread
from tradesim.records.parquet import read_parquet
from tradesim.scenario.wording import did_you_mean, listing


def read_points(path: Path, names: list[str]) -> tuple[dict[str, Values] | None, list[str]]:
    """Return the columns of a table of points, or what is wrong with it.

    Args:
        path: A CSV file with a heading.
        names: The parameters, each the heading of a column.
    """
    try:
        text = io.StringIO(table_text(path), newline="")
        rows = [row for row in csv.reader(text, skipinitialspace=True) if any(row)]
    except OSError as error:
        return None, [f"'{path}': {unread(error)}."]
    except (UnicodeDecodeError, csv.Error) as error:
        return None, [f"'{path}' is not CSV in UTF-8: {error}."]
    if len(rows) < len("ab"):
        return None, [f"'{path}' needs a heading and at least one row."]
    heading = [word.strip() for word in rows[0]]
    wrong = [*_misfits(heading, names), *_ragged(rows)]
    if wrong:
        return None, wrong
    columns = zip(*rows[1:], strict=True)
    table = {
        name: column([_value(cell) for cell in cells])
        for name, cells in zip(heading, columns, strict=True)
    }
    return {name: table[name] for name in names}, []


def kept_points(folder: Path, names: list[str]) -> dict[str, Values]:
    """Return the points of a list as the folder of its batch keeps them.

    Raises:
        OutputError: They cannot be read.
    """
    table = _design(folder, names)
    return {name: column([_kept(value) for value in table[name].to_pylist()]) for name in names}


def kept_course(folder: Path, experiment: Experiment) -> Floats:
    """Return where the points of a search lie in the unit cube, as its folder keeps them.

    Raises:
        OutputError: They cannot be read.
    """
    names = [SHARE_OF + name for name in experiment.vary]
    table = _design(folder, ["point", *names]).sort_by("point")
    return np.column_stack([table[name].to_numpy() for name in names])


def _design(folder: Path, names: list[str]) -> pa.Table:
    path = folder / "design.parquet"
    try:
        return read_parquet(path, columns=names)
    except (OSError, pa.ArrowException) as error:
        raise OutputError(f"{path}: it cannot be read: {error}.") from None


def _kept(value: Any) -> Any:
    """Return a kept value as the list had it: words are read as in CSV again."""
    if isinstance(value, dt.datetime):
        return value.date()
    return _value(value) if isinstance(value, str) else value


def _misfits(heading: list[str], names: list[str]) -> list[str]:
    doubled = sorted({word for word in heading if heading.count(word) > 1})
    unknown = [word for word in heading if word not in names]
    return [
        *(f"the column '{word}' stands there more than once." for word in doubled),
        *(
            f"the column '{word}' is not a parameter of 'vary'.{did_you_mean(word, names)}"
            for word in unknown
        ),
        *(
            f"there is no column for '{name}' (columns: {listing(heading) or 'none'})."
            for name in names
            if name not in heading
        ),
    ]


def _ragged(rows: list[list[str]]) -> list[str]:
    width = len(rows[0])
    wrong = [number for number, row in enumerate(rows[1:], start=2) if len(row) != width]
    return [f"row {wrong[0]} has not {width} cells, as the heading has."] if wrong else []


def _value(cell: str) -> Any:
    """Return what a cell says: a number, a date, true or false, nothing, or a word."""
    text = cell.strip()
    words = {"": None, "true": True, "false": False}
    if text.lower() in words:
        return words[text.lower()]
    for read in (float, dt.date.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return text
