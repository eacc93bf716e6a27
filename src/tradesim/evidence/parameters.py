"""Parameter ensembles: points that the record does not rule out, for bands that show doubt.

A CSV file: a column for each parameter, headed by its dotted path, a row for each point. Run
number *n* of a scenario takes row *n*, beginning again after the last.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tradesim.errors import ObservedError, OverrideError, Problem, ScenarioError
from tradesim.experiments.parameters import leads_somewhere
from tradesim.scenario import Scenario, with_values
from tradesim.scenario.bundled import scenario_path

Points = dict[str, npt.NDArray[np.float64]]
"""Values by dotted path, each of shape (point,)."""


def parameters_beside(scenario: str) -> Path | None:
    """Return the parameter ensemble that lies beside a scenario, None where there is none.

    Args:
        scenario: File or name of the scenario; ``world.yaml`` has ``world.parameters.csv``.
    """
    file = Path(scenario)
    if not file.is_file():
        try:
            file = scenario_path(scenario)
        except ScenarioError:
            return None
    beside = file.with_suffix(".parameters.csv")
    return beside if beside.is_file() else None


def read_parameters(path: Path, scenario: Scenario) -> Points:
    """Return the points of a parameter ensemble.

    Raises:
        ObservedError: With every problem of the file.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if any(row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ObservedError(str(path), [Problem(None, "", f"it cannot be read: {error}")]) from None
    if len(rows) < len(("heading", "point")):
        said = "a heading of dotted paths and at least one row of numbers are needed."
        raise ObservedError(str(path), [Problem(None, "", said)])
    points, problems = _points(rows)
    for name, column in points.items():
        try:
            with_values(scenario, {name: column})
        except OverrideError as error:
            problems.append(Problem(1, name, error.message))
    if problems:
        raise ObservedError(str(path), problems)
    return points


def fitting(points: Points, scenario: Scenario) -> Points:
    """Return the points without what a scenario with fewer policies no longer has."""
    return {name: column for name, column in points.items() if leads_somewhere(scenario, name)}


def write_parameters(path: Path, points: Points) -> None:
    """Write a parameter ensemble, numbers to five digits."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(points)
        rows = zip(*points.values(), strict=True)
        writer.writerows([f"{value:.5g}" for value in row] for row in rows)


def _points(rows: list[list[str]]) -> tuple[Points, list[Problem]]:
    names = [name.strip() for name in rows[0]]
    problems = [
        Problem(1, name, "this column stands there twice.")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    table = np.full((len(rows) - 1, len(names)), np.nan)
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            problems.append(Problem(line, "", f"{len(row)} cells for {len(names)} columns."))
            continue
        for column, cell in enumerate(row):
            try:
                table[line - 2, column] = float(cell)
            except ValueError:
                problems.append(Problem(line, names[column], f"'{cell}' is not a number."))
    if problems:
        return {}, problems
    return {name: table[:, column] for column, name in enumerate(names)}, []
