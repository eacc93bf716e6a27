"""What the runs of a scenario say of everything that was observed: small arrays, run by run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tradesim.arrays import Floats


@dataclass(frozen=True)
class Simulated:
    """The counterparts of an episode's record in some runs.

    Attributes:
        points: Of each observed period that is scored, shape (point, run).
        before: Of each month before, from which irregularity is learnt, shape (month, run).
        figures: Of each published figure that is no trade, shape (figure, run).
    """

    points: Floats
    before: Floats
    figures: Floats

    @classmethod
    def joined(cls, parts: Sequence[Simulated]) -> Simulated:
        """Return the runs of several recordings together."""
        tables = zip(*(part.arrays().values() for part in parts), strict=True)
        return cls(*(np.concatenate(table, axis=1) for table in tables))

    def of_runs(self, runs: Any) -> Simulated:
        """Return some of the runs.

        Args:
            runs: Their positions, also repeated, or a flag for each run.
        """
        return Simulated(self.points[:, runs], self.before[:, runs], self.figures[:, runs])

    def arrays(self) -> dict[str, Floats]:
        """Return the arrays by name, as ``numpy.savez`` takes them."""
        return {"points": self.points, "before": self.before, "figures": self.figures}
