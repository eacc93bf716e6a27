"""What was observed beside what was simulated, period by period, for whoever draws or tests it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tradesim.evidence.proper_scores import covered
from tradesim.evidence.scores import SeriesPair
from tradesim.evidence.table_rows import write_rows

Row = dict[str, Any]

ABOUT = ("customs_group", "item", "flow", "destination", "origin", "measure", "unit")
"""What tells a series from another."""

OF_A_PERIOD = ("period", "observed", "median", "low", "high", "inside")
"""What is told of each of its periods."""


def periods_of(pair: SeriesPair) -> list[Row]:
    """Return each period of a series: observed, median and 90 % band of what may be observed.

    Numbers are in the unit of the series; naive rivals are not told.
    """
    low, high = pair.band
    inside = covered(low, high, pair.observed).astype(bool)
    columns = (pair.observed.tolist(), pair.median.tolist(), low.tolist(), high.tolist())
    rows = zip(pair.months, *columns, inside.tolist(), strict=True)
    return [dict(zip(OF_A_PERIOD, row, strict=True)) for row in rows]


def write_periods(pairs: Sequence[SeriesPair], path: Path) -> None:
    """Write the periods of all series as CSV, one a row.

    Raises:
        OSError: It cannot be written.
    """
    write_rows(_rows(pairs), path, (*ABOUT, *OF_A_PERIOD))


def _rows(pairs: Sequence[SeriesPair]) -> Iterator[Row]:
    for pair in pairs:
        given = pair.key._asdict() | {"measure": pair.measure, "unit": pair.unit}
        about = {name: given[name] for name in ABOUT}
        yield from (about | row for row in periods_of(pair))
