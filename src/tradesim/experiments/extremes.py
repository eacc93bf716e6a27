"""Whether a scenario bears the points of a design whole, all parameters at once.

Rules between fields (a curb is lifted after it takes effect, a stock fits the store) are broken by
values that are sound each by itself. The points that hold the extreme values of each parameter are
put into the scenario as ``--set`` would put them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

import numpy as np

from tradesim.errors import OverrideError
from tradesim.experiments.arrays import Values
from tradesim.experiments.design import Design
from tradesim.experiments.parameters import leads_somewhere, plain, varies_by_run
from tradesim.policies.export_control import ExportControl
from tradesim.scenario import Scenario, apply, with_values
from tradesim.scenario.wording import Finding, found, listing

NUMBER = re.compile(r"[\d.,-]+")
"""What a sentence says of a point alone: the same rule is told once."""

FEW = 16
"""Points of a design up to which all are tried."""


def refused(design: Design, arms: Mapping[str, Scenario]) -> Iterator[Finding]:
    """Yield for each rule the first of the tried points by which some variant breaks it.

    Args:
        design: The points.
        arms: The scenario of each variant.
    """
    said: set[tuple[str, str]] = set()
    tried: set[str] = set()
    for point in _chosen(design):
        values = plain({path: column[point] for path, column in design.values.items()})
        for name, scenario in arms.items():
            here = {path: v for path, v in values.items() if leads_somewhere(scenario, path)}
            if not here or (key := repr((name, here))) in tried:
                continue
            tried.add(key)
            fault = _fault(scenario, here)
            if fault is None or not _is_news(fault, said):
                continue
            of = f" of variant '{name}'" if len(arms) > 1 else ""
            told = listing([f"{path} {found(value)}" for path, value in values.items()])
            yield Finding(("vary", fault[0]), f"point {point}{of} ({told}): {fault[1]}")


def _is_news(fault: tuple[str, str], said: set[tuple[str, str]]) -> bool:
    """Say whether a refusal tells of a rule that was not told yet, and keep it."""
    path, message = fault
    first, *more = (NUMBER.sub("", line.strip()) for line in message.splitlines())
    is_new = (path, first) not in said or not {("", line) for line in more} <= said
    said.update([(path, first), ("", first), *(("", line) for line in more)])
    return is_new


def _fault(scenario: Scenario, values: Mapping[str, object]) -> tuple[str, str] | None:
    """Return the parameter at which a scenario refuses values, and its own sentence."""
    bare = {path.removesuffix(".value"): path for path in values}
    try:
        apply(
            without_late_changes(scenario, values),
            {place: values[path] for place, path in bare.items()},
        )
    except OverrideError as error:
        return bare.get(error.path, next(iter(values))), error.message
    return None


def without_late_changes(scenario: Scenario, values: Mapping[str, object]) -> Scenario:
    """Return a scenario without the amendments that a control with an earlier end does not see.

    A file must not say them; where ends vary they are without effect, and no fault of the design.
    """
    dates = {
        path: np.array([value], dtype="datetime64[D]")
        for path, value in values.items()
        if path.startswith("policies")
        and ".amendments" not in path
        and isinstance(value, dt.date)
        and varies_by_run(scenario, path, [value])
    }
    varied = with_values(scenario, dates).policies if dates else scenario.policies
    policies = []
    for policy, moved in zip(scenario.policies, varied, strict=True):
        end = moved.ends if isinstance(moved, ExportControl) else None
        changes = getattr(policy, "amendments", None)
        if changes and end is not None and isinstance(end.value, np.ndarray):
            kept = [change for change in changes if change.effective.value <= end.value[0]]
            policies.append(policy.model_copy(update={"amendments": kept}))
        else:
            policies.append(policy)
    return scenario.model_copy(update={"policies": policies})


def _chosen(design: Design) -> list[int]:
    """Return the points to try: all of a few, else those with the ends of each parameter.

    Where several points of a grid hold an end, the others stand as far from it as they can.
    """
    if design.count <= FEW:
        return list(range(design.count))
    points: set[int] = set()
    for column in design.values.values():
        numbers = _numbers(column)
        points.add(len(numbers) - 1 - int(np.argmin(numbers[::-1])))
        points.add(int(np.argmax(numbers)))
    return sorted(points)


def _numbers(column: Values) -> Values:
    """Return values as numbers or dates; names by their order of appearance."""
    if column.dtype.kind in "fiuM":
        return column
    places: dict[str, int] = {}
    return np.array([places.setdefault(repr(value), len(places)) for value in column])
