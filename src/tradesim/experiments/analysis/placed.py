"""Where the sound runs of a variant stand among all runs, in the order of points and replicates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.arrays import Flags
from tradesim.experiments.arrays import Ids


@dataclass(frozen=True)
class PlacedRuns:
    """The sound runs of a variant, in the order of points and replicates.

    Attributes:
        rows: Where each stands among all runs, shape (run,).
        point: The point of each.
        replicate: The replicate of each.
    """

    rows: Ids
    point: npt.NDArray[np.integer]
    replicate: npt.NDArray[np.integer]

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self.rows)

    @classmethod
    def of(cls, frame: pd.DataFrame, chosen: Flags) -> PlacedRuns:
        """Return where some runs of a table stand."""
        rows = np.flatnonzero(chosen)
        point, replicate = (frame[name].to_numpy()[rows] for name in ("point", "replicate"))
        order = np.lexsort((replicate, point))
        if (order[1:] > order[:-1]).all():
            return cls(rows, point, replicate)
        return cls(rows[order], point[order], replicate[order])

    @cached_property
    def index(self) -> pd.MultiIndex:
        """Point and replicate of each, as tables of outcomes are indexed."""
        keys = [self.point, self.replicate]
        return pd.MultiIndex.from_arrays(keys, names=["point", "replicate"])

    def of_points(self, points: npt.NDArray[np.integer]) -> Ids:
        """Return which of these runs are of some points, point by point.

        Args:
            points: The points, in order.
        """
        first = np.searchsorted(self.point, points, side="left")
        last = np.searchsorted(self.point, points, side="right")
        if not len(points):
            return np.empty(0, dtype=np.int64)
        return np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)])
