"""The rows of a table: those that somebody wrote, read or refused, and those that we write."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tradesim.cells import bare, shielded, shielded_row
from tradesim.errors import ObservedError, Problem
from tradesim.limits import table_text, unread
from tradesim.scenario.documents import refuse_yaml

Rows = list[list[str]]


def csv_rows(path: Path) -> Rows:
    """Return the rows of a CSV file, its heading among them.

    Raises:
        ObservedError: It cannot be read.
    """
    return readable(path, _csv, "CSV in UTF-8", (UnicodeDecodeError, csv.Error))


def readable(
    path: Path, read: Callable[[Path], Rows], form: str, faults: tuple[type[Exception], ...]
) -> Rows:
    """Return the rows of a file.

    Args:
        path: The file.
        read: What reads it.
        form: What it should be, in words.
        faults: What ``read`` raises where it is not.

    Raises:
        ObservedError: It cannot be read.
    """
    refuse_yaml(path, "a table", ObservedError)
    try:
        return read(path)
    except OSError as error:
        said = f"{unread(error)}."
    except faults:
        said = f"it is not {form}."
    raise ObservedError.of(path, said)


def heading_of(rows: Rows) -> list[str]:
    """Return the names of the columns."""
    return [bare(word.strip()) for word in rows[0]] if rows else []


def cells_by_name(
    rows: Rows, optional: Sequence[str], problems: list[Problem]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and cells of each row that is as long as the heading; the others are problems.

    Args:
        rows: The rows, the heading first.
        optional: Columns that may be missing; their cells are empty then.
        problems: Where rows of another length are told.
    """
    heading = heading_of(rows)
    for line, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            said = f"{len(cells)} cells, but the heading has {len(heading)}."
            problems.append(Problem(line, "", said))
            continue
        given = {name: bare(cell.strip()) for name, cell in zip(heading, cells, strict=True)}
        yield line, dict.fromkeys(optional, "") | given


def _csv(path: Path) -> Rows:
    return list(csv.reader(io.StringIO(table_text(path), newline="")))


def write_rows(
    rows: Iterable[Mapping[str, Any]], path: Path, heading: Sequence[str] | None = None
) -> None:
    """Write rows of cells by heading as CSV; of no rows the heading alone, where one is given."""
    told = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        names = [shielded(name) for name in heading or told[0]]
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(shielded_row, told))
