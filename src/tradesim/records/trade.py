"""Trade by month as customs publish it: every run, kept on disk, and the bands of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tradesim.measures.months import MonthlyTrade, Row
from tradesim.records.columns import Columns

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

LABELS = ("customs_group", "destination", "origin")
COLUMNS = (
    "month", *LABELS, "quantity", "quantity_p05", "quantity_p95", "unit", "value_usd_m",
    "value_p05", "value_p95",
)  # fmt: skip

GROUPED = 2**21
"""Values of a quantity that are written as one group of rows."""


@dataclass
class TradeByMonth:
    """Imports, or exports, by month in every run.

    Attributes:
        months: First day of each month.
        rows: Customs group, destination and origin of each series.
        units: Physical unit of each series.
    """

    months: tuple[dt.date, ...]
    rows: tuple[Row, ...]
    units: tuple[str, ...]
    _quantity: Columns = field(repr=False)
    _value: Columns = field(repr=False)

    @classmethod
    def like(cls, trade: MonthlyTrade, runs: int) -> TradeByMonth:
        """Return the table for some runs, with the months and series of a block of them."""
        return cls(trade.months, trade.rows, trade.units, Columns(runs), Columns(runs))

    def add(self, trade: MonthlyTrade) -> None:
        """Add a block of runs."""
        for columns, values in ((self._quantity, trade.quantity), (self._value, trade.value)):
            columns.begin(values.shape[-1])
            columns.add(values.reshape(-1, values.shape[-1]))

    @property
    def size(self) -> int:
        """Bytes that are kept on disk."""
        return self._quantity.size + self._value.size

    def runs(self) -> MonthlyTrade:
        """Return every run, quantity and value of shape (month, row, run)."""
        shape = (len(self.months), len(self.rows), -1)
        quantity, value = (
            np.concatenate(list(each.parts())).astype(np.float64).reshape(shape)
            for each in (self._quantity, self._value)
        )
        return MonthlyTrade(self.months, self.rows, self.units, quantity, value)

    def frame(self) -> pd.DataFrame:
        """Return mean and 90 % band over runs; ``month`` is its first day."""
        import pandas as pd  # noqa: PLC0415 - runs are lived without it

        return pd.DataFrame(self.columns())

    def columns(self) -> dict[str, npt.NDArray[Any]]:
        """Return the same as columns."""
        columns: dict[str, npt.NDArray[Any]] = {
            "month": np.repeat(self._first_days, len(self.rows)),
            "unit": np.tile(np.array(self.units, dtype=object), len(self.months)),
        }
        for place, label in enumerate(LABELS):
            words = np.array([row[place] for row in self.rows], dtype=object)
            columns[label] = np.tile(words, len(self.months))
        for label, band, kept in (
            ("quantity", "quantity", self._quantity),
            ("value_usd_m", "value", self._value),
        ):
            mean, low, _, high = kept.statistics()
            columns[label], columns[f"{band}_p05"], columns[f"{band}_p95"] = mean, low, high
        return {column: columns[column] for column in COLUMNS}

    def tables(self, flow: str) -> Iterator[pa.Table]:
        """Yield every run, one row a month and series, its runs as a list.

        Args:
            flow: What the trade is called: ``imports`` or ``exports``.
        """
        import pyarrow as pa  # noqa: PLC0415 - runs are lived without it

        from tradesim.records.plain_arrow import coded, days, texts  # noqa: PLC0415 - as above

        months = np.repeat(self._first_days.astype("datetime64[D]"), len(self.rows))
        labels = [*self.rows] * len(self.months)
        first = 0
        parts = (each.parts(GROUPED) for each in (self._quantity, self._value))
        for quantity, value in zip(*parts, strict=True):
            rows = slice(first, first + len(quantity))
            words = zip(*labels[rows], strict=True)
            named = {label: coded(word) for label, word in zip(LABELS, words, strict=True)}
            yield pa.table(
                {
                    "flow": texts([flow] * len(quantity)),
                    "month": days(months[rows]),
                    **named,
                    "quantity": _lists(quantity),
                    "value_usd_m": _lists(value),
                }
            )
            first = rows.stop

    @property
    def _first_days(self) -> npt.NDArray[np.datetime64]:
        return np.array(self.months, dtype="datetime64[s]")


def _lists(values: npt.NDArray[Any]) -> pa.Array:
    """Return rows as lists of numbers, one a run."""
    import pyarrow as pa  # noqa: PLC0415 - runs are lived without it

    from tradesim.records.plain_arrow import numbers  # noqa: PLC0415 - as above

    flat = numbers(values.astype(np.float32))
    return pa.FixedSizeListArray.from_arrays(flat, values.shape[1])
