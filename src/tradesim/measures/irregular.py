"""Months as customs publish them: single shipments make them stray around the flow.

A forecast of a published month holds that, or its band is too narrow by construction: the model
ships every week. Each month of each pair of countries is its flow times a lognormal factor of mean
1, drawn for replicate, series and month, so that worlds that are compared stray alike. The size is
a figure of the item (``monthly_scatter``), set from the months before a measure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats
from tradesim.randomness import name_key, normal, run_keys
from tradesim.world.parameters import column

STREAM = "month"

MONTHS = 12

LEAST_MONTHS = 6
"""Months before any policy from which the runs' own scatter is taken."""


def straying(
    recording: Recording,
    rows: Sequence[tuple[str, str, str]],
    months: Sequence[dt.date],
    flows: Floats,
) -> Floats | None:
    """Return by what published months stray, None where the runs are about the flow.

    ``exp(s z - s^2 / 2)`` with ``z`` standard normal and ``s^2`` the squared scatter of the goods
    of a series less that of the runs themselves before any policy.

    Args:
        recording: The runs.
        rows: Customs group, destination and origin of each series.
        months: First day of each month.
        flows: What the runs move, unit/month, shape (month, row, run).

    Returns:
        Factors, shape (month, row, run).
    """
    if recording.irregular is None or not rows:
        return None
    runs = run_keys(recording.irregular, recording.replicates)
    keys = np.array([name_key("|".join(row)) for row in rows], dtype=np.uint64).reshape(-1, 1)
    stated = _spread(recording, [row[0] for row in rows])
    own = _own_variance(recording, months, flows)
    spread = np.sqrt(np.maximum(stated**2 - own, 0.0))
    usual = -(spread**2) / 2.0
    return np.array(
        [
            np.exp(usual + spread * normal(runs, STREAM, keys, MONTHS * day.year + day.month))
            for day in months
        ]
    )


def _spread(recording: Recording, groups: Sequence[str]) -> Floats:
    """Return the scatter of each customs group, that of its first item, (row, 1 or run)."""
    first = {item.customs_group: item for item in reversed(recording.layout.items)}
    return column([first[group] for group in groups], lambda item: item.monthly_scatter)


def _own_variance(recording: Recording, months: Sequence[dt.date], flows: Floats) -> Floats:
    """Return how much the first months of the runs scatter, in logarithms, (row, 1).

    They are those of the first year before any policy.

    ``log(1 + v)`` with ``v`` the mean over runs of the squared coefficient of variation.
    """
    quiet = MONTHS
    if recording.policies:
        monday = recording.layout.calendar.monday(int(np.min(recording.before_policies)))
        quiet = min(quiet, sum(day < monday for day in months) - 1)
    if quiet < LEAST_MONTHS:
        return np.zeros((flows.shape[1], 1))
    before = flows[:quiet]
    usual = before.mean(axis=0)
    square = np.divide(
        before.var(axis=0, ddof=1), usual**2, out=np.zeros_like(usual), where=usual > 0
    )
    return np.asarray(np.log1p(square.mean(axis=1, keepdims=True)))
