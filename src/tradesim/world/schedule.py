"""When the effects of policies are due."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tradesim.arrays import Flags
from tradesim.policies.effects import Effect


def schedule(effects: Iterable[Effect], weeks: int) -> dict[int, list[tuple[Effect, Flags | None]]]:
    """Return the effects due in each week, in the order of the scenario.

    Args:
        effects: Effects of all policies; a week may differ by run.
        weeks: Number of weeks of the scenario; effects after it never come.

    Returns:
        For each week that has any: the effects, each with the runs in which it is due, shape
        (1, run), or None where it is due in all. What was due before week 0 is due in week 0.
    """
    due: dict[int, list[tuple[Effect, Flags | None]]] = {}
    for effect in effects:
        when = np.maximum(effect.week, 0)
        for week in np.unique(when[when < weeks]).tolist():
            runs = when == week
            due.setdefault(week, []).append((effect, None if runs.all() else runs.reshape(1, -1)))
    return due
