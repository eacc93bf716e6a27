"""Settings that differ in numbers and dates alone: simulated as one block, told apart afterwards.

A week of a few runs is mostly the cost of calling numpy, so one block of several settings takes
far less than a block for each; no number changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from tradesim.errors import OverrideError
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario, with_values
from tradesim.scenario.classroom import Lever
from tradesim.scenario.paths import targets
from tradesim.trunk.parting import first_week
from tradesim.web.levers import Change
from tradesim.world.calendar import Calendar
from tradesim.world.layout import lay_out
from tradesim.world.log import FIELDS
from tradesim.world.practice import practised

RUN = FIELDS.index("run")

Columns = dict[str, list[Any]]
"""What differs between settings, by dotted path: one value a setting."""


def shape_of(change: Change) -> Hashable:
    """Return a mark that settings share if one block may hold them: all but numbers and dates."""
    fixed = [
        (path, repr(value))
        for path, value in change.values.items()
        if "*" in path or isinstance(value, bool) or not isinstance(value, int | float | dt.date)
    ]
    return change.without, tuple(sorted(fixed))


def differing(scenarios: Sequence[Scenario], changes: Sequence[Change]) -> Columns | None:
    """Return what differs between some scenarios; None if they cannot share a block.

    Args:
        scenarios: Made of one scenario.
        changes: What was changed to make each.
    """
    named = dict.fromkeys(path for change in changes for path in change.values if "*" not in path)
    try:
        columns = {path: [_value(scenario, path) for scenario in scenarios] for path in named}
        varied = {path: found for path, found in columns.items() if len(set(map(repr, found))) > 1}
        like_first = [_with(scenario, varied, 0) for scenario in scenarios]
    except OverrideError:
        return None  # one of them is no figure, or is not given in all
    return varied if all(_alike(each, like_first[0]) for each in like_first[1:]) else None


def by_run(columns: Columns, replicates: int) -> dict[str, npt.NDArray[Any]]:
    """Return what differs between settings, one value a run."""
    return {path: np.repeat(np.array(found), replicates) for path, found in columns.items()}


def dated_in(lever: Lever, scenario: Scenario) -> Iterator[int]:
    """Yield for each position of a lever the first week in which what it moves has a date.

    Args:
        lever: The lever.
        scenario: The scenario as written.
    """
    policies = {policy.name: policy for policy in (*scenario.policies, *scenario.shocks)}
    calendar = Calendar.spanning(scenario.start, scenario.end)
    for position in lever.positions:
        names = {*position.without, *(path.split(".")[1] for path in position.set if "." in path)}
        known = [first_week(policies[name], calendar) for name in names if name in policies]
        days = [calendar.week_of(day) for day in position.set.values() if isinstance(day, dt.date)]
        yield min([*known, *(int(week[0]) for week in days)], default=0)


def parts(whole: Recording, scenarios: Sequence[Scenario]) -> Iterator[Recording]:
    """Yield the runs of each setting of a block, as if it had been simulated alone."""
    replicates = len(whole.replicates) // len(scenarios)
    for place, scenario in enumerate(scenarios):
        yield _part(whole, scenario, slice(place * replicates, (place + 1) * replicates))


def _part(whole: Recording, scenario: Scenario, runs: slice) -> Recording:
    """Return the runs of one setting, with its own policies and dates."""
    if len(whole.replicates) == runs.stop - runs.start:
        return whole
    run = whole.events[:, RUN]
    events = whole.events[(run >= runs.start) & (run < runs.stop)]
    events[:, RUN] -= runs.start
    return replace(
        whole,
        layout=lay_out(practised(scenario)),
        replicates=whole.replicates[runs],
        panels={name: panel[..., runs] for name, panel in whole.panels.items()},
        events=events,
    )


def _value(scenario: Scenario, path: str) -> Any:
    """Return the number or date at a path; None where there is none."""
    found = [target.value for target in targets(scenario, path)]
    value = getattr(found[0], "value", found[0])
    return value if isinstance(value, int | float | dt.date) else None


def _with(scenario: Scenario, columns: Columns, place: int) -> Scenario:
    values = {path: [found[place]] for path, found in columns.items()}
    if any(value is None for column in columns.values() for value in column):
        raise OverrideError("values", "one of them is missing.")
    return with_values(scenario, values) if values else scenario


def _alike(one: Any, other: Any) -> bool:
    """Say whether runs of two blocks are the same: figures by their values, whoever stated them.

    Most parts of two settings are equal as they stand, and need not be written out to be compared.
    """
    if one is other or (type(one) is type(other) and one == other):
        return True
    if isinstance(one, Scenario) and isinstance(other, Scenario):
        names = type(one).model_fields
        return all(_alike(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(_written(one) == _written(other))


def _written(part: Any) -> Any:
    return _values_in(part.model_dump() if isinstance(part, BaseModel) else part)


def _values_in(node: Any) -> Any:
    if isinstance(node, dict):
        if "value" in node and "judgement" in node:
            value = node["value"]
            return value.tolist() if isinstance(value, np.ndarray) else [value]
        return {key: _values_in(entry) for key, entry in node.items()}
    if isinstance(node, list | tuple):
        return [_values_in(entry) for entry in node]
    return node
