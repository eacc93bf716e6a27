"""A calibration file: which parameters are free within which range, and what they must meet."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, ValidationError

from tradesim import scenario as reading
from tradesim.errors import ExperimentError, OverrideError, Problem, ScenarioError
from tradesim.evidence.figure_scores import observed_number
from tradesim.evidence.figure_scores import tolerance as tolerance_of
from tradesim.evidence.figures import scored_rows
from tradesim.evidence.published import published_figures
from tradesim.evidence.simulated import STATISTICS
from tradesim.experiments.parameters import facts_of
from tradesim.fields import Block, Count, Day, Figure, Name, Number
from tradesim.limits import LARGEST_SEED, MOST_REPLICATES
from tradesim.scenario.bundled import calibration_files
from tradesim.scenario.hints import other_numbers
from tradesim.scenario.loading import Document
from tradesim.scenario.misfits import findings
from tradesim.scenario.paths import resolve
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, did_you_mean, found, listing, spell

Floats = npt.NDArray[np.float64]

HALF = 0.5
"""A target's standard deviation, where none is given, as part of the tolerance of a hit."""


class Free(Block):
    """The range of one free parameter."""

    unit: str = Field(description="Unit of the numbers, that of the scenario's field.")
    range: tuple[Number, Number] = Field(description="Low and high end.")


class Target(Block):
    """One published figure that a run should meet, and how closely.

    Without a statistic of its own a figure is measured as in ``scored.csv``.
    """

    figure: str = Field(description="Id in figures.csv.")
    tolerance: Number | None = Field(
        None, gt=0, description="Standard deviation, relative to the figure."
    )
    floor: Number = Field(0.0, ge=0, description="Least standard deviation, in its unit.")
    statistic: str | None = Field(None, description="How it is measured in a run.")
    subject: str = Field("", description="Customs group, or item.")
    destination: str = Field("", description="Country code, or buyer.")
    origin: str = Field("", description="Country code.")
    first: str = Field("", description="First month, YYYY-MM.")
    last: str = Field("", description="Last month, YYYY-MM.")


MOST_WAVES = 100
"""Hypercubes that a calibration may narrow its ranges by."""


class Calibration(Block):
    """What one calibration file says."""

    kind: Literal["calibration"] = Field(description="Says what file this is.")
    name: Name = Field(description="Short name; results are kept under it.")
    title: str = Field("", description="Title.")
    description: str = Field("", description="What is fitted to what, and what is left out.")
    scenario: str = Field(description="Scenario file, relative to this one, or a name.")
    until: Day = Field(description="Last day that is simulated: nothing later is looked at.")
    seed: Count = Field(
        1, ge=0, le=LARGEST_SEED, description="Seed of the points and of all draws."
    )
    samples: Count = Field(
        ge=16, le=MOST_REPLICATES, description="Points of the Latin hypercube of each wave."
    )
    waves: Count = Field(
        1, ge=1, le=MOST_WAVES, description="Hypercubes, each within what the last left over."
    )
    keep: Count = Field(
        200, ge=1, le=MOST_REPLICATES, description="Most points in the parameter ensemble."
    )
    cutoff: Number = Field(3.0, gt=0, description="Implausibility from which a point is ruled out.")
    misses: Count = Field(0, ge=0, description="Targets that a point may miss nevertheless.")
    vary: dict[str, Free | Literal["sourced"]] = Field(
        min_length=1, description="Free parameters; 'sourced': the range the scenario states."
    )
    targets: list[Target] = Field(min_length=1, description="What runs are held against.")


@dataclass(frozen=True)
class CalibrationStudy:
    """A checked calibration.

    Attributes:
        scenario: The scenario, ending when the calibration looks no further.
        ranges: Low and high end of each free parameter, by dotted path.
        rows: What each target is in a run.
        observed: Each target, shape (target,).
        deviation: Standard deviation of each, in its unit, shape (target,).
    """

    calibration: Calibration
    scenario: Scenario
    ranges: dict[str, tuple[float, float]]
    rows: tuple[dict[str, str], ...]
    observed: Floats
    deviation: Floats

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
    bundled = calibration_files()
    path = bundled[given] if given in bundled and not Path(given).is_file() else Path(given)
    try:
        document = reading.read(path)
    except ScenarioError as error:
        known = listing(list(bundled))
        said = f"this is neither a file nor a calibration that comes with tradesim ({known})."
        near = did_you_mean(given, bundled)
        is_word = not path.suffix and len(path.parts) == 1 and not path.exists()
        problems = [Problem(None, "", said + near)] if is_word else error.problems
        raise ExperimentError(given, problems) from None
    calibration, wrong = _examine(document)
    if calibration is None:
        raise _refusal(document, wrong)
    scenario = _scenario(calibration, document, path.parent)
    ranges, wrong = _ranges(calibration, scenario)
    rows, faults = _rows(calibration)
    if wrong or faults or document.tree.problems:
        raise _refusal(document, [*wrong, *faults])
    observed, deviation = _aims(calibration)
    return CalibrationStudy(calibration, scenario, ranges, tuple(rows), observed, deviation)


def _examine(document: Document) -> tuple[Calibration | None, list[Finding]]:
    tree = document.data
    if not isinstance(tree, dict):
        said = f"a calibration is a block of fields ('name: value'), not {found(tree)}."
        return None, [Finding((), said)]
    try:
        return Calibration.model_validate(tree), []
    except ValidationError as error:
        return None, findings(error, tree, Calibration)


def _scenario(calibration: Calibration, document: Document, folder: Path) -> Scenario:
    name = calibration.scenario
    try:
        is_name = name in reading.scenario_names() and not (folder / name).is_file()
        whole = reading.load(name if is_name else folder / name)
        return reading.ending(whole, min(calibration.until, whole.end))
    except (ScenarioError, OverrideError) as error:
        said = f"the scenario '{name}' cannot be used: {error}"
        raise _refusal(document, [Finding(("scenario",), said)]) from None


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


def _refusal(document: Document, wrong: list[Finding]) -> ExperimentError:
    problems = list(document.tree.problems)
    for finding in wrong:
        place = finding.path if finding.place is None else finding.place
        line = document.line(place) if place else None
        problems.append(Problem(line, spell(finding.path), finding.message))
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)
    return ExperimentError(document.path, ordered)
