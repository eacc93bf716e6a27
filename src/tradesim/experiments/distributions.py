"""From a number between 0 and 1 to the value of a parameter, and the values of a grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.experiments.arrays import Ids, Values, column
from tradesim.experiments.schema import Normal, VariedParameter


def values_at(parameter: VariedParameter, share: Floats) -> Values:
    """Return the values below which given shares of a parameter's distribution lie.

    Args:
        parameter: How it is varied.
        share: Numbers between 0 and 1, shape (point,).

    Returns:
        Floats, dates or, for alternatives that are neither, objects; shape (point,).
    """
    alternatives = parameter.alternatives
    if alternatives is not None:
        chosen: Values = column(alternatives)[_choices(parameter, len(alternatives), share)]
        return chosen
    if parameter.normal is not None:
        return _normal(parameter.normal, share)
    if parameter.triangular is not None:
        from scipy import stats  # noqa: PLC0415 - takes seconds; most designs need none

        low, mode, high = (getattr(parameter.triangular, end) for end in ("low", "mode", "high"))
        shape = stats.triang((mode - low) / (high - low), loc=low, scale=high - low)
        return np.asarray(shape.ppf(share), dtype=np.float64)
    ends = parameter.ends or []
    return _between(ends, share, logarithmic=parameter.log_uniform is not None)


def levels(parameter: VariedParameter) -> Values | None:
    """Return the values a parameter takes in a grid, None where it does not say which."""
    if parameter.alternatives is not None:
        return column(parameter.alternatives)
    if parameter.steps is None or parameter.ends is None:
        return None
    share = np.linspace(0.0, 1.0, parameter.steps)
    return _between(parameter.ends, share, logarithmic=parameter.log_uniform is not None)


def _choices(parameter: VariedParameter, count: int, share: Floats) -> Ids:
    weights = np.asarray(parameter.weights or [1.0] * count, dtype=np.float64)
    edges = np.cumsum(weights / weights.sum())[:-1]
    return np.searchsorted(edges, share, side="right").astype(np.int64)


def _normal(normal: Normal, share: Floats) -> Floats:
    from scipy import stats  # noqa: PLC0415 - as above

    low = -np.inf if normal.low is None else (normal.low - normal.mean) / normal.sd
    high = np.inf if normal.high is None else (normal.high - normal.mean) / normal.sd
    drawn = stats.truncnorm(low, high, loc=normal.mean, scale=normal.sd).ppf(share)
    return np.asarray(drawn, dtype=np.float64)


def _between(ends: Sequence[Any], share: Floats, *, logarithmic: bool) -> Values:
    if isinstance(ends[0], dt.date):
        first, last = np.array(ends, dtype="datetime64[D]").astype(np.int64)
        days: Values = np.rint(first + share * (last - first)).astype("datetime64[D]")
        return days
    low, high = (float(end) for end in ends)
    drawn = low * (high / low) ** share if logarithmic else low + share * (high - low)
    return np.clip(drawn, low, high)
