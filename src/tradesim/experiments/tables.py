"""The rows that a block adds to the datasets of a batch, as Arrow tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from tradesim.experiments.arrays import Ids, Values
from tradesim.experiments.columns import KEY_MEANINGS, column_name
from tradesim.experiments.task import Kept, Task
from tradesim.experiments.trial import Part
from tradesim.measures.months import monthly_imports
from tradesim.records.plain_arrow import numbers
from tradesim.records.weekly import COLUMNS as WEEKLY_COLUMNS
from tradesim.records.weekly import WeeklyTable

TIME = pa.timestamp("ms")
"""Dates: as timestamps, which every reader takes as numbers; pandas makes objects of dates."""

WORDS = pa.dictionary(pa.int32(), pa.string())
"""Names: each once, and numbers that stand for them."""

MONTHLY_LABELS = ("customs_group", "destination", "origin")


def runs_table(task: Task, parts: Sequence[Outcomes]) -> pa.Table:
    """Return one row a run: keys, parameters, error, outcomes.

    Args:
        task: The block.
        parts: Outcomes of its parts, in order.
    """
    arrays = _keys(task, np.arange(len(task.runs)))
    for path, values in task.parameters.items():
        arrays[path] = as_column(values, task.kept.types[path])
    arrays["error"] = pa.array([e for part in parts for e in part.errors], pa.string())
    table = np.concatenate([part.values for part in parts], axis=1)
    for row, column in enumerate(task.kept.columns):
        arrays[column.name] = pa.array(table[row], pa.float64(), from_pandas=True)
    said = {**KEY_MEANINGS, **task.kept.meanings}
    fields = [
        pa.field(name, array.type, metadata=_metadata(task.kept.units.get(name), said.get(name)))
        for name, array in arrays.items()
    ]
    return pa.Table.from_arrays(list(arrays.values()), schema=pa.schema(fields))


def _metadata(unit: str | None, meaning: str | None) -> dict[str, str] | None:
    """Return what a column of a Parquet file says of itself."""
    given = {"unit": unit, "meaning": meaning}
    return {word: said for word, said in given.items() if said} or None


class Outcomes:
    """The outcomes of a part's runs by column, and what has no column.

    Attributes:
        errors: What went wrong with each run.
        values: Outcomes, not a number where there is none, shape (column, run).
        unforeseen: Columns that the experiment asks for and does not have.
    """

    def __init__(self, part: Part, kept: Kept) -> None:
        """Put the measures of a part into their columns."""
        self.errors = part.errors
        self.values = np.full((len(kept.columns), len(part.runs)), np.nan)
        places = {column.key: row for row, column in enumerate(kept.columns)}
        self.unforeseen: list[str] = []
        for measure in part.measured:
            row = places.get(measure.key)
            if row is not None:
                self.values[row] = measure.values
            elif {measure.name, column_name(measure.key)} & kept.asked:
                self.unforeseen.append(column_name(measure.key))
        self.values[:, [error is not None for error in part.errors]] = np.nan


def column_type(values: Values) -> pa.DataType:
    """Return the type of a parameter's column, from all its values."""
    if values.dtype.kind == "f":
        return pa.float64()
    if values.dtype.kind == "M":
        return TIME
    kinds = {type(value) for value in values.tolist()} - {type(None)}
    return pa.bool_() if kinds == {bool} else WORDS


def as_column(values: Values, kind: pa.DataType) -> pa.Array:
    """Return the values of a parameter as a column."""
    if kind == WORDS:
        words = [value if value is None else _words(value) for value in values.tolist()]
        return pa.array(words, pa.string()).dictionary_encode()
    if kind == TIME:
        return pa.array(values.astype("datetime64[ms]"), kind)
    if kind == pa.bool_():
        return pa.array(values.tolist(), kind)
    return pa.array(values, kind, from_pandas=True)


def _words(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value)


def monthly_table(task: Task, part: Part) -> pa.Table:
    """Return the monthly imports of the sound runs of a part, run by run."""
    assert part.recording is not None  # noqa: S101 - callers ask for sound parts
    imports = monthly_imports(part.recording)
    months, series, runs = len(imports.months), len(imports.rows), part.sound
    each = months * series
    arrays: dict[str, Any] = _keys(task, _places(part, runs, each))
    months_of = np.repeat(np.array(imports.months, dtype="datetime64[ms]"), series)
    arrays["month"] = _tiled(pa.array(months_of, TIME), len(runs))
    for place, label in enumerate(MONTHLY_LABELS):
        words = [row[place] for row in imports.rows] * months * len(runs)
        arrays[label] = pa.array(words).dictionary_encode()
    arrays["quantity"] = numbers(_by_run(imports.quantity, runs))
    arrays["unit"] = pa.array(list(imports.units) * months * len(runs)).dictionary_encode()
    arrays["value_usd_m"] = numbers(_by_run(imports.value, runs))
    return pa.table(arrays)


def weekly_tables(task: Task, part: Part) -> list[pa.Table]:
    """Return the weekly outcomes of the sound runs of a part, a table a run."""
    assert part.recording is not None  # noqa: S101 - callers ask for sound parts
    sound = set(part.sound)
    found = []
    for run, table in enumerate(WeeklyTable(part.recording).arrow_tables()):
        if run in sound:
            keys = _keys(task, _places(part, [run], len(table)))
            rest = {name: table[name] for name in WEEKLY_COLUMNS if name != "replicate"}
            rest["date"] = rest["date"].cast(TIME)
            found.append(pa.table(keys | rest))
    return found


def _keys(task: Task, places: Ids) -> dict[str, pa.Array]:
    """Return the columns that say whose a row is.

    Args:
        task: The block.
        places: Where the run of each row stands in the block, shape (row,).
    """
    return {
        "run": pa.array(task.runs[places]),
        "variant": _same(task.variant, len(places)),
        "point": pa.array(task.points[places].astype(np.int32)),
        "replicate": pa.array(task.replicates[places].astype(np.int32)),
    }


def _places(part: Part, runs: Sequence[int], each: int) -> Ids:
    return np.repeat(np.asarray(part.runs)[list(runs)], each)


def _same(word: str, count: int) -> pa.Array:
    """Return a column that says the same in every row."""
    return pa.DictionaryArray.from_arrays(np.zeros(count, dtype=np.int32), pa.array([word]))


def _by_run(panel: np.ndarray, runs: Sequence[int]) -> np.ndarray:
    """Return a panel of shape (month, row, run) as numbers run by run."""
    return np.moveaxis(panel, -1, 0)[list(runs)].ravel()


def _tiled(array: pa.Array, times: int) -> pa.Array:
    return pa.concat_arrays([array] * times) if times else array.slice(0, 0)
