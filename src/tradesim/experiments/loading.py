"""Reading an experiment file: the one way from what was written to a checked study."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from tradesim import scenario as reading
from tradesim.arrays import Floats
from tradesim.errors import ExperimentError, Problem, ScenarioError
from tradesim.experiments import checks
from tradesim.experiments.arrays import Values
from tradesim.experiments.design import Design, design_of
from tradesim.experiments.extremes import refused
from tradesim.experiments.salvage import Salvage, salvage
from tradesim.experiments.schema import Experiment, Listed
from tradesim.experiments.store.points import read_points
from tradesim.scenario.bundled import experiment_files
from tradesim.scenario.loading import Document
from tradesim.scenario.misfits import findings
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, found, spell


@dataclass(frozen=True)
class Study:
    """A checked experiment with its scenario and its points.

    Attributes:
        experiment: What the file says.
        scenario: The scenario it is about.
        design: The points.
        arms: The scenario of each variant, before parameters are varied.
        seed: Seed of all draws.
        course: Of a search, where all its points lie in the unit cube as far as they are known,
            shape (point, parameter).
    """

    experiment: Experiment
    scenario: Scenario
    design: Design
    arms: dict[str, Scenario]
    seed: int
    course: Floats | None = None

    def __repr__(self) -> str:
        """Return what it is, in a line."""
        size = f"{self.design.count} points, {len(self.arms)} variants"
        return f"<Study '{self.experiment.name}' of '{self.scenario.name}': {size}>"


def load_experiment(path_or_name: str | os.PathLike[str]) -> Study:
    """Return a checked experiment, from a file or by the name of a bundled one.

    Raises:
        ExperimentError: With every problem of the file, in the order of its lines.
    """
    given = os.fspath(path_or_name)
    path = _locate(given)
    document = _document(given, path)
    found, wrong = _examine(document)
    if found is None:
        raise _refusal(document, wrong)
    experiment = found.experiment
    scenario, fault = _scenario(experiment, path.parent)
    if scenario is None:
        raise _refusal(document, [*wrong, *fault])
    listed, fault = _listed(experiment, path.parent)
    arms, faults = checks.make_arms(experiment, scenario)
    wrong += [*fault, *faults, *checks.check(experiment, scenario, listed, found.lost)]
    if wrong or document.tree.problems:
        raise _refusal(document, wrong)
    experiment = checks.completed(experiment, scenario)
    seed = scenario.seed if experiment.seed is None else experiment.seed
    design = design_of(experiment, seed, listed)
    if wrong := list(refused(design, arms)):
        raise _refusal(document, wrong)
    return Study(experiment, scenario, design, arms, seed)


def _locate(given: str) -> Path:
    bundled = experiment_files()
    return bundled[given] if given in bundled and not Path(given).is_file() else Path(given)


def _document(given: str, path: Path) -> Document:
    try:
        return reading.read(path)
    except ScenarioError as error:
        known = ", ".join(experiment_files())
        is_word = not path.suffix and len(path.parts) == 1
        more = f"this is neither a file nor an experiment that comes with tradesim ({known})."
        problems = [Problem(None, "", more)] if is_word and not path.exists() else error.problems
        raise ExperimentError(given, problems) from None


def _examine(document: Document) -> tuple[Salvage | None, list[Finding]]:
    """Return what can be examined further, and what is wrong with the schema."""
    tree = document.data
    if not isinstance(tree, dict):
        said = f"an experiment is a block of fields ('name: value'), not {found(tree)}."
        return None, [Finding((), said)]
    try:
        return Salvage(Experiment.model_validate(tree)), []
    except ValidationError as error:
        return salvage(tree, error), findings(error, tree, Experiment)


def _scenario(experiment: Experiment, folder: Path) -> tuple[Scenario | None, list[Finding]]:
    name = experiment.scenario
    beside = folder / name
    try:
        is_name = name in reading.scenario_names() and not beside.is_file()
        return reading.load(name if is_name else beside), []
    except ScenarioError as error:
        heading = f"the scenario '{name}' cannot be used:"
        said = [str(problem) for problem in error.problems]
        return None, [Finding(("scenario",), "\n    ".join([heading, *said]))]


def _listed(experiment: Experiment, folder: Path) -> tuple[dict[str, Values] | None, list[Finding]]:
    if not isinstance(experiment.design, Listed):
        return None, []
    columns, wrong = read_points(folder / experiment.design.file, list(experiment.vary))
    return columns, [Finding(("design", "file"), said) for said in wrong]


def _refusal(document: Document, wrong: list[Finding]) -> ExperimentError:
    problems = list(document.tree.problems)
    for finding in wrong:
        place = finding.path if finding.place is None else finding.place
        line = document.line(place) if place else None
        problems.append(Problem(line, spell(finding.path), finding.message))
    unique = dict.fromkeys(problems)
    return ExperimentError(document.path, sorted(unique, key=lambda problem: problem.line or 0))
