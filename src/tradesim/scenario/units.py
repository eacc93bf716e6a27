"""The item's own unit, which ``{unit}`` stands for in the schema."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from tradesim.scenario.anatomy import child, listed
from tradesim.scenario.schema import BuyerEntry
from tradesim.scenario.wording import Path


def own_unit(tree: Any, path: Path) -> str | None:
    """Return the unit that ``{unit}`` means for the field at a path of a scenario.

    An item counts in its unit; a need, a plant or a project in that of its item; a buyer's
    output in its own output unit. None where the scenario does not say.
    """
    around = [*accumulate(path, child, initial=tree)]
    units = (_unit_of(tree, block) for block in around[:0:-1])
    return next((unit for unit in units if unit is not None), None)


def _unit_of(tree: Any, block: Any) -> str | None:
    if not isinstance(block, dict):
        return None
    if "supplier" in block:
        block = _named(tree, "suppliers", block["supplier"]) or {}
    if isinstance(listed := block.get("items"), list) and listed:
        block = _named(tree, "items", listed[0]) or {}
    if "item" in block:
        block = _named(tree, "items", block["item"]) or {}
    unit = None
    if "customs_group" in block:
        unit = block.get("unit")
    elif "product" in block:
        unit = block.get("output_unit", BuyerEntry.model_fields["output_unit"].default)
    return unit if isinstance(unit, str) else None


def _named(tree: Any, section: str, name: Any) -> Any:
    return next((entry for entry in listed(tree, section) if child(entry, "name") == name), None)
