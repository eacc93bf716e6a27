"""The weekly table: every outcome of every week and replicate, one number a row.

Outcomes are taken from the panels of a recording and named for analysts; each series of an
outcome has an item, an origin, a destination and an actor, empty where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tradesim.arrays import Whole
from tradesim.measures.recording import Recording
from tradesim.records.outcomes import RecordedOutcome, outcomes
from tradesim.records.plain_arrow import numbers

if TYPE_CHECKING:
    import pandas as pd

LABELS = ("outcome", "item", "origin", "destination", "actor", "unit")
COLUMNS = ("replicate", "date", *LABELS[:5], "value", "unit")


@dataclass(frozen=True)
class WeeklyTable:
    """The weekly table of a recording, made replicate by replicate.

    Rows are in the order of replicate, outcome, series and date.
    """

    recording: Recording

    def frame(self) -> pd.DataFrame:
        """Return the whole table; names are categories."""
        import pandas as pd  # noqa: PLC0415 - runs are lived without it

        runs = len(self.recording.replicates)
        columns: dict[str, Any] = {
            "replicate": np.repeat(np.array(self.recording.replicates, np.int32), self._rows),
            "date": np.tile(self._dates, runs),
            "value": np.concatenate([self._values(run) for run in range(runs)]),
        }
        for label in LABELS:
            codes, names = self._codes[label]
            columns[label] = pd.Categorical.from_codes(np.tile(codes, runs), pd.Index(names))
        return pd.DataFrame({column: columns[column] for column in COLUMNS})

    def arrow_tables(self) -> Iterator[pa.Table]:
        """Yield the rows of each replicate as an Arrow table."""
        constant = {
            label: pa.DictionaryArray.from_arrays(codes, pa.array(names, pa.string()))
            for label, (codes, names) in self._codes.items()
        }
        constant["date"] = pa.array(self._dates.astype("datetime64[D]"))
        for run, replicate in enumerate(self.recording.replicates):
            columns = constant | {
                "replicate": pa.array(np.full(self._rows, replicate, dtype=np.int32)),
                "value": numbers(self._values(run)),
            }
            yield pa.table({column: columns[column] for column in COLUMNS})

    @cached_property
    def _outcomes(self) -> tuple[RecordedOutcome, ...]:
        return outcomes(self.recording)

    @cached_property
    def _series(self) -> list[tuple[str, ...]]:
        """The labels of each series, in the order of ``LABELS``."""
        return [
            (outcome.name, *place, outcome.units[row])
            for outcome in self._outcomes
            for row, place in enumerate(outcome.places)
        ]

    @property
    def _rows(self) -> int:
        return len(self._series) * self.recording.weeks

    @cached_property
    def _dates(self) -> npt.NDArray[np.datetime64]:
        mondays = self.recording.layout.calendar.mondays.astype("datetime64[s]")
        return np.tile(mondays, len(self._series))

    @cached_property
    def _codes(self) -> dict[str, tuple[Whole, list[str]]]:
        """For each label: the code of every row, and the names of the codes."""
        found = {}
        for label, words in zip(LABELS, zip(*self._series, strict=True), strict=True):
            names = list(dict.fromkeys(words))
            code = {name: number for number, name in enumerate(names)}
            codes = np.array([code[word] for word in words], dtype=np.int32)
            found[label] = (np.repeat(codes, self.recording.weeks), names)
        return found

    def _values(self, run: int) -> npt.NDArray[np.float64]:
        return np.concatenate([outcome.values[:, :, run].T.ravel() for outcome in self._outcomes])
