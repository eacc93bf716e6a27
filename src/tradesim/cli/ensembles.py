"""What the command line says of a parameter ensemble that it reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tradesim.cli.edge import say

if TYPE_CHECKING:
    from tradesim.doubt.points import PointValues
    from tradesim.scenario import Scenario


ONE_ENGINE = "a parameter ensemble runs on the ensemble engine, with the standard agents."


def refuse_agents(engine: str | None, classes: object) -> None:
    """Refuse a parameter ensemble on agents: it lives on the other engine."""
    if engine == "mesa" or classes:
        raise typer.BadParameter(ONE_ENGINE, param_hint="--parameters")


def points_of(path: Path, scenario: Scenario) -> PointValues:
    """Return the points that apply to a scenario; say which columns of the file do not."""
    from tradesim.evidence.parameters import read_ensemble

    ensemble = read_ensemble(path, scenario)
    note = ensemble.note()
    if note:
        say(f"note: {path.name}: {note}", err=True)
    return ensemble.points


def fitting_points(path: Path, file: str, scenario: Scenario) -> PointValues:
    """Return the points that apply to a scenario file, as far as they fit what was made of it."""
    from tradesim.evidence.parameters import fitting
    from tradesim.scenario import load

    return fitting(points_of(path, load(file)), scenario)
