"""Reading an experiment file: the one way from what was written to a checked study.

Of a file with slips what is sound is examined all the same, so that all problems come together.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tradesim import scenario as reading
from tradesim.arrays import Floats
from tradesim.errors import ScenarioError
from tradesim.experiments import checks
from tradesim.experiments.arrays import Values
from tradesim.experiments.design import Design, design_of
from tradesim.experiments.extremes import refused
from tradesim.experiments.schema import Experiment, Listed
from tradesim.experiments.store.points import read_points
from tradesim.scenario.bundled import experiment_files
from tradesim.scenario.checks import texts
from tradesim.scenario.documents import located, named_document, refusal, scenario_beside
from tradesim.scenario.kinds import FileKind, misshapen
from tradesim.scenario.loading import Document
from tradesim.scenario.misfits import findings
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding

REQUIRED = ("name",)
"""Fields that can be made up for the examination; without its scenario nothing can be said."""

HARMLESS = "summary"
"""What stands for an outcome that cannot be read."""

ROUNDS = 3
"""Times that what is left may show further slips."""

Place = tuple[int | str, ...]


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
    path = located(given, experiment_files())
    document = named_document(given, experiment_files(), FileKind.EXPERIMENT)
    found, wrong = _examine(document)
    if found is None:
        raise refusal(document, wrong)
    experiment = found.experiment
    scenario, fault = _scenario(experiment, path.parent)
    if scenario is None:
        raise refusal(document, [*wrong, *fault])
    listed, fault = _listed(experiment, path.parent)
    arms, faults = checks.make_arms(experiment, scenario)
    wrong += [*fault, *faults, *checks.check(experiment, scenario, listed, found.lost)]
    if wrong or document.tree.problems:
        raise refusal(document, wrong)
    experiment = checks.completed(experiment, scenario)
    seed = scenario.seed if experiment.seed is None else experiment.seed
    design = design_of(experiment, seed, listed)
    if wrong := list(refused(design, arms)):
        raise refusal(document, wrong)
    return Study(experiment, scenario, design, arms, seed)


def _examine(document: Document) -> tuple[Salvage | None, list[Finding]]:
    """Return what can be examined further, and what is wrong with the schema."""
    tree = document.data
    if wrong := misshapen(document.data, FileKind.EXPERIMENT):
        return None, wrong
    unfit = texts.check(tree)
    try:
        return Salvage(Experiment.model_validate(tree)), unfit
    except ValidationError as error:
        return salvage(tree, error), [*findings(error, tree, Experiment), *unfit]


def _scenario(experiment: Experiment, folder: Path) -> tuple[Scenario | None, list[Finding]]:
    name = experiment.scenario
    try:
        return reading.load(scenario_beside(name, folder)), []
    except ScenarioError as error:
        heading = f"the scenario '{name}' cannot be used:"
        said = [str(problem) for problem in error.problems]
        return None, [Finding(("scenario",), "\n    ".join([heading, *said]))]


def _listed(experiment: Experiment, folder: Path) -> tuple[dict[str, Values] | None, list[Finding]]:
    if not isinstance(experiment.design, Listed):
        return None, []
    columns, wrong = read_points(folder / experiment.design.file, list(experiment.vary))
    return columns, [Finding(("design", "file"), said) for said in wrong]


@dataclass(frozen=True)
class Salvage:
    """The sound part of an experiment.

    Attributes:
        experiment: What can be examined further.
        lost: What was left out: top-level fields, and blocks of ``vary`` and ``variants``.
    """

    experiment: Experiment
    lost: frozenset[Place] = frozenset()


def salvage(tree: dict[str, Any], error: ValidationError) -> Salvage | None:
    """Return what is left of a file when the blocks that hold its slips are left out.

    Args:
        tree: The file as plain values; left as it is.
        error: What is wrong with it.
    """
    rest, lost = copy.deepcopy(tree), set[Place]()
    for _ in range(ROUNDS):
        for place in {_block(slip["loc"]) for slip in error.errors()}:
            lost.add(place)
            _leave_out(rest, place)
        try:
            return Salvage(Experiment.model_validate(rest), frozenset(lost))
        except ValidationError as further:
            error = further
    return None


def _block(place: Sequence[int | str]) -> Place:
    """Return the smallest block that can be left out with what is wrong in it."""
    deep = place[:1] and place[0] in {"vary", "variants", "outcomes"} and len(place) > 1
    return tuple(place[:2] if deep else place[:1])


def _leave_out(tree: dict[str, Any], place: Place) -> None:
    *way, last = place
    block: Any = tree
    for step in way:
        block = block[step]
    if isinstance(last, int):
        block[last] = HARMLESS  # the others keep their number
    else:
        block.pop(last, None)
    if place in {(name,) for name in REQUIRED}:
        tree[str(last)] = "unnamed"
