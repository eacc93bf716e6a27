"""Blocks of rows that columns have vouched for, as pydantic makes them, without asking again.

Equal figures are one figure, and rows that fill the same fields share what says so, which saves
most of the memory of a large network. What comes of it equals what reading the rows gives.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tradesim.arrays import Flags, Floats
from tradesim.fields import Figure
from tradesim.scenario.columns.column import EMPTY, Column, Columns, NumberColumn, length
from tradesim.scenario.columns.wiring import TradeRows
from tradesim.scenario.schema import BuyerEntry, Need, SupplierEntry

Kind = TypeVar("Kind", bound=BaseModel)
"""A kind of block."""

_set = object.__setattr__


@contextmanager
def without_collecting() -> Iterator[None]:
    """Make many objects that all stay, without looking again and again for ones that do not."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def make_firms(
    suppliers: Columns, buyers: Columns, needs: Columns, wiring: TradeRows
) -> tuple[list[SupplierEntry], list[BuyerEntry]]:
    """Return the suppliers and buyers of checked tables, with their needs."""
    names = _cells(suppliers["name"], None)
    owned = _needs(needs, wiring, names)
    plants, makers = owned[: wiring.suppliers], owned[wiring.suppliers :]
    has_recipe = np.array([bool(each) for each in plants])
    return (
        _made(SupplierEntry, suppliers, {"recipe": (plants, has_recipe)}),
        _made(BuyerEntry, buyers, {"needs": (makers, np.ones(len(makers), dtype=bool))}),
    )


def _needs(needs: Columns, wiring: TradeRows, names: Sequence[str]) -> list[list[Need]]:
    """Return the needs of each firm, suppliers first, as their tables list them."""
    count = len(wiring.owner)
    sources: list[dict[str, Figure]] = [{} for _ in range(count)]
    candidates: list[list[str]] = [[] for _ in range(count)]
    source = np.flatnonzero(wiring.is_source)
    shares = _figures(wiring.share[source])
    of_need, plant = wiring.need[source].tolist(), wiring.plant[source].tolist()
    for need, row, share in zip(of_need, plant, shares, strict=True):
        sources[need][names[row]] = share
    other = np.flatnonzero(~wiring.is_source)
    of_need, plant = wiring.need[other].tolist(), wiring.plant[other].tolist()
    for need, row in zip(of_need, plant, strict=True):
        candidates[need].append(names[row])
    every = np.ones(count, dtype=bool)
    placed: dict[str, tuple[list[Any], Flags]] = {
        "sources": (sources, every),
        "candidates": (candidates, every),
    }
    owned: list[list[Need]] = [[] for _ in range(wiring.firms)]
    for owner, made in zip(wiring.owner.tolist(), _made(Need, needs, placed), strict=True):
        owned[owner].append(made)
    return owned


def _made(
    block: type[Kind], columns: Columns, placed: Mapping[str, tuple[list[Any], Flags]]
) -> list[Kind]:
    """Return one block a row.

    Args:
        block: What each row is.
        columns: Its checked fields.
        placed: Further fields: values and whether they count as given, by name.
    """
    count = length(columns)
    fields = {
        name: placed[name][0] if name in placed else _field(field, columns.get(name))
        for name, field in block.model_fields.items()
    }
    filled = {name: column.present for name, column in columns.items() if name in fields}
    filled |= {name: flags for name, (_, flags) in placed.items()}
    given = _given(filled, count)
    return [
        _block(block, tuple(fields), values, fields_set)
        for values, fields_set in zip(zip(*fields.values(), strict=False), given, strict=True)
    ]


def _block(block: type[Kind], names: Sequence[str], values: Iterable[Any], given: set[str]) -> Kind:
    made = block.__new__(block)
    for name, value in zip(names, values, strict=True):
        _set(made, name, value)
    _set(made, "__pydantic_fields_set__", given)
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made


def _given(filled: Mapping[str, Flags], count: int) -> list[set[str]]:
    """Return the names of the fields that each row fills; equal ones are one set."""
    pattern = np.zeros(count, dtype=np.int64)
    for place, flags in enumerate(filled.values()):
        pattern |= flags.astype(np.int64) << place
    patterns, which = np.unique(pattern, return_inverse=True)
    sets = [
        {name for place, name in enumerate(filled) if number >> place & 1}
        for number in patterns.tolist()
    ]
    return [sets[row] for row in which.tolist()]


def _field(field: FieldInfo, column: Column | None) -> Iterable[Any]:
    """Return the values of a field row by row; its default, not copied, where it has no column."""
    default = None if field.is_required() else field.get_default(call_default_factory=False)
    if column is not None:
        return _cells(column, default)
    return repeat(default) if default is None or default.__hash__ else _copies(default)


def _copies(default: Any) -> Iterator[Any]:
    while True:
        yield default.copy()


def _cells(column: Column, default: Any) -> list[Any]:
    if isinstance(column, NumberColumn):
        figures = _figures(np.where(column.present, column.values, 0.0))
        if column.present.all():
            return figures
        told = zip(figures, column.present.tolist(), strict=True)
        return [figure if present else default for figure, present in told]
    values = [*column.values, default]
    return [values[code] for code in np.where(column.codes == EMPTY, -1, column.codes).tolist()]


def _figures(values: Floats) -> list[Figure]:
    """Return a figure for each number; equal numbers share theirs."""
    distinct, which = np.unique(values, return_inverse=True)
    given, names = {"value"}, tuple(Figure.model_fields)  # its value is the first of them
    absent = [None] * (len(names) - 1)
    figures = [_block(Figure, names, (value, *absent), given) for value in distinct.tolist()]
    return [figures[row] for row in which.tolist()]
