"""Overrides: other values at dotted paths, for ``--set``, for variants and for sweeps."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from tradesim import lazy_numpy as np
from tradesim.arrays import Days, Floats, Given
from tradesim.errors import OverrideError
from tradesim.fields import DateFigure, Figure, check_range, field_facts
from tradesim.scenario.anatomy import annotation_at, classes, is_figure
from tradesim.scenario.blocks import written
from tradesim.scenario.classroom import CLASSROOM
from tradesim.scenario.paths import PathTarget, targets
from tradesim.scenario.schema import Scenario
from tradesim.scenario.synonyms import as_first_named
from tradesim.scenario.validation import examine
from tradesim.scenario.wording import Finding, Path, spell
from tradesim.scenario.yaml_lines import parse

JUDGEMENT = "override"
"""What an overridden figure gives as its judgement, in place of a source."""

WRITTEN_FOR_THE_WHOLE = ("variants", *CLASSROOM)
"""Sections that speak of the scenario as it was written, so that an override may leave them."""


SAME = "'{}' is the same place by another name. Leave one of them out."


def parse_assignment(text: str) -> tuple[str, object]:
    """Return path and value of ``path=value``; the value is read as YAML.

    Raises:
        OverrideError: If there is no ``=``, no value, or the value is no YAML.
    """
    path, equals, written = text.partition("=")
    if not equals:
        raise OverrideError(text, "no value is given. Write path=value.")
    if not written.strip():
        raise OverrideError(path.strip(), "no value is given. Write null to leave the field out.")
    tree = parse(f"value: {written}")
    if tree.problems:
        raise OverrideError(path.strip(), tree.problems[0].message)
    return path.strip(), tree.data["value"]


def parse_assignments(texts: Iterable[str]) -> dict[str, object]:
    """Return the value of each path of several ``path=value``.

    Raises:
        OverrideError: As for one, or if a path is given twice.
    """
    values: dict[str, object] = {}
    for path, value in map(parse_assignment, texts):
        if path in values:
            raise OverrideError(path, "it is given twice. Leave one of them out.")
        values[path] = value
    return values


def apply(scenario: Scenario, overrides: Mapping[str, object]) -> Scenario:
    """Return a scenario with other values at some dotted paths, checked as a file is.

    A figure set by a bare number keeps its unit and loses its source and its range.

    Raises:
        OverrideError: If a path leads nowhere or the scenario no longer holds together.
    """
    _check_names(overrides)
    changed, findings, placed = _tried(scenario, overrides)
    if findings or changed is None:
        raise _refusal(findings, placed, scenario, overrides)
    return changed


def _tried(
    scenario: Scenario, overrides: Mapping[str, object]
) -> tuple[Scenario | None, list[Finding], dict[Path, str]]:
    """Return the scenario with other values, what they do wrong, and where they stand."""
    tree = written(scenario)
    placed: dict[Path, str] = {}
    alone: dict[Path, str] = {}
    for dotted, value in overrides.items():
        found = targets(scenario, dotted)
        if len(found) == 1:  # of several, by a wildcard, single ones may be set otherwise
            other = alone.setdefault(_without_value(found[0].path), dotted)
            if other != dotted:
                raise OverrideError(dotted, SAME.format(other))
        for target in found:
            _place(tree, target.path, _as_field(target, value, tree))
            placed[target.path] = dotted
    changed, findings = examine(tree)
    findings = [finding for finding in findings if _concerns(finding, placed)]
    if findings:  # what was so before is not the override's doing: a response left without a cause
        findings = _news(findings, examine(written(scenario))[1])
    return changed, findings, placed


def _without_value(path: Path) -> Path:
    """Return the place of a figure, also where its bare number is named."""
    return path[:-1] if path[-1] == "value" else path


def _check_names(paths: Iterable[str]) -> None:
    """Refuse two paths that are one, by an older name and by today's.

    Raises:
        OverrideError: If there are two.
    """
    known: dict[str, str] = {}
    for dotted in paths:
        other = known.setdefault(as_first_named(dotted), dotted)
        if other != dotted:
            raise OverrideError(dotted, SAME.format(other))


def _as_field(target: PathTarget, value: object, tree: Any) -> object:
    if value is None or isinstance(value, dict):
        return value
    if isinstance(target.value, Figure | DateFigure):
        kept = target.value.model_dump(exclude_unset=True, exclude={"source", "range"})
        return {**kept, "value": value, "judgement": JUDGEMENT}
    if target.value is None and is_figure(annotation_at(target.path, tree)):
        return {"value": value, "judgement": JUDGEMENT}
    return value


def _place(tree: Any, path: Path, value: object) -> None:
    """Put a value into plain data; what lies around it is copied, since others may share it."""
    for key in path[:-1]:
        below = tree.get(key, {}) if isinstance(tree, dict) else tree[key]
        tree[key] = tree = copy(below)
    tree[path[-1]] = value


def _concerns(finding: Finding, placed: Mapping[Path, str]) -> bool:
    """Leave out variants and levers written for the scenario as it was."""
    is_written = finding.path[:1] and finding.path[0] in WRITTEN_FOR_THE_WHOLE
    return not is_written or _owner(finding, placed) is not None


def _news(findings: list[Finding], before: list[Finding]) -> list[Finding]:
    known = {(finding.path, finding.message) for finding in before}
    return [finding for finding in findings if (finding.path, finding.message) not in known]


def _owner(finding: Finding, placed: Mapping[Path, str]) -> str | None:
    place = finding.place or finding.path
    return next((dotted for path, dotted in placed.items() if place[: len(path)] == path), None)


def _blamed(finding: Finding, scenario: Scenario, overrides: Mapping[str, object]) -> str:
    """Return the first override without which a finding is not made; else the first."""
    for dotted in overrides:
        rest = {path: value for path, value in overrides.items() if path != dotted}
        with contextlib.suppress(OverrideError):  # one may stand on another
            if rest and _news([finding], _tried(scenario, rest)[1]):
                return dotted
    return next(iter(overrides))


def _refusal(
    findings: list[Finding],
    placed: Mapping[Path, str],
    scenario: Scenario,
    overrides: Mapping[str, object],
) -> OverrideError:
    """Return what is wrong, under the first override at fault; what others do says which."""
    said: dict[str, None] = {}
    first: str | None = None
    for finding in findings:
        inside = _owner(finding, placed)
        owner = inside or _blamed(finding, scenario, overrides)
        first = first or owner
        below = spell(finding.path) if inside is None or finding.path not in placed else ""
        message = f"{below}: {finding.message}" if below else finding.message
        said[message if owner == first else f"{owner}: {message}"] = None
    return OverrideError(first or next(iter(placed.values())), "\n  ".join(said))


def with_values(scenario: Scenario, values: Mapping[str, Given]) -> Scenario:
    """Return a scenario in which some figures or dates hold one value a run, for a sweep.

    Nothing but the range of the values is checked: this costs microseconds, not a validation.

    Args:
        scenario: A checked scenario.
        values: By dotted path, numbers or dates, shape (run,).

    Raises:
        OverrideError: If a path leads to neither figure nor date, or values are out of range.
    """
    lengths: set[int] = set()
    for dotted, given in values.items():
        for target in targets(scenario, dotted.removesuffix(".value")):
            figure = _figure_at(target, dotted)
            array = _array(given, figure, dotted)
            if isinstance(figure, Figure):
                _check_range(array, target, dotted)
            lengths.add(len(array))
            if len(lengths) > 1:
                said = f"as many values as runs are needed: {sorted(lengths)}."
                raise OverrideError(dotted, said)
            scenario = _replaced(scenario, target.path, figure.model_copy(update={"value": array}))
    return scenario


def _figure_at(target: PathTarget, dotted: str) -> Figure | DateFigure:
    """Return the figure or date a path leads to; an empty one where none is given yet."""
    if target.field and isinstance(target.value, Figure | DateFigure):
        return target.value
    if target.field and target.value is None:
        for block in (Figure, DateFigure):
            if block in classes(target.field.annotation):
                return block.model_construct(value=None)
    said = "only numbers and dates can vary between runs. Put this into a variant."
    if isinstance(target.value, Figure):
        said = "the shares of one need must sum to one in every run. Put them into a variant."
    raise OverrideError(dotted, said)


def _array(given: Given, figure: Figure | DateFigure, dotted: str) -> Floats | Days:
    """Return one number, or one date, a run."""
    is_date = isinstance(figure, DateFigure)
    try:
        array = np.asarray(given, dtype="datetime64[D]" if is_date else np.float64)
    except (TypeError, ValueError):
        meant = "dates such as 2019-07-04" if is_date else "numbers"
        raise OverrideError(dotted, f"these are not all {meant}.") from None
    valid = ~np.isnat(array) if is_date else np.isfinite(array)
    if array.ndim != 1 or not len(array):
        raise OverrideError(dotted, f"one value a run is needed, not shape {array.shape}.")
    if not valid.all():
        raise OverrideError(dotted, f"the value of run {int(np.argmin(valid))} is missing.")
    return array


def _check_range(array: Floats | Days, target: PathTarget, dotted: str) -> None:
    facts = field_facts(target.field) if target.field else {}
    try:
        check_range(float(array.min()), facts)
        check_range(float(array.max()), facts)
    except PydanticCustomError as error:
        raise OverrideError(dotted, error.message()) from None


def _replaced(node: Any, path: Path, new: Any) -> Any:
    """Return a node with another value at a path below it; nothing else is copied."""
    if not path:
        return new
    key, rest = path[0], path[1:]
    if isinstance(node, BaseModel):
        return node.model_copy(update={str(key): _replaced(getattr(node, str(key)), rest, new)})
    copy = node.copy()
    copy[key] = _replaced(node[key], rest, new)
    return copy
