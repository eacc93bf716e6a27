"""Reading one table of a scenario, CSV or Parquet: columns are fields, cells are values."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import TYPE_CHECKING, Any, get_origin

from tradesim.cells import bare
from tradesim.errors import Problem
from tradesim.limits import MOST_NETWORK_ROWS, check_network, too_large, unread
from tradesim.scenario.anatomy import branches, is_figure
from tradesim.scenario.bases import leads_out, lies_in
from tradesim.scenario.wording import did_you_mean, found, listing

if TYPE_CHECKING:
    import pyarrow as pa

HEADING = 2
"""The row of a table that holds its first entry: the heading is row 1, as in a spreadsheet."""

NUMBERS = ("share",)
"""Columns of links that hold numbers; what is a field says itself what it holds."""


class NotThatTableError(Exception):
    """A table that cannot be read, or whose columns are not the fields; says why."""


@dataclass
class ReadTable:
    """A table as it was read.

    Attributes:
        name: As the scenario names it.
        columns: Values by column, None where a cell is empty, all of the same length.
        problems: Rows that cannot be read.
    """

    name: str
    columns: dict[str, list[Any]]
    problems: list[Problem] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(next(iter(self.columns.values()), []))

    def entries(self) -> list[dict[str, Any]]:
        """Return the rows as blocks, without what they leave empty."""
        names = list(self.columns)
        return [
            {name: value for name, value in zip(names, row, strict=True) if value is not None}
            for row in zip(*self.columns.values(), strict=True)
        ]


def place(name: str, row: int, column: str) -> str:
    """Return file, row and column; the first entry stands in row 2, below the heading."""
    return f"{name}, row {row + HEADING}" + (f", {column}" if column else "")


def table_bytes(folder: File, names: Sequence[str]) -> int:
    """Return how many bytes some tables have together; none where one of them cannot be seen."""
    try:
        return sum((folder / name).stat().st_size for name in names)
    except (OSError, ValueError):
        return 0


def read_table(folder: File, name: Any, fields: Mapping[str, Any], *, outside: bool) -> ReadTable:
    """Return a table of a scenario.

    Args:
        folder: Folder of the scenario.
        name: What the scenario names, relative to that folder.
        fields: What its columns may be, by name: a field of the schema, or None for a plain name.
        outside: Whether the table may lie outside the folder.

    Raises:
        NotThatTableError: It cannot be read, or has other columns.
    """
    if not isinstance(name, str) or File(name).suffix not in {".csv", ".parquet"}:
        raise NotThatTableError(f"{found(name)} names no table: a .csv or .parquet file.")
    file = folder / name
    if not outside and not lies_in(file, folder):
        raise NotThatTableError(leads_out(name))
    try:
        check_network(file)
        table = _csv(name, file) if file.suffix == ".csv" else _parquet(name, file)
    except (OSError, ValueError, csv.Error) as error:
        raise NotThatTableError(f"{found(name)}: {unread(error)}.") from None
    _check_columns(table, fields)
    if file.suffix == ".csv":
        for column, words in table.columns.items():
            table.columns[column] = _values(words, holds(column, fields[column]))
    return table


def _csv(name: str, file: File) -> ReadTable:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        heading = [word.strip() for word in next(rows, [])]
        twice = [word for word, count in Counter(heading).items() if count > 1]
        if twice:
            raise NotThatTableError(f"{found(name)} has the column '{twice[0]}' twice.")
        kept, problems = [], []
        for row, cells in enumerate(rows):
            if len(cells) == len(heading):
                kept.append(cells)
            elif cells:
                said = f"{len(cells)} cells under {len(heading)} headings."
                problems.append(Problem(None, place(name, row, ""), said))
    columns = zip(*kept, strict=True) if kept else [()] * len(heading)
    return ReadTable(
        name, {word: list(c) for word, c in zip(heading, columns, strict=True)}, problems
    )


def parquet_table(file: File) -> pa.Table:
    """Read a Parquet table of a network.

    Raises:
        OSError: It has more rows than one may have.
    """
    from pyarrow import parquet  # noqa: PLC0415 - few scenarios have tables

    if parquet.read_metadata(file).num_rows > MOST_NETWORK_ROWS:
        raise too_large(f"more than the {MOST_NETWORK_ROWS:,} rows that such a table may have")
    return parquet.read_table(file)


def _parquet(name: str, file: File) -> ReadTable:
    read = parquet_table(file)
    return ReadTable(name, {word: read.column(word).to_pylist() for word in read.column_names})


def _check_columns(table: ReadTable, fields: Mapping[str, Any]) -> None:
    plain = [name for name, each in fields.items() if holds(name, each) != "blocks"]
    unknown = [
        f"'{name}' is no column of {table.name} ({listing(plain)}).{did_you_mean(name, plain)}"
        for name in table.columns
        if name not in plain
    ]
    missing = [
        f"{table.name} has no column '{name}'."
        for name in plain
        if name not in table.columns and name not in NUMBERS
        if fields[name] is None or fields[name].is_required()
    ]
    if unknown or missing:
        raise NotThatTableError(*unknown, *missing)


def holds(name: str, facts: Any) -> str:
    """Return what a column holds: numbers, names, values of another kind, or whole blocks.

    Args:
        name: The column.
        facts: Its field of the schema, None for a plain name or a share.
    """
    if facts is None:
        return "numbers" if name in NUMBERS else "names"
    if is_figure(facts.annotation):
        return "numbers"
    kinds = branches(facts.annotation)
    if all(get_origin(kind) in (list, dict) for kind in kinds):
        return "blocks"
    return "names" if all(kind is str for kind in kinds) else "values"


def _values(words: Sequence[str], kind: str) -> list[Any]:
    """Return what the cells of a column say; a word where a number is asked for stays a word."""
    if kind == "names":
        return [bare(word) or None for word in words]
    if kind == "values":
        return [cell_value(word) for word in words]
    try:
        return [float(word) if word else None for word in words]
    except ValueError:
        return [_number(word) for word in words]


def _number(word: str) -> float | str | None:
    try:
        return float(word) if word.strip() else None
    except ValueError:
        return word


def cell_value(word: str) -> Any:
    """Return what a cell of a text says that holds neither a name nor a figure."""
    if word in {"true", "false"}:
        return word == "true"
    number = _number(bare(word))
    return int(number) if isinstance(number, float) and number.is_integer() else number
