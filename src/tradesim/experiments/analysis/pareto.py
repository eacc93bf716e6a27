"""Pareto view: which policies are beaten by none on disruption, diversification and cost."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NEGLIGIBLE = 1e-9
"""Share of an objective's range that counts as no difference."""


def efficient(objectives: Floats) -> npt.NDArray[np.bool_]:
    """Return which options are on the Pareto front.

    An option is off it where another is no worse in every objective and better in one. Options
    that tie in all are all on it. An option without a value in some objective is off it.

    Args:
        objectives: What each option costs, the less the better, shape (option, objective).

    Returns:
        Flags, shape (option,).
    """
    known = np.isfinite(objectives).all(axis=1)
    front = known.copy()
    slack = NEGLIGIBLE * np.ptp(objectives[known], axis=0) if known.any() else np.zeros(1)
    for option in np.flatnonzero(known):
        others = objectives[known]
        no_worse = (others <= objectives[option] + slack).all(axis=1)
        better = (others < objectives[option] - slack).any(axis=1)
        front[option] = not (no_worse & better).any()
    return front
