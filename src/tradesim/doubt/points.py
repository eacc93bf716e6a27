"""Behaviour in doubt: the bundled points that the record of all episodes does not rule out."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from tradesim.errors import OverrideError
from tradesim.fields import Block, Figure
from tradesim.scenario.bundled import behaviour_file
from tradesim.scenario.paths import resolve
from tradesim.scenario.schema import Scenario

PointValues = dict[str, npt.NDArray[np.float64]]
"""Values by dotted path, each of shape (point,) or (run,)."""

SHARED = ("behaviour", "practice")
"""Sections that are of no scenario's own: a column about them is for every scenario."""


@cache
def behaviour_points() -> PointValues:
    """Return the bundled points of behaviour, a column for each parameter."""
    text = behaviour_file().read_text(encoding="utf-8")
    heading, *rows = [row for row in csv.reader(text.splitlines()) if row]
    table = np.array(rows, dtype=np.float64)
    return {name: table[:, column] for column, name in enumerate(heading)}


def fitting_columns(
    points: Mapping[str, npt.NDArray[np.float64]], scenario: Scenario
) -> tuple[PointValues, list[str]]:
    """Return the columns that a scenario takes, and the paths of those that it does not.

    It does not take what it has not, nor what its author or an override has set: behaviour given
    in the file is what was asked.
    """
    taken = {path: column for path, column in points.items() if _is_free(scenario, path)}
    return taken, [path for path in points if path not in taken]


def _is_free(scenario: Scenario, path: str) -> bool:
    try:
        target = resolve(scenario, path)
    except OverrideError:
        return False
    if not isinstance(target.parent, Block) or not isinstance(target.value, Figure):
        return False
    is_shared = path.split(".", maxsplit=1)[0] in SHARED
    return not is_shared or str(target.path[-1]) not in target.parent.model_fields_set
