"""Arrow arrays made of memory: what pyarrow makes of anything else has it load pandas first.

Loading pandas takes longer than writing all that a run leaves behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tradesim.arrays import Floats


def numbers(values: npt.NDArray[Any]) -> pa.Array:
    """Return numbers, of any shape, as one column in their order; NaN is missing.

    Where it were kept, DuckDB and Polars would take it for more than every number.
    """
    flat = np.ascontiguousarray(values).ravel()
    absent = np.isnan(flat)
    there = pa.py_buffer(np.packbits(~absent, bitorder="little")) if absent.any() else None
    return pa.Array.from_buffers(
        pa.from_numpy_dtype(flat.dtype), len(flat), [there, pa.py_buffer(flat)]
    )


def days(dates: npt.NDArray[np.datetime64]) -> pa.Array:
    """Return dates as days."""
    since = dates.astype("datetime64[D]").astype(np.int32)
    return pa.Array.from_buffers(pa.date32(), len(since), [None, pa.py_buffer(since)])


def texts(words: Iterable[str]) -> pa.Array:
    """Return texts."""
    written = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, written)], dtype=np.int32)
    parts = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(written))]
    return pa.Array.from_buffers(pa.string(), len(written), parts)


def coded(words: Sequence[str], times: int = 1) -> pa.Array:
    """Return texts that recur, each a number of times in a row, as codes of those there are."""
    names = list(dict.fromkeys(words))
    code = {name: number for number, name in enumerate(names)}
    codes = np.repeat(np.array([code[word] for word in words], dtype=np.int32), times)
    return pa.DictionaryArray.from_arrays(numbers(codes), texts(names))


def lists(rows: Sequence[Floats]) -> pa.Array:
    """Return rows of numbers as lists."""
    ends = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    flat = np.concatenate([np.asarray(row, dtype=np.float64) for row in rows] or [np.zeros(0)])
    return pa.ListArray.from_arrays(numbers(ends), numbers(flat))
