"""What a varied path leads to: a number or date of each run, or a world of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tradesim.errors import OverrideError
from tradesim.fields import field_facts
from tradesim.scenario import Scenario, apply, with_values
from tradesim.scenario.anatomy import is_figure
from tradesim.scenario.paths import resolve, targets


def facts_of(scenario: Scenario, path: str) -> dict[str, Any]:
    """Return the declared unit and range of the number at a path, empty where it is none.

    Raises:
        OverrideError: The path leads nowhere.
    """
    field = resolve(scenario, path.removesuffix(".value")).field
    return field_facts(field) if field else {}


def varies_by_run(scenario: Scenario, path: str, values: Sequence[Any]) -> bool:
    """Say whether values can stand side by side in the runs of one world.

    Numbers and dates of figures can; names, lists, yes or no, and nothing cannot.

    Raises:
        OverrideError: The path leads nowhere.
    """
    reached = targets(scenario, path.removesuffix(".value"))
    numeric = all(_is_edge(value) for value in values)
    return numeric and all(each.field and is_figure(each.field.annotation) for each in reached)


def check_values(scenario: Scenario, path: str, values: Sequence[Any]) -> None:
    """Refuse values that the scenario refuses.

    Raises:
        OverrideError: With what is wrong.
    """
    if varies_by_run(scenario, path, values):
        with_values(scenario, {path: np.array(values)})
        return
    for value in values:
        apply(scenario, {path: value})


def leads_somewhere(scenario: Scenario, path: str) -> bool:
    """Say whether a scenario has what a path names."""
    try:
        resolve(scenario, path.removesuffix(".value"))
    except OverrideError:
        return False
    return True


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as YAML would have them."""
    return {path: v.item() if isinstance(v, np.generic) else v for path, v in values.items()}


def _is_edge(value: Any) -> bool:
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    return is_number or isinstance(value, np.datetime64) or hasattr(value, "toordinal")
