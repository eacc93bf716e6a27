"""Parameter ensembles: points that the record does not rule out, for bands that show doubt.

A CSV file: a column for each parameter, headed by its dotted path, a row for each point. Run
number *n* of a scenario takes row *n*, beginning again after the last. Where a column ``weight``
says how likely each row is, rows are first taken as often as they weigh, in an order drawn once.

Columns of behaviour are for every scenario. Columns of data are for the scenario they were fitted
on, the one the file lies beside (``world.parameters.csv`` beside ``world.yaml``), and for those
that state the same figure, such as a scenario that extends it. A route of the same two countries
in a scenario of another good states another figure: its column is left out, and said.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tradesim.doubt.points import PointValues
from tradesim.errors import ObservedError, OverrideError, Problem, ScenarioError
from tradesim.experiments.design import Design
from tradesim.experiments.extremes import refused
from tradesim.experiments.parameters import leads_somewhere
from tradesim.limits import table_text, unread
from tradesim.scenario import Scenario, load, with_values
from tradesim.scenario.bundled import is_bundled, scenario_path
from tradesim.scenario.documents import refuse_yaml
from tradesim.scenario.paths import targets
from tradesim.scenario.synonyms import as_first_named
from tradesim.wording.numbers import counted

SHARED = ("behaviour", "diplomacy", "practice")
"""Sections of a scenario that are one for all goods and episodes."""

ENDING = ".parameters.csv"

WEIGHT = "weight"
"""Column that says how likely a row is."""

FEWEST_ROWS = 1000
"""Rows that weights are told by: of fewer, small weights would be lost."""


@dataclass(frozen=True)
class ParameterEnsemble:
    """What a parameter ensemble has for a scenario.

    Attributes:
        points: The columns that apply.
        left_out: The columns of data of another scenario, by dotted path.
        fitted_on: Name of that scenario; empty where it is not known.
    """

    points: PointValues
    left_out: tuple[str, ...] = ()
    fitted_on: str = ""

    def note(self) -> str:
        """Return a sentence on the columns that are left out; empty where none is."""
        if not self.left_out:
            return ""
        counts = Counter(path.split(".")[0].split("[")[0] for path in self.left_out)
        parts = ", ".join(f"{count} of {section}" for section, count in counts.items())
        whose = f"the data of {self.fitted_on or 'another scenario'}"
        return (
            f"{counted(len(self.left_out), 'column')} of {whose} left out here ({parts}); "
            f"{counted(len(self.points), 'column')} applied."
        )


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
    beside = file.with_suffix(ENDING)
    return beside if beside.is_file() else None


def read_ensemble(path: Path, scenario: Scenario) -> ParameterEnsemble:
    """Return what a parameter ensemble has for a scenario, and what of it is another's.

    Raises:
        ObservedError: With every problem of the file.
    """
    points, problems = _points(_rows(path))
    points, wrong = _weighted(points)
    problems += wrong
    ensemble = _shared_out(points, scenario, path)
    problems += _doubled(ensemble.points, scenario)
    for name, column in ensemble.points.items():
        try:
            with_values(scenario, {name: column})
        except OverrideError as error:
            problems.append(Problem(1, name, error.message))
    if ensemble.points and not problems and not is_bundled(path):
        problems += _unborne(ensemble.points, scenario)
    if points and not ensemble.points and not problems:
        said = f"none of it applies to {scenario.name}: {ensemble.note().split(';')[0]}."
        problems.append(Problem(1, "", said))
    if problems:
        raise ObservedError(path, problems)
    return ensemble


def _weighted(points: PointValues) -> tuple[PointValues, list[Problem]]:
    """Return points as often as they weigh, where a column says so, or what is wrong with it."""
    weights = points.get(WEIGHT)
    if weights is None:
        return points, []
    rest = {name: column for name, column in points.items() if name != WEIGHT}
    if not (np.isfinite(weights).all() and (weights >= 0.0).all() and weights.sum() > 0.0):
        said = "weights are numbers of at least 0, not all of them 0."
        return rest, [Problem(1, WEIGHT, said)]
    count = max(len(weights), FEWEST_ROWS)
    places = (np.arange(count) + 0.5) / count
    rows = np.searchsorted(np.cumsum(weights / weights.sum()), places)
    rows = np.random.default_rng(count).permutation(np.minimum(rows, len(weights) - 1))
    return {name: column[rows] for name, column in rest.items()}, []


def _doubled(points: PointValues, scenario: Scenario) -> Iterator[Problem]:
    """Yield columns that lead where another one leads."""
    first: dict[object, str] = {}
    for name in points:
        plain = name.removesuffix(".value")
        places = (
            [each.path for each in targets(scenario, plain)]
            if leads_somewhere(scenario, name)
            else []
        )
        for place in places:
            if (other := first.setdefault(place, name)) != name:
                yield Problem(1, name, f"the column '{other}' is for the same field.")
                break


def _unborne(points: PointValues, scenario: Scenario) -> Iterator[Problem]:
    """Yield rules between fields that the points with the ends of each column break."""
    count = len(next(iter(points.values())))
    design = Design("list", points, None, count)
    for finding in refused(design, {scenario.name: scenario}):
        yield Problem(1, str(finding.path[-1]), finding.message)


def _shared_out(points: PointValues, scenario: Scenario, path: Path) -> ParameterEnsemble:
    """Divide columns into those that apply to a scenario and those that are another's data."""
    data = [name for name in points if name.split(".")[0] not in SHARED]
    owner = _fitted_on(path)
    if owner is None:
        is_own = all(leads_somewhere(scenario, name) for name in data)
        others = [] if is_own else data
    elif owner.name == scenario.name:
        others = []
    else:
        others = [name for name in data if not _same_figure(name, owner, scenario)]
    applying = {name: column for name, column in points.items() if name not in others}
    return ParameterEnsemble(applying, tuple(others), owner.name if owner is not None else "")


def _fitted_on(path: Path) -> Scenario | None:
    """Return the scenario that an ensemble lies beside; None where there is none, or unsound."""
    beside = path.with_name(path.name.removesuffix(ENDING) + ".yaml")
    if not path.name.endswith(ENDING) or not beside.is_file():
        return None
    try:
        return load(beside)
    except ScenarioError:
        return None


def _same_figure(name: str, owner: Scenario, scenario: Scenario) -> bool:
    """Say whether two scenarios state the same figure, or the same date, at a path."""
    path = name.removesuffix(".value")
    if not (leads_somewhere(owner, path) and leads_somewhere(scenario, path)):
        return False
    ours, theirs = targets(scenario, path), targets(owner, path)
    return [each.value for each in ours] == [each.value for each in theirs]


def _rows(path: Path) -> list[list[str]]:
    refuse_yaml(path, "a parameter ensemble", ObservedError)
    try:
        text = io.StringIO(table_text(path), newline="")
        rows = [row for row in csv.reader(text) if any(row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ObservedError.of(path, f"{unread(error)}.") from None
    if len(rows) < len(("heading", "point")):
        said = "a heading of dotted paths and at least one row of numbers are needed."
        raise ObservedError.of(path, said)
    return rows


def fitting(points: PointValues, scenario: Scenario) -> PointValues:
    """Return the points without what a scenario with fewer policies no longer has."""
    return {name: column for name, column in points.items() if leads_somewhere(scenario, name)}


def write_parameters(path: Path, points: PointValues) -> None:
    """Write a parameter ensemble, numbers to five digits."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(points)
        rows = zip(*points.values(), strict=True)
        writer.writerows([f"{value:.5g}" for value in row] for row in rows)


def _points(rows: list[list[str]]) -> tuple[PointValues, list[Problem]]:
    names = [name.strip() for name in rows[0]]
    first = [as_first_named(name) for name in names]
    problems = [
        Problem(1, name, "this column stands there twice.")
        for name in dict.fromkeys(names)
        if first.count(as_first_named(name)) > 1
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
