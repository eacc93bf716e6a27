"""A calibration file: which parameters are free within which range, and what they must meet."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from tradesim import scenario as reading
from tradesim.arrays import Floats
from tradesim.errors import OverrideError, ScenarioError
from tradesim.evidence.calibration_schema import Calibration, Free
from tradesim.evidence.figure_scores import observed_number
from tradesim.evidence.figure_scores import tolerance as tolerance_of
from tradesim.evidence.figures import scored_rows
from tradesim.evidence.own_targets import OwnTarget, read_targets
from tradesim.evidence.published import published_figures
from tradesim.evidence.series_targets import series_targets
from tradesim.evidence.simulated import STATISTICS
from tradesim.evidence.target_values import check_fit
from tradesim.experiments.expressions import ExpressionError, parsed
from tradesim.experiments.parameters import facts_of
from tradesim.fields import Figure
from tradesim.scenario.bundled import calibration_files
from tradesim.scenario.documents import examined, located, named_document, refusal, scenario_beside
from tradesim.scenario.hints import other_numbers
from tradesim.scenario.kinds import FileKind
from tradesim.scenario.loading import Document
from tradesim.scenario.paths import resolve
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, did_you_mean

HALF = 0.5
"""A target's standard deviation, where none is given, as part of the tolerance of a hit."""


@dataclass(frozen=True)
class CalibrationStudy:
    """A checked calibration.

    Attributes:
        scenario: The scenario, ending when the calibration looks no further.
        ranges: Low and high end of each free parameter, by dotted path.
        rows: What each target is in a run.
        names: What each target is called.
        units: Unit of each; empty where it is not known.
        observed: Each target, shape (target,).
        deviation: Standard deviation of each, in its unit, shape (target,).
    """

    calibration: Calibration
    scenario: Scenario
    ranges: dict[str, tuple[float, float]]
    rows: tuple[dict[str, str], ...]
    observed: Floats
    deviation: Floats
    names: tuple[str, ...]
    units: tuple[str, ...]

    def with_samples(self, samples: int) -> CalibrationStudy:
        """Return the study with another number of points a wave."""
        calibration = self.calibration.model_copy(update={"samples": samples})
        return replace(self, calibration=calibration)


def load_calibration(path_or_name: str | os.PathLike[str]) -> CalibrationStudy:
    """Return a checked calibration, from a file or by the name of a bundled one.

    Raises:
        ExperimentError: With every problem of the file.
    """
    given = os.fspath(path_or_name)
    path = located(given, calibration_files())
    document = named_document(given, calibration_files(), FileKind.CALIBRATION)
    calibration, wrong = examined(document, Calibration, FileKind.CALIBRATION)
    if calibration is None:
        raise refusal(document, wrong)
    scenario = _scenario(calibration, document, path.parent)
    ranges, wrong = _ranges(calibration, scenario)
    rows, faults = _rows(calibration)
    faults += _formulas(calibration)
    if not (calibration.targets or calibration.targets_file or calibration.series):
        said = "there is nothing to meet: give targets, targets_file or series."
        faults.append(Finding(("targets",), said))
    if wrong or faults or document.tree.problems:
        raise refusal(document, [*wrong, *faults])
    own = _own(calibration, path.parent, scenario)
    observed, deviation = _aims(calibration)
    units = [published_figures()["unit"][target.figure] for target in calibration.targets]
    return CalibrationStudy(
        calibration,
        scenario,
        ranges,
        (*rows, *(target.row for target in own)),
        np.append(observed, [target.observed for target in own]),
        np.append(deviation, [target.deviation for target in own]),
        (*(target.figure for target in calibration.targets), *(target.name for target in own)),
        (*units, *(target.unit for target in own)),
    )


def _own(calibration: Calibration, folder: Path, scenario: Scenario) -> list[OwnTarget]:
    """Return targets of one's own, tried on a run of the scenario.

    Raises:
        ObservedError: With every problem of their files.
    """
    found, formulas = list[OwnTarget](), calibration.formulas
    if calibration.targets_file is not None:
        path = folder / calibration.targets_file
        found += read_targets(path, calibration.measures)
        check_fit(path, found, scenario, formulas)
    for series in calibration.series:
        targets = series_targets(series, folder)
        check_fit(folder / series.file, targets, scenario, formulas)
        found += targets
    return found


def _formulas(calibration: Calibration) -> list[Finding]:
    wrong = []
    for name, formula in calibration.formulas.items():
        try:
            parsed(formula)
        except ExpressionError as error:
            wrong.append(Finding(("measures", name, "formula"), str(error)))
    return wrong


def _scenario(calibration: Calibration, document: Document, folder: Path) -> Scenario:
    name = calibration.scenario
    try:
        whole = reading.load(scenario_beside(name, folder))
        return reading.ending(whole, min(calibration.until, whole.end))
    except (ScenarioError, OverrideError) as error:
        said = f"the scenario '{name}' cannot be used: {error}"
        raise refusal(document, [Finding(("scenario",), said)]) from None


def _ranges(
    calibration: Calibration, scenario: Scenario
) -> tuple[dict[str, tuple[float, float]], list[Finding]]:
    ranges, wrong = {}, []
    for path, free in calibration.vary.items():
        try:
            ranges[path] = _range(scenario, path, free)
            reading.with_values(scenario, {path: np.array(ranges[path])})
        except (OverrideError, ValueError) as error:
            said = error.message if isinstance(error, OverrideError) else str(error)
            wrong.append(Finding(("vary", path), said))
    return ranges, wrong


def _range(scenario: Scenario, path: str, free: Free | str) -> tuple[float, float]:
    """Return the range of a parameter.

    Raises:
        ValueError: It is none, or wider than what the scenario states.
    """
    figure = resolve(scenario, path).value
    stated = figure.range if isinstance(figure, Figure) else None
    if isinstance(free, str):
        if stated is None:
            raise ValueError("the scenario states no range for it. Give unit and range.")
        return stated
    low, high = free.range
    facts = facts_of(scenario, path)
    if facts:
        other = other_numbers(free.unit, facts["unit"])
        if other:
            raise ValueError(other)
    if low >= high:
        raise ValueError(f"[{low:g}, {high:g}] is no range: the lower end comes first.")
    if stated is not None and not stated[0] <= low < high <= stated[1]:
        raise ValueError(f"it goes beyond the scenario's own range, {list(stated)}.")
    return low, high


def _rows(calibration: Calibration) -> tuple[list[dict[str, str]], list[Finding]]:
    """Return how each target is measured, as rows of ``scored.csv``."""
    known = {row["figure"]: row for row in scored_rows()}
    published = published_figures().index
    rows, wrong = [], []
    for number, target in enumerate(calibration.targets):
        place = ("targets", number)
        if target.figure not in published:
            near = did_you_mean(target.figure, list(published))
            wrong.append(Finding((*place, "figure"), f"no figure has this id.{near}"))
        elif target.statistic is None and target.figure not in known:
            said = f"'{target.figure}' is not a scored figure: say its statistic."
            wrong.append(Finding((*place, "figure"), said))
        elif target.statistic is not None and target.statistic not in STATISTICS:
            near = did_you_mean(target.statistic, STATISTICS)
            wrong.append(Finding((*place, "statistic"), f"there is no such statistic.{near}"))
        else:
            given = {key: str(value) for key, value in target.model_dump().items()}
            rows.append(known[target.figure] if target.statistic is None else given)
    return rows, wrong


def _aims(calibration: Calibration) -> tuple[Floats, Floats]:
    """Return the targets and their standard deviations, each of shape (target,)."""
    published = published_figures()
    observed, deviation = [], []
    for target in calibration.targets:
        facts: Any = published.loc[target.figure]
        value = observed_number(facts["value"], facts["unit"])
        usual = HALF * tolerance_of(value, facts["unit"])
        wide = usual if target.tolerance is None else target.tolerance * abs(value)
        observed.append(value)
        deviation.append(max(wide, target.floor, 1e-12))
    return np.array(observed), np.array(deviation)
