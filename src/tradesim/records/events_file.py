"""The file of events, written and read row by row."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from tradesim.cells import bare
from tradesim.limits import MOST_REPLICATES, check_text
from tradesim.records.csv_file import write_columns
from tradesim.records.events import Event

LONGEST_SHOWN = 40
"""Characters that are shown of a cell that is wrong."""

TEXTS = ("actor", "kind", "target", "item", "detail")


def write_events(happened: Sequence[Event], path: Path) -> None:
    """Write events, one a row."""
    write_columns(
        {name: [getattr(event, name) for event in happened] for name in Event._fields}, path
    )


def read_events(path: Path) -> tuple[Event, ...]:
    """Return the events that were written.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is no such file.
    """
    with check_text(path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        lacking = [name for name in Event._fields if name not in (reader.fieldnames or ())]
        if lacking:
            raise ValueError(f"it has no column {', '.join(lacking)}")
        try:
            return tuple(_event(row, reader.line_num) for row in reader)
        except csv.Error as error:
            raise ValueError(f"line {reader.line_num}: {error}") from None


def _event(row: Mapping[str, str | None], line: int) -> Event:
    cells = {name: row[name] or "" for name in Event._fields}
    actor, kind, target, item, detail = (bare(cells[name]) for name in TEXTS)
    run, day = cells["replicate"], cells["date"]
    if run and not (run.isascii() and run.isdecimal() and len(run) <= len(str(MOST_REPLICATES))):
        raise ValueError(f"line {line}, replicate: '{run[:LONGEST_SHOWN]}' is no number of a run")
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        said = f"line {line}, date: '{day[:LONGEST_SHOWN]}' is no date: 2019-07-04"
        raise ValueError(said) from None
    return Event(date, actor, kind, target, item, detail, int(run) if run else None)
