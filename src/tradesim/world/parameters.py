"""From a scenario's figures to parameter arrays, shape (row, 1) or (row, run)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.fields import Figure
from tradesim.scenario.behaviour import BehaviourParameters
from tradesim.scenario.diplomacy import DiplomacyParameters
from tradesim.world.state import Parameters

LN2 = float(np.log(2.0))


def column(entities: Sequence[Any], read: Callable[[Any], Any] | None = None) -> Floats:
    """Return one row an entity; a column a run where any figure varies.

    Args:
        entities: Blocks of the scenario, or figures, numbers or arrays themselves.
        read: Gives the figure, number or array of one block; None reads as infinity.

    Returns:
        Array of shape (entity, 1) or (entity, run).
    """
    read_out = entities if read is None else map(read, entities)
    given = [value.value if isinstance(value, Figure) else value for value in read_out]
    if set(map(type, given)) <= {float}:
        return np.array(given, dtype=np.float64).reshape(-1, 1)
    values = [_plain(value) for value in given]
    runs = max((value.shape[0] for value in values), default=1)
    table = np.empty((len(values), runs))
    for row, value in enumerate(values):
        table[row] = value
    return table


def highest(figure: Figure) -> float:
    """Return the largest number that some run may hold: the value's, or that of its range.

    What rows a world has hangs on this and not on what was drawn, so that one run lived alone has
    the rows that all runs together have.
    """
    largest = float(np.max(figure.value))
    return max(largest, figure.range[1]) if figure.range else largest


def _plain(value: Any) -> Floats:
    return np.atleast_1d(np.asarray(np.inf if value is None else value, dtype=np.float64))


def behaviour_arrays(parameters: BehaviourParameters) -> Parameters:
    """Return the behaviour parameters, and the weekly rates that follow from half-lives.

    A half-life of h weeks keeps the part ``exp(-ln 2 / h)`` of a belief each week.
    """
    values = {
        name: column([parameters], attrgetter(name)) for name in BehaviourParameters.model_fields
    }
    values["alarm_kept"] = np.exp(-LN2 / values["alarm_half_life_weeks"])
    values["distrust_kept"] = np.exp(-LN2 / values["distrust_half_life_weeks"])
    values["order_kept"] = 1.0 - 1.0 / values["patience_weeks"]
    return Parameters(values)


def diplomacy_arrays(parameters: DiplomacyParameters) -> Parameters:
    """Return the parameters of the reaction rule, and the part of tension kept each week."""
    values = {
        name: column([parameters], attrgetter(name)) for name in DiplomacyParameters.model_fields
    }
    values["tension_kept"] = np.exp(-LN2 / values["tension_half_life_weeks"])
    return Parameters(values)
