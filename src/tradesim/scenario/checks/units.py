"""Units: a figure names its item's own, a customs group has one; values lie in their range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from tradesim.fields import DateFigure, Figure, conversion_hint, field_facts
from tradesim.scenario.blocks import once, once_of_all
from tradesim.scenario.schema import Scenario
from tradesim.scenario.units import own_unit
from tradesim.scenario.wording import Finding, Path
from tradesim.units import converted

WORLD = ("items", "suppliers", "buyers")
"""Sections whose figures hang on the units of items, and on nothing beside these sections."""


def check(scenario: Scenario, tree: Any) -> list[Finding]:
    """Return figures in another unit than their item's, and groups of mixed units."""
    world = (*scenario.items, *scenario.suppliers, *scenario.buyers)
    sections = scenario.model_fields_set.difference(WORLD)
    return [
        *once_of_all("units", world, lambda: _of_sections(WORLD, scenario, tree)),
        *_of_sections(sections, scenario, tree),
        *_mixed_groups(scenario),
    ]


def _of_sections(sections: Iterable[str], scenario: Scenario, tree: Any) -> list[Finding]:
    figures = list(_figures_of(scenario, sections))
    other_units = [
        _other_unit(path, figure, meant)
        for path, figure, unit in figures
        if "{unit}" in unit and figure.unit is not None
        for own in [own_unit(tree, path)]
        if own is not None
        for meant in [unit.replace("{unit}", own)]
        if figure.unit != meant
    ]
    ranges = [finding for path, figure, _ in figures for finding in _range(path, figure)]
    return other_units + ranges


def _other_unit(path: Path, figure: Figure, meant: str) -> Finding:
    said, unit = f"'{figure.unit}' is given, but '{meant}' is meant.", str(figure.unit)
    if converted(figure.value, unit, meant) is None:
        return Finding((*path, "unit"), said)
    return Finding(path, f"{said} {conversion_hint(figure.value, unit, meant)}", (*path, "unit"))


def _figures(node: Any, path: Path) -> Iterator[tuple[Path, Figure, str]]:
    """Yield each figure in a part of a scenario with the unit its field is declared in."""
    if isinstance(node, BaseModel) and not isinstance(node, DateFigure):
        given = node.model_fields_set
        for below, figure, unit in once("figures", node, lambda: [*_figures_of(node, given)]):
            yield (*path, *below), figure, unit
    elif isinstance(node, list):
        for index, entry in enumerate(node):
            yield from _figures(entry, (*path, index))


def _figures_of(block: BaseModel, names: Iterable[str]) -> Iterator[tuple[Path, Figure, str]]:
    fields = type(block).model_fields
    for name in names:
        value = getattr(block, name)
        if isinstance(value, Figure):
            yield (name,), value, field_facts(fields[name]).get("unit", "")
        else:
            yield from _figures(value, (name,))


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
