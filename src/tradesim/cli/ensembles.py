"""What the command line says of a parameter ensemble that it reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from tradesim.doubt.points import PointValues
    from tradesim.scenario import Scenario


def points_of(path: Path, scenario: Scenario) -> PointValues:
    """Return the points that apply to a scenario; say which columns of the file do not."""
    from tradesim.evidence.parameters import read_ensemble

    ensemble = read_ensemble(path, scenario)
    note = ensemble.note()
    if note:
        typer.echo(f"note: {path.name}: {note}", err=True)
    return ensemble.points


def fitting_points(path: Path, file: str, scenario: Scenario) -> PointValues:
    """Return the points that apply to a scenario file, as far as they fit what was made of it."""
    from tradesim.evidence.parameters import fitting
    from tradesim.scenario import load

    return fitting(points_of(path, load(file)), scenario)
