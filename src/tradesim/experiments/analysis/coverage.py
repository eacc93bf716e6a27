"""What part of its design an unfinished batch has covered."""

from __future__ import annotations

import numpy as np

from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.values import as_numbers

MOST = 4
"""Parameters that are named."""


def covered(runs: Runs) -> str:
    """Return which points are missing, and what of each parameter is not covered by the others.

    Returns:
        A sentence; nothing where the points that are there reach as far as all.
    """
    met = np.zeros(runs.points, dtype=np.int64)
    for placed in runs.placed.values():
        met += np.bincount(placed.point, minlength=runs.points)
    whole = np.flatnonzero(met >= len(runs.variants) * runs.replicates)
    if len(whole) == runs.points:
        return ""
    settings = runs.settings.loc[whole]
    said = []
    for parameter in runs.parameters:
        every, here = runs.settings[parameter.column], settings[parameter.column]
        missing = every.nunique(dropna=False) - here.nunique(dropna=False)
        if runs.share is None and missing:
            levels = every.nunique(dropna=False)
            said.append(f"{parameter.name} {missing} of {levels} levels")
        elif runs.share is not None and len(here):
            reach = np.ptp(as_numbers(here)) / max(np.ptp(as_numbers(every)), 1e-300)
            if reach < 1.0 - 2.0 / max(len(here), 1):
                said.append(f"{parameter.name} {1.0 - reach:.0%} of its range")
    if not said:
        return ""
    more = f" and {len(said) - MOST} more" if len(said) > MOST else ""
    told = f"Not covered: {', '.join(said[:MOST])}{more}."
    return f"{len(whole)} of {runs.points} points have all their runs. {told}"
