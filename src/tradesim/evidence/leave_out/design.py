"""A common design: points of behaviour that are simulated on every episode."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import Field
from scipy.stats import qmc

from tradesim import scenario as reading
from tradesim.arrays import Floats
from tradesim.doubt.doubt import DRIFT, PRICE_DRIFT, WIDENED
from tradesim.doubt.points import PointValues
from tradesim.errors import OverrideError, ScenarioError
from tradesim.evidence.calibration_schema import Free
from tradesim.evidence.leave_out.stacking import MOST
from tradesim.fields import Block, Name
from tradesim.scenario.bundled import design_files
from tradesim.scenario.documents import examined, named_document, refusal
from tradesim.scenario.kinds import FileKind, kind_of
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding
from tradesim.scenario.wording import Path as Place


class Mechanism(Block):
    """A mechanism of the model, and how it is switched off."""

    title: str = Field(description="What it is, for the table.")
    off: dict[str, float] = Field(min_length=1, description="Values that switch it off, by path.")


class CommonDesign(Block):
    """What one file of a common design says."""

    kind: Literal["common_design"] = Field(description="Says what file this is.")
    name: Name = Field(description="Short name; results are kept under it.")
    title: str = Field("", description="Title.")
    description: str = Field("", description="What is fitted to what, and what is left out.")
    scenarios: list[str] = Field(min_length=2, description="Names of the episodes' scenarios.")
    seed: int = Field(1, ge=0, description="Seed of the points and of all draws.")
    points: int = Field(ge=8, description="Points of behaviour.")
    replicates: int = Field(ge=2, description="Runs of each point on each episode.")
    kept: int = Field(60, ge=1, description="Rows of the mixture of points that a fit keeps.")
    forecast_runs: int = Field(200, ge=20, description="Runs of a forecast that is scored.")
    widened: float = Field(
        WIDENED, gt=0, description="How much wider than their ranges judgements are drawn."
    )
    drift: float = Field(DRIFT, ge=0, description="How far published flows drift, in logarithms.")
    heaviest: float = Field(
        MOST,
        gt=0,
        le=1,
        description="Largest weight of a point in a fit; at 1 / points, or less, all weigh alike "
        "and nothing is fitted.",
    )
    price_drift: float = Field(PRICE_DRIFT, ge=0, description="How far prices do, in a year.")
    vary: dict[str, Free] = Field(min_length=1, description="Behaviour that is fitted, by path.")
    mechanisms: dict[Name, Mechanism] = Field(
        default={}, description="What is switched off, one by one, to see what it is worth."
    )


@dataclass(frozen=True)
class LeaveOutStudy:
    """A checked common design.

    Attributes:
        design: What the file says.
        scenarios: The episodes, by name.
    """

    design: CommonDesign
    scenarios: Mapping[str, Scenario]

    @property
    def groups(self) -> dict[str, list[str]]:
        """The names of the episodes by the group they are left out with."""
        found: dict[str, list[str]] = {}
        for name, scenario in self.scenarios.items():
            found.setdefault(scenario.hindcast.group or name, []).append(name)
        return found

    @property
    def is_fitted(self) -> bool:
        """Whether points may weigh differently; otherwise all of them are what is known."""
        return self.design.heaviest * self.design.points > 1.0

    def points(self) -> PointValues:
        """Return the points: a Latin hypercube, even over the ranges, each of shape (point,)."""
        vary, count = self.design.vary, self.design.points
        rng = np.random.default_rng(self.design.seed)
        share = qmc.LatinHypercube(len(vary), seed=rng).random(count)
        return {
            path: free.range[0] + part * (free.range[1] - free.range[0])
            for (path, free), part in zip(vary.items(), share.T, strict=True)
        }


def load_design(path_or_name: str | os.PathLike[str]) -> LeaveOutStudy:
    """Return a checked common design, from a file or by the name of a bundled one.

    Raises:
        ExperimentError: With every problem of the file.
    """
    given = os.fspath(path_or_name)
    document = named_document(given, design_files(), FileKind.DESIGN)
    design, wrong = examined(document, CommonDesign, FileKind.DESIGN)
    if design is None:
        raise refusal(document, wrong)
    scenarios, wrong = _scenarios(design)
    if not wrong:
        wrong = _misled(design, next(iter(scenarios.values())))
    if wrong or document.tree.problems:
        raise refusal(document, wrong)
    return LeaveOutStudy(design, scenarios)


def is_design(path_or_name: str) -> bool:
    """Say whether a name or file is a common design rather than a calibration."""
    if path_or_name in design_files():
        return True
    try:
        tree = reading.read(Path(path_or_name)).data
    except ScenarioError:
        return False
    return kind_of(tree) is FileKind.DESIGN


def _scenarios(design: CommonDesign) -> tuple[dict[str, Scenario], list[Finding]]:
    scenarios, wrong = {}, []
    for number, name in enumerate(design.scenarios):
        try:
            scenarios[name] = reading.load(name)
        except ScenarioError as error:
            said = f"the scenario '{name}' cannot be used: {error}"
            wrong.append(Finding(("scenarios", number), said))
    return scenarios, wrong


def _misled(design: CommonDesign, scenario: Scenario) -> list[Finding]:
    """Return paths of the design that lead nowhere, and values that are out of range."""
    asked: dict[Place, tuple[str, Floats]] = {
        ("vary", path): (path, np.array(free.range)) for path, free in design.vary.items()
    }
    for name, mechanism in design.mechanisms.items():
        for path, value in mechanism.off.items():
            first = path.replace(".*.", "[0].")
            asked["mechanisms", name, "off", path] = (first, np.array([value]))
    wrong = []
    for place, (path, values) in asked.items():
        try:
            reading.with_values(scenario, {path: values})
        except OverrideError as error:
            wrong.append(Finding(place, error.message))
    return wrong
