"""Are the columns of a table what the fields of its blocks may be? By the schema, column by column.

A figure is held against its range, all cells at once; any other field is validated by pydantic, by
its own annotation, once for each word that stands in its column.
"""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from tradesim.fields import Block, Figure, field_facts
from tradesim.limits import LARGEST_FIGURE, SMALLEST_FIGURE
from tradesim.scenario.anatomy import classes
from tradesim.scenario.checks.texts import CONTROL
from tradesim.scenario.columns.column import (
    Column,
    Columns,
    DoubtfulError,
    NumberColumn,
    WordColumn,
)
from tradesim.scenario.firms import Firms

RULES = frozenset({"_firms_make_up_the_whole", "_is_owned_once"})
"""Rules of blocks that are held here; where a block has another one, its rows are looked at.

A buyer's ``owners`` are no column.
"""


def check_fields(block: type[Block], columns: Columns, placed: tuple[str, ...] = ()) -> Columns:
    """Return the columns of some blocks as the schema reads them.

    Args:
        block: What each row is.
        columns: The columns; those that are no field of the block are left out.
        placed: Fields that are filled from other tables.

    Raises:
        DoubtfulError: Some cell is not what its field may be, or a field is missing.
    """
    held = block.__pydantic_decorators__
    if not {*held.model_validators, *held.field_validators} <= RULES:
        raise DoubtfulError(block.__name__)
    checked: Columns = {}
    for name, field in block.model_fields.items():
        if name in placed:
            continue
        if field.is_required() and (name not in columns or not columns[name].present.all()):
            raise DoubtfulError(name)
        if name in columns:
            checked[name] = _checked(name, field, columns[name])
    firms = checked.get("firms")
    if issubclass(block, Firms) and isinstance(firms, WordColumn):
        _validate(TypeAdapter(list[Firms]), [{"firms": each} for each in firms.used()])
    return checked


def _checked(name: str, field: FieldInfo, column: Column) -> Column:
    blocks = classes(field.annotation)
    if isinstance(column, NumberColumn):
        if blocks != [Figure]:
            raise DoubtfulError(name)
        return _figures(name, field, column)
    if blocks:
        raise DoubtfulError(name)
    kind = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    values = _validate(TypeAdapter(list[kind]), list(column.values))  # type: ignore[valid-type]
    if CONTROL.search("\n".join(each for each in values if isinstance(each, str))):
        raise DoubtfulError(name)
    return WordColumn(column.codes, values)


def _figures(name: str, field: FieldInfo, column: NumberColumn) -> NumberColumn:
    facts = field_facts(field)
    values = column.values[column.present]
    low, high = facts.get("low", -np.inf), facts.get("high", np.inf)
    if not is_finite(values) or not bool(((low <= values) & (values <= high)).all()):
        raise DoubtfulError(name)
    return column


def is_finite(values: np.ndarray[Any, Any]) -> bool:
    """Say whether all numbers are of a size that is counted, and none is the zero below zero."""
    size = np.abs(values)
    counted = (size >= SMALLEST_FIGURE) & (size <= LARGEST_FIGURE)
    return bool((counted | ((values == 0.0) & ~np.signbit(values))).all())


def _validate(adapter: TypeAdapter[Any], values: list[Any]) -> list[Any]:
    try:
        return list(adapter.validate_python(values))
    except ValidationError as error:
        raise DoubtfulError from error
