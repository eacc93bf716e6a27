"""Units: a figure names its item's own, a customs group has one; values lie in their range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tradesim.fields import Figure, conversion_hint, field_facts
from tradesim.scenario.blocks import once
from tradesim.scenario.schema import Scenario
from tradesim.scenario.units import own_unit
from tradesim.scenario.wording import Finding, Path
from tradesim.units import converted


def check(scenario: Scenario, tree: Any) -> list[Finding]:
    """Return figures in another unit than their item's, and groups of mixed units."""
    figures = list(_figures(scenario, ()))
    other_units = [
        _other_unit(path, figure, meant)
        for path, figure, unit in figures
        if "{unit}" in unit and figure.unit is not None
        for own in [own_unit(tree, path)]
        if own is not None
        for meant in [unit.replace("{unit}", own)]
        if figure.unit != meant
    ]
    return [
        *other_units,
        *(finding for path, figure, _ in figures for finding in _range(path, figure)),
        *_mixed_groups(scenario),
    ]


def _other_unit(path: Path, figure: Figure, meant: str) -> Finding:
    said, unit = f"'{figure.unit}' is given, but '{meant}' is meant.", str(figure.unit)
    if converted(figure.value, unit, meant) is None:
        return Finding((*path, "unit"), said)
    return Finding(path, f"{said} {conversion_hint(figure.value, unit, meant)}", (*path, "unit"))


def _figures(node: Any, path: Path) -> Iterator[tuple[Path, Figure, str]]:
    """Yield each figure of a scenario with the unit its field is declared in."""
    for below, figure, unit in once("figures", node, lambda: list(_figures_below(node))):
        yield (*path, *below), figure, unit


def _figures_below(node: Any) -> Iterator[tuple[Path, Figure, str]]:
    if isinstance(node, BaseModel):
        for name in node.model_fields_set:
            value = getattr(node, name)
            if isinstance(value, Figure):
                facts = field_facts(type(node).model_fields[name])
                yield (name,), value, facts.get("unit", "")
            elif isinstance(value, BaseModel | list):
                yield from _figures(value, (name,))
    elif isinstance(node, list):
        for index, entry in enumerate(node):
            yield from _figures(entry, (index,))


def _range(path: Path, figure: Figure) -> Iterator[Finding]:
    if figure.range is None:
        return
    low, high = figure.range
    if low > high:
        said = f"the range ends before it begins. Write [{high:g}, {low:g}], the lower end first."
        yield Finding((*path, "range"), said)
    elif not low <= figure.value <= high:
        said = f"the value {figure.value:g} does not lie between {low:g} and {high:g}."
        yield Finding((*path, "range"), said)


def _mixed_groups(scenario: Scenario) -> Iterator[Finding]:
    first: dict[str, tuple[str, str]] = {}
    for index, item in enumerate(scenario.items):
        name, unit = first.setdefault(item.customs_group, (item.name, item.unit))
        if unit != item.unit:
            said = (
                f"'{item.unit}' is not the unit of customs group '{item.customs_group}': "
                f"'{name}' is counted in {unit}. Items of one group share a unit."
            )
            yield Finding(("items", index, "unit"), said)
