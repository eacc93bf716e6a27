"""What a calibration by approximate Bayesian computation leaves behind."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence.calibration import CalibrationStudy
from tradesim.evidence.matching_report import Rows, written
from tradesim.evidence.parameters import WEIGHT
from tradesim.evidence.posterior import Weighed
from tradesim.evidence.predictive import LEVELS, Predictive
from tradesim.evidence.sampling import Posterior
from tradesim.evidence.table_rows import write_rows
from tradesim.results.whole import write_whole


def write_posterior(study: CalibrationStudy, found: Weighed, folder: Path) -> Path:
    """Write parameters.csv, ranges.csv and predictive.csv into a folder that is absent or empty.

    Raises:
        OutputError: The folder is in use or cannot be written.
    """

    def fill(target: Path) -> None:
        """Write all files of a posterior into a folder."""
        if found.check is None:
            return
        _write_points(study, found.posterior, target / "parameters.csv")
        write_rows(range_table(study, found.posterior), target / "ranges.csv")
        write_rows(predictive_table(study, found.check), target / "predictive.csv")

    return write_whole(folder, fill)


def range_table(study: CalibrationStudy, found: Posterior) -> Rows:
    """Return each free parameter: its prior, and what is likely of it."""
    rows = []
    for (path, (low, high)), values in zip(study.ranges.items(), found.points, strict=True):
        ends = quantiles(values, found.weights, [0.05, 0.25, 0.5, 0.75, 0.95])
        rows.append(
            {
                "parameter": path,
                "before": f"{low:.4g} to {high:.4g}",
                "likely, 90 %": f"{ends[0]:.4g} to {ends[4]:.4g}",
                "likely, 50 %": f"{ends[1]:.4g} to {ends[3]:.4g}",
                "median": f"{ends[2]:.4g}",
            }
        )
    return rows


def predictive_table(study: CalibrationStudy, check: Predictive) -> Rows:
    """Return each target: observed, and what might have been observed by the model."""
    ends = {level: check.interval(level) for level in LEVELS}
    median = np.nanmedian(check.foretold, axis=1)
    chances = check.chances()
    return [
        {
            "target": name,
            "observed": written(study.observed[n], study.units[n]),
            "median": written(median[n], study.units[n]),
            **{
                f"{level:.0%}": " to ".join(written(end[n], study.units[n]) for end in ends[level])
                for level in LEVELS
            },
            "chance": f"{chances[n]:.2f}",
        }
        for n, name in enumerate(study.names)
    ]


def coverage_words(check: Predictive) -> str:
    """Return how many targets lie in their intervals, against how many should."""
    count = len(check.observed)
    said = [f"{int(check.inside(level).sum())} in their {level:.0%} interval" for level in LEVELS]
    wanted = " and ".join(f"{level * count:.1f}" for level in LEVELS)
    return f"Of {count} targets {' and '.join(said)}; {wanted} would be right."


def quantiles(values: Floats, weights: Floats, levels: list[float]) -> Floats:
    """Return quantiles of weighted values, shape (level,)."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) - 0.5 * weights[order]
    return np.asarray(np.interp(levels, reached, values[order]))


def _write_points(study: CalibrationStudy, found: Posterior, path: Path) -> None:
    """Write the parameter ensemble: of more points than asked for, as often as they are drawn."""
    keep, asked = len(found.weights), study.calibration
    chosen, weights = np.arange(keep), found.weights
    if keep > asked.keep:
        drawn = found.drawn(asked.keep, asked.seed)
        chosen, counts = np.unique(drawn, return_counts=True)
        weights = counts / asked.keep
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*study.ranges, WEIGHT])
        for place, weight in zip(chosen.tolist(), weights.tolist(), strict=True):
            writer.writerow([*(f"{v:.5g}" for v in found.points[:, place]), f"{weight:.6g}"])
