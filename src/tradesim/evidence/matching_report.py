"""What a calibration leaves behind: the parameter ensemble, and how targets and ranges fared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from tradesim.evidence.calibration import CalibrationStudy
from tradesim.evidence.history_matching import Match
from tradesim.evidence.parameters import write_parameters
from tradesim.evidence.table_rows import write_rows
from tradesim.results.whole import write_whole

Rows = list[dict[str, str]]


def write_match(study: CalibrationStudy, match: Match, folder: Path) -> Path:
    """Write parameters.csv, targets.csv and ranges.csv into a folder that is absent or empty.

    Raises:
        OutputError: The folder is in use or cannot be written.
    """

    def fill(target: Path) -> None:
        """Write all files of a match into a folder."""
        write_rows(target_table(study, match), target / "targets.csv")
        if match.survived:
            write_parameters(target / "parameters.csv", match.points)
            write_rows(parameter_table(study, match), target / "ranges.csv")

    return write_whole(folder, fill)


def target_table(study: CalibrationStudy, match: Match) -> Rows:
    """Return each target: observed, what the surviving points give, how many it rules out."""
    last = match.waves[-1]
    simulated = match.simulated if match.survived else last.simulated
    units = study.units
    cutoff = study.calibration.cutoff
    return [
        {
            "target": name,
            "observed": written(study.observed[n], units[n]),
            "simulated": _span(simulated[n], units[n]),
            "ruled out": f"{float((last.implausibility[n] > cutoff).mean()):.0%}",
        }
        for n, name in enumerate(study.names)
    ]


def parameter_table(study: CalibrationStudy, match: Match) -> Rows:
    """Return each free parameter: its range before, and the middle 90 % of what survives."""
    return [
        {
            "parameter": path,
            "before": f"{low:.4g} to {high:.4g}",
            "after": _span(match.points[path], ""),
            "median": f"{float(np.median(match.points[path])):.4g}",
        }
        for path, (low, high) in study.ranges.items()
    ]


def _span(values: npt.NDArray[np.float64], unit: str) -> str:
    finite = values[np.isfinite(values)]
    if not len(finite):
        return "never"
    low, high = np.quantile(finite, [0.05, 0.95], method="nearest" if unit == "date" else "linear")
    return f"{written(low, unit)} to {written(high, unit)}"


def written(value: float, unit: str) -> str:
    """Return a number as a table has it; of days since 1970 the date."""
    return str(np.datetime64(int(value), "D")) if unit == "date" else f"{value:.4g}"
