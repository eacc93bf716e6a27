"""History matching: which parameters the record does not rule out (Craig et al. 1997).

A point is implausible by how far its run lies from a target, against all that may explain the gap:
``I = |observed - simulated| / sqrt(tolerance^2 + chance^2)``, with ``chance`` the spread over
replicates at the scenario's own parameters. A point is ruled out where the largest ``I`` (after as
many as the calibration lets pass) exceeds the cutoff. Each wave is a Latin hypercube in the box
around the least implausible points of the wave before (Vernon, Goldstein & Bower 2010), run by the
simulator itself, so that no emulator stands between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.stats import qmc

from tradesim.arrays import Floats
from tradesim.doubt.points import PointValues
from tradesim.ensemble import Ensemble
from tradesim.evidence.calibration import CalibrationStudy
from tradesim.evidence.target_values import target_values
from tradesim.scenario import with_values
from tradesim.world.build import build_world

Progress = Callable[[int], None]
Focus = Mapping[str, tuple[float, float]]
"""Centre and spread of the next wave, by dotted path."""

CHANCE_RUNS = 64
"""Replicates from which the part of chance is measured."""

SURVIVING = 0.08
"""Part of a wave around which the next one is laid."""

CAPPED = 4.0
"""Implausibility beyond which a target weighs no more when the next wave is laid."""

WIDE = 3.0
"""How much wider the last wave is laid: the ensemble is to fill what is not ruled out."""

NARROWEST = 0.03
"""Least spread of a wave, as part of the range of a parameter."""

WORST = 99.0
"""Implausibility of what never happens."""


@dataclass(frozen=True)
class Wave:
    """The points of one hypercube and how they did.

    Attributes:
        values: By dotted path, each of shape (point,).
        simulated: Each target in the run of each point, shape (target, point).
        implausibility: Of each target at each point, same shape.
        worst: The implausibility that decides, shape (point,).
    """

    values: PointValues
    simulated: Floats
    implausibility: Floats
    worst: Floats


@dataclass(frozen=True)
class Match:
    """What a calibration found.

    Attributes:
        waves: All waves, first to last.
        points: The parameter ensemble: points of the last wave that are not ruled out, in the
            order they were run.
        simulated: Their targets, shape (target, point).
        tried: Number of points run in all waves.
        survived: Number of the last wave not ruled out, kept or not.
    """

    waves: tuple[Wave, ...]
    points: PointValues
    simulated: Floats
    tried: int
    survived: int


def match_history(study: CalibrationStudy, progress: Progress | None = None) -> Match:
    """Run the waves of a calibration.

    Args:
        study: The calibration.
        progress: Called with the number of weeks just lived, one for each run.
    """
    calibration = study.calibration
    chance = _chance(study, progress)
    waves: list[Wave] = []
    for number in range(calibration.waves):
        is_last = number == calibration.waves - 1
        focus = _focus(study, waves[-1], WIDE if is_last else 1.0) if waves else None
        values = _hypercube(study, focus, calibration.seed + number)
        waves.append(_judged(study, values, chance, progress))
    return _match(study, waves)


def weeks_of(study: CalibrationStudy, weeks: int) -> int:
    """Return how many weeks all runs of a calibration have together."""
    calibration = study.calibration
    return weeks * (CHANCE_RUNS + calibration.waves * calibration.samples)


def _hypercube(study: CalibrationStudy, focus: Focus | None, seed: int) -> PointValues:
    """Return a Latin hypercube: even over the ranges, or normal about a focus within them."""
    ranges, samples = study.ranges, study.calibration.samples
    share = qmc.LatinHypercube(len(ranges), seed=np.random.default_rng(seed)).random(samples)
    values = {}
    for (path, (low, high)), part in zip(ranges.items(), share.T, strict=True):
        if focus is None:
            values[path] = low + part * (high - low)
            continue
        centre, spread = focus[path]
        ends = (low - centre) / spread, (high - centre) / spread
        drawn = stats.truncnorm.ppf(part, *ends, loc=centre, scale=spread)
        values[path] = np.clip(drawn, low, high)
    return values


def simulated_targets(
    study: CalibrationStudy,
    values: PointValues,
    replicates: range,
    progress: Progress | None = None,
) -> Floats:
    """Return every target in every run, shape (target, run)."""
    ensemble = Ensemble(study.scenario, replicates, seed=study.calibration.seed, values=values)
    blocks = [
        target_values(recording, study.rows, study.calibration.formulas)
        for recording in ensemble.recordings(progress, reuse_memory=True)
    ]
    return np.concatenate(blocks, axis=1)


def _chance(study: CalibrationStudy, progress: Progress | None) -> Floats:
    """Return the standard deviation of each target over replicates, shape (target, 1)."""
    runs = simulated_targets(study, {}, range(CHANCE_RUNS), progress)
    known = np.where(np.isfinite(runs), runs, np.nan)
    spread = [np.nanstd(row) if np.isfinite(row).any() else 0.0 for row in known]
    return np.array(spread).reshape(-1, 1)


def _judged(
    study: CalibrationStudy, values: PointValues, chance: Floats, progress: Progress | None
) -> Wave:
    calibration = study.calibration
    simulated = simulated_targets(study, values, range(calibration.samples), progress)
    allowed = np.sqrt(study.deviation.reshape(-1, 1) ** 2 + chance**2)
    gap = np.abs(simulated - study.observed.reshape(-1, 1)) / allowed
    possible = np.isfinite(gap) & can_begin(study, values, calibration.samples)
    gap = np.where(possible, np.minimum(gap, WORST), WORST)
    spared = min(calibration.misses, len(gap) - 1)
    return Wave(values, simulated, gap, np.sort(gap, axis=0)[-1 - spared])


def can_begin(study: CalibrationStudy, values: PointValues, count: int) -> npt.NDArray[np.bool_]:
    """Return at which points every plant can make what its buyers take at the start.

    A scenario file in which one cannot is refused; a point is, too.
    """
    scenario = with_values(study.scenario, values)
    supplier = build_world(scenario, study.calibration.seed, range(count)).supplier
    short = supplier.baseline_sales > supplier.baseline_capacity * (1.0 + 1e-9)
    return np.broadcast_to(~short.any(axis=0), (count,))


def _focus(study: CalibrationStudy, wave: Wave, wide: float) -> Focus:
    """Return where the least implausible points of a wave lie, their spread times ``wide``.

    Least implausible by the root mean square over targets, none counting for more than
    ``CAPPED``: the largest alone says little while every point still misses something.
    """
    loss = np.sqrt(np.mean(np.minimum(wave.implausibility, CAPPED) ** 2, axis=0))
    best = np.argsort(loss, kind="stable")[: max(int(SURVIVING * len(loss)), len("ab"))]
    focus = {}
    for path, (low, high) in study.ranges.items():
        values = wave.values[path][best]
        spread = max(float(values.std()), NARROWEST * (high - low))
        focus[path] = (float(values.mean()), wide * spread)
    return focus


def _match(study: CalibrationStudy, waves: list[Wave]) -> Match:
    calibration = study.calibration
    last = waves[-1]
    sound = np.flatnonzero(last.worst <= calibration.cutoff)
    rng = np.random.default_rng(calibration.seed)
    kept = np.sort(rng.permutation(sound)[: calibration.keep])
    return Match(
        tuple(waves),
        {path: column[kept] for path, column in last.values.items()},
        last.simulated[:, kept],
        tried=calibration.samples * calibration.waves,
        survived=len(sound),
    )
