"""Series with their bands: a table of weeks, or months, and what each series is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.records.ordering import STATISTICS
from tradesim.records.parquet import read_parquet, written_as
from tradesim.records.places import Place

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

LABELS = ("outcome", "item", "origin", "destination", "actor", "unit")
VALUES = (*STATISTICS, "run")
COLUMNS = ("date", *LABELS[:5], *VALUES, "unit")

Key = tuple[str, ...]
"""Outcome, item, origin, destination, actor and unit of a series."""


@dataclass(frozen=True)
class SeriesBand:
    """A series over runs; not a number where no run has a value.

    Attributes:
        place: What and whom it is about.
        unit: Its unit.
        days: Its dates, days since 1970-01-01.
        mean: Mean over runs.
        low: 5th percentile.
        median: 50th percentile.
        high: 95th percentile.
        run: The one run that is kept whole.
    """

    place: Place
    unit: str
    days: Floats
    mean: Floats
    low: Floats
    median: Floats
    high: Floats
    run: Floats


@dataclass(frozen=True)
class Bands:
    """Series with their bands.

    Attributes:
        dates: First day of each week, or month.
        keys: What each series is about.
        values: Mean, 5th, 50th and 95th percentile and the run that is kept whole, shape
            (5, series, date).
    """

    dates: npt.NDArray[np.datetime64]
    keys: tuple[Key, ...]
    values: Floats

    def select(self, outcome: str, **about: str) -> Iterator[SeriesBand]:
        """Yield the series of an outcome, perhaps of one item, origin, destination or actor."""
        places = {LABELS.index(label): word for label, word in about.items()}
        for row in self._rows_of.get(outcome, ()):
            if all(self.keys[row][place] == word for place, word in places.items()):
                yield self._band(row)

    def one(self, outcome: str, **about: str) -> SeriesBand | None:
        """Return the first series of an outcome about something, None where there is none."""
        return next(self.select(outcome, **about), None)

    @cached_property
    def _rows_of(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, key in enumerate(self.keys):
            found.setdefault(key[0], []).append(row)
        return found

    def _band(self, row: int) -> SeriesBand:
        key = self.keys[row]
        days = self.dates.astype("datetime64[D]").astype(np.float64)
        return SeriesBand(Place(*key[1:5]), key[5], days, *self.values[:, row])

    def frame(self) -> pd.DataFrame:
        """Return the table, one row a series and date; names are categories."""
        found: pd.DataFrame = self.arrow().to_pandas(date_as_object=False)
        return found

    def arrow(self) -> pa.Table:
        """Return the table in the order of series and date."""
        import pyarrow as pa  # noqa: PLC0415 - runs are lived without it

        from tradesim.records.plain_arrow import coded, days, numbers  # noqa: PLC0415 - as above

        count = len(self.dates)
        columns: dict[str, Any] = {"date": days(np.tile(self.dates, len(self.keys)))}
        for place, label in enumerate(LABELS):
            columns[label] = coded([key[place] for key in self.keys], count)
        columns |= dict(zip(VALUES, map(numbers, self.values), strict=True))
        return pa.table({name: columns[name] for name in COLUMNS})

    def write(self, path: Path) -> None:
        """Write the table; the same numbers give the same bytes."""
        import pyarrow.parquet as pq  # noqa: PLC0415 - runs are lived without it

        table = self.arrow()
        pq.write_table(table, path, **written_as(table.schema))

    @classmethod
    def read(cls, path: Path) -> Bands:
        """Return the table that was written.

        Raises:
            OSError: It cannot be read.
            ValueError: It is no such table.
        """
        return cls.of_table(read_parquet(path))

    @classmethod
    def of_table(cls, table: pa.Table) -> Bands:
        """Return the series of a table.

        Raises:
            ValueError: It is no table of series with bands.
        """
        import pyarrow as pa  # noqa: PLC0415 - runs are lived without it

        lacking = [name for name in COLUMNS if name not in table.column_names]
        if lacking:
            raise ValueError(f"it has no column {', '.join(lacking)}")
        dates = np.unique(table.column("date").to_numpy())
        count = max(len(dates), 1)
        if len(table) % count:
            raise ValueError("it does not hold the same dates of every series")
        firsts = table.take(pa.array(np.arange(0, len(table), count))).to_pydict()
        keys = tuple(zip(*(firsts[label] for label in LABELS), strict=True))
        values = [table.column(name).to_numpy().reshape(-1, count) for name in VALUES]
        return cls(dates, keys, np.array(values))


def keys_of(names: Sequence[tuple[str, Place, str]]) -> tuple[Key, ...]:
    """Return the labels of series, given outcome, place and unit of each."""
    return tuple((outcome, *place, unit) for outcome, place, unit in names)
