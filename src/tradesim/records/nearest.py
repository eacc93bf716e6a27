"""Which run is kept whole: the one whose measures lie nearest to the medians of all runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradesim.measures.measured import Measured, describe


def nearest(measures: Sequence[Measured], runs: int) -> tuple[int, float]:
    """Return the position of the run that is nearest to the medians, and how far it is.

    Distance is the root of the mean, over all measures that differ between runs, of the squared
    distance from the median in widths of the 5th to 95th percentile band. A measure that a run
    does not have counts as one width.

    Args:
        measures: The measures of all runs.
        runs: Number of runs.
    """
    squares, counted = np.zeros(runs), 0
    for measure in measures:
        band = describe(measure)
        if band.high > band.low:  # not where it is unknown
            away = (measure.values - band.median) / (band.high - band.low)
            away = np.where(np.isfinite(away), away, 1.0)
            squares += away**2
            counted += 1
    place = int(squares.argmin())
    return place, float(np.sqrt(squares[place] / max(counted, 1)))
