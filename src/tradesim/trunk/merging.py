"""Scenarios that differ in numbers and dates alone, as one scenario with a value a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from pydantic import BaseModel

from tradesim.errors import TradesimError
from tradesim.fields import DateFigure, Figure

WORDS_ALONE = frozenset({"name", "note"})
"""Fields of a policy by which two of them may differ and still do the same."""

Leaf = Figure | DateFigure


class ApartError(TradesimError):
    """Some scenarios differ in more than numbers and dates, so that no block can hold them."""


def mark(part: Any) -> Hashable:
    """Return what policies have in common that differ in figures and dates alone."""
    if isinstance(part, Leaf):
        single = isinstance(part.value, float | dt.date)
        return type(part).__name__ if single else repr(part.value)
    if isinstance(part, BaseModel):
        names = [name for name in type(part).model_fields if name not in WORDS_ALONE]
        return type(part).__name__, tuple(mark(getattr(part, name)) for name in names)
    if isinstance(part, list | tuple):
        return tuple(repr(each.value) if isinstance(each, Leaf) else mark(each) for each in part)
    return repr(part)


def merged(parts: Sequence[Any], each: int) -> Any:
    """Return blocks that differ in figures and dates alone as one, with a value a run.

    Args:
        parts: The blocks, lists or values, one a setting.
        each: Runs of each setting.

    Raises:
        ApartError: If they differ in anything else.
    """
    first = parts[0]
    if all(part is first or part == first for part in parts):
        return first
    if any(type(part) is not type(first) for part in parts):
        raise ApartError("they are of different kinds.")
    if isinstance(first, Leaf):
        return _of_each_run(parts, each)
    if isinstance(first, BaseModel):
        names = type(first).model_fields
        fields = {name: merged([getattr(part, name) for part in parts], each) for name in names}
        return first.model_copy(update=fields)
    if isinstance(first, list | tuple) and len({len(part) for part in parts}) == 1:
        columns = list(zip(*parts, strict=True))
        if all(isinstance(one, BaseModel) and not isinstance(one, Leaf) for one in first):
            return type(first)(merged(column, each) for column in columns)
    raise ApartError("they differ in more than numbers and dates.")


def _of_each_run(figures: Sequence[Leaf], each: int) -> Leaf:
    """Return a figure or date with one value a run; the first where all have the same."""
    first, values = figures[0], [figure.value for figure in figures]
    if any(isinstance(value, np.ndarray) for value in values):
        raise ApartError("one of them has a value a run already.")
    if all(value == values[0] for value in values):
        return first
    kind = "datetime64[D]" if isinstance(first, DateFigure) else np.float64
    return first.model_copy(update={"value": np.repeat(np.array(values, dtype=kind), each)})
