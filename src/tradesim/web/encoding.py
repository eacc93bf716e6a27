"""Many runs as one block of small whole steps, which the browser adds up again.

``value[week] = offset + scale * (sum of the steps up to the week)``; a step of ``NO_VALUE`` is a
missing value and adds nothing. Array stands after array, and within it world after world, so that
what is alike lies close together.
"""

from __future__ import annotations

import base64
import gzip
import struct
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import getitem
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.web.packing import as_json

NO_VALUE = -32768
"""The step that stands for a missing value."""

STEPS = {"charts": 250, "flow": 80, "stock": 120, "starving": 1, "outcomes": 1500}
"""Steps between the lowest and the highest value of a kind of array: finer costs room."""

HARD = 7
"""Level of compression: a file of six percent less takes three times as long."""

Key = tuple[str, ...]
"""Where an array stands in a run."""


def encode(
    grid: Sequence[Sequence[int]], runs: Sequence[dict[str, Any]], data: Sequence[int]
) -> str:
    """Return runs as one block of text for a page: gzipped, in base64.

    Args:
        grid: Positions kept of each lever.
        runs: A run for each combination; where two are the same world, the same run but for
            what names its positions.
        data: For each combination, the number of the first that is the same world.
    """
    own = sorted(set(data))
    block_of = {number: block for block, number in enumerate(own)}
    keys = list(_keys(runs[own[0]]))
    columns, facts = [], []
    for kind, members in _by_scale(keys).items():
        tables = {  # where there is no value, not a number
            key: np.array([reduce(getitem, key, runs[number]) for number in own], np.float64)
            for key in members
        }
        low, scale = _scale(tables.values(), STEPS[kind[1]])
        for key, table in tables.items():
            whole = np.round((table - low) / scale)
            columns.append(_steps(whole))
            shape = list(table.shape[1:])
            facts.append({"path": list(key), "shape": shape, "scale": scale, "offset": low})
    texts = _Texts()
    header = {
        "grid": [list(kept) for kept in grid],
        "blocks": len(own),
        "arrays": facts,
        "runs": [_bare(run, texts) for run in runs],
        "data": [block_of[number] for number in data],
        "texts": texts.every,
    }
    stream = np.concatenate([column.ravel() for column in columns])
    return _packed(header, stream)


def _keys(run: dict[str, Any]) -> Iterable[Key]:
    for chart, lines in run["charts"].items():
        for line in lines:
            yield from (("charts", chart, line, part) for part in ("mean", "low", "high"))
    yield from (("network", part) for part in ("flow", "stock", "starving"))
    yield from (("outcomes", measure, "values") for measure in run["outcomes"])


def _by_scale(keys: Iterable[Key]) -> dict[tuple[str, str], list[Key]]:
    """Group arrays that share a scale: all of a chart, each of the others alone."""
    groups: dict[tuple[str, str], list[Key]] = {}
    for key in keys:
        kind = key[1] if key[0] == "network" else key[0]
        groups.setdefault((key[1], kind), []).append(key)
    return groups


def _scale(tables: Iterable[Floats], steps: int) -> tuple[float, float]:
    """Return the lowest value of some arrays and the size of a step."""
    known = [table[np.isfinite(table)] for table in tables]
    values = np.concatenate([*known, np.zeros(0)])
    if not len(values) or values.min() == values.max():
        return (float(values[0]) if len(values) else 0.0), 1.0
    low, high = float(values.min()), float(values.max())
    return low, float(f"{(high - low) / steps:.6g}")


def _steps(whole: Floats) -> npt.NDArray[np.int16]:
    """Return the steps from week to week, column after column.

    Args:
        whole: Whole numbers, not a number where a value is missing, (run, week[, column]).

    Returns:
        Shape (run, column, week).
    """
    lines = whole[:, None] if whole.ndim == len(("run", "week")) else whole.swapaxes(1, 2)
    known = np.isfinite(lines)
    week = np.where(known, np.arange(lines.shape[-1]), -1)
    last = np.maximum.accumulate(week, axis=-1)  # the latest week with a value, this one included
    filled = np.take_along_axis(np.where(known, lines, 0.0), np.maximum(last, 0), axis=-1)
    filled[last < 0] = 0.0
    steps = np.diff(filled, axis=-1, prepend=0.0)
    return np.where(known, steps, NO_VALUE).astype(np.int16)


class _Texts:
    """The sentences of runs, each once, by number."""

    def __init__(self) -> None:
        self.every: list[Any] = []
        self._number: dict[str, int] = {}
        self._met: dict[int, int] = {}  # by identity, while the runs hold them

    def number(self, text: Any) -> int:
        """Return the number of a sentence; the same one is mostly met again."""
        if id(text) not in self._met:
            written = as_json(text)
            if written not in self._number:
                self._number[written] = len(self.every)
                self.every.append(text)
            self._met[id(text)] = self._number[written]
        return self._met[id(text)]


def _bare(run: dict[str, Any], texts: _Texts) -> dict[str, Any]:
    """Return a run without its arrays; sentences are numbers of texts that runs share."""
    arrays = {"charts", "network", "outcomes"}
    kept = {key: value for key, value in run.items() if key not in arrays}
    return {**kept, "sentences": [[week, texts.number(told)] for week, told in run["sentences"]]}


def _packed(header: dict[str, Any], stream: npt.NDArray[np.int16]) -> str:
    text = as_json(header).encode()
    whole = struct.pack("<I", len(text)) + text + stream.astype("<i2").tobytes()
    return base64.b64encode(gzip.compress(whole, HARD, mtime=0)).decode()
