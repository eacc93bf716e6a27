"""A calibration by approximate Bayesian computation: from a study to its posterior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence.calibration import CalibrationStudy
from tradesim.evidence.history_matching import Progress, can_begin, simulated_targets
from tradesim.evidence.predictive import RUNS, Predictive, predictive
from tradesim.evidence.sampling import Aim, Posterior, Simulate, rejection, sequential


@dataclass(frozen=True)
class Weighed:
    """What a calibration found likely.

    Attributes:
        posterior: The points and how likely each is.
        check: What might have been observed by them; None where there are no points.
    """

    posterior: Posterior
    check: Predictive | None


def weigh(study: CalibrationStudy, progress: Progress | None = None) -> Weighed:
    """Return the posterior of a calibration, checked against its own targets.

    Args:
        study: A calibration by ``rejection`` or ``sequential``.
        progress: Called with the number of weeks just lived, one for each run.
    """
    asked, aim, simulate = study.calibration, aim_of(study), simulator(study, progress)
    if asked.method == "rejection":
        found = rejection(simulate, aim, asked.samples * asked.waves, asked.seed)
    else:
        found = sequential(simulate, aim, asked.samples, asked.waves, asked.seed)
    check = predictive(simulate, aim, found, asked.seed) if len(found.weights) else None
    return Weighed(found, check)


def weeks_to_weigh(study: CalibrationStudy, weeks: int) -> int:
    """Return how many weeks all runs of a calibration have together, at most."""
    return weeks * (RUNS + study.calibration.waves * study.calibration.samples)


def aim_of(study: CalibrationStudy) -> Aim:
    """Return the flat prior and the targets of a study."""
    low, high = np.array(list(study.ranges.values())).T
    return Aim(low, high, study.observed, study.deviation)


def simulator(study: CalibrationStudy, progress: Progress | None = None) -> Simulate:
    """Return what simulates the targets of a study at points."""

    def simulate(points: Floats, first: int) -> Floats:
        """Return each target in a run of each point, shape (target, point)."""
        count = points.shape[1]
        values = dict(zip(study.ranges, points, strict=True))
        found = simulated_targets(study, values, range(first, first + count), progress)
        return np.where(can_begin(study, values, count), found, np.nan)

    return simulate
