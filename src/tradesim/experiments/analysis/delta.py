"""Borgonovo's delta: how far the whole distribution of an outcome follows each parameter.

Unlike Sobol indices, which divide a variance, it takes every shift of the distribution: half the
area between the density of an outcome and its density where a parameter is known, on average
(Borgonovo 2007). SALib works it out from any sample of points (Plischke et al. 2013).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from tradesim.experiments.analysis.intervals import LEVEL, SEED, within
from tradesim.experiments.analysis.outcome import Outcome
from tradesim.experiments.analysis.runs import SAMPLED, Runs
from tradesim.experiments.analysis.sensitivity import explicable
from tradesim.experiments.analysis.values import one_below_another
from tradesim.experiments.design import unit_cube
from tradesim.measures.domain import SHARE

RESAMPLES = 50
"""Bootstrap samples of its interval."""

FEWEST_POINTS = 50
"""Points from which on densities are estimated."""

FEWEST_APART = 20
"""Points away from the commonest value from which on an outcome has a density: of fewer, some
bootstrap sample would hold but one value (of 20, one in e^20)."""

GIVEN_DATA = SAMPLED - {"morris"}
"""Designs whose points are spread over all parameters at once."""


def delta_indices(runs: Runs, outcomes: Sequence[Outcome]) -> tuple[pd.DataFrame, str]:
    """Return Borgonovo's delta of each parameter with its 95 % interval.

    Args:
        runs: The runs; a point counts by its mean over replicates.
        outcomes: The outcomes it is worked out of.

    Returns:
        One row a variant, outcome and parameter: 0 where an outcome does not depend on it, 1 where
        it depends on nothing else. Nothing for designs that are no sample, or of few points. And
        of which outcomes there is none, though the design has them, and why.
    """
    if runs.design not in GIVEN_DATA or not runs.parameters:
        return pd.DataFrame(), ""
    parts, left = [], []
    for variant, outcome, values in explicable(runs, outcomes, FEWEST_POINTS):
        if len(values) - int(values.value_counts().iloc[0]) >= FEWEST_APART:
            parts.append(_of(runs, variant, outcome, values))
        else:
            left.append(f"{outcome.called} ({variant})")
    said = (
        f"No delta of {'; '.join(left)}: fewer than {FEWEST_APART} points differ from the "
        "commonest value, too few for a density."
    )
    return one_below_another(parts), said if left else ""


def _of(runs: Runs, variant: str, outcome: Outcome, values: pd.Series[float]) -> pd.DataFrame:
    from SALib.analyze import delta  # noqa: PLC0415  (a second, which few analyses need pay)

    settings = runs.settings.loc[values.index]
    names = [f"x{place}" for place in range(len(runs.parameters))]  # SALib forbids some endings
    with _left_as_it_was():
        found = delta.analyze(
            unit_cube(names),
            runs.numbers(settings),
            values.to_numpy(dtype=np.float64),
            num_resamples=RESAMPLES,
            conf_level=LEVEL,
            seed=SEED,
            method="delta",
        )
    word = "delta_raw" if "delta_raw" in found else "delta"  # renamed in release 1.6
    index, reach = (np.asarray(found[name], dtype=np.float64) for name in (word, f"{word}_conf"))
    low, high = within(index, reach, [SHARE] * len(index))
    return pd.DataFrame(
        {
            "variant": variant,
            "outcome": outcome.column,
            "points": len(values),
            "parameter": [parameter.name for parameter in runs.parameters],
            "delta": index,
            "delta_low": low,
            "delta_high": high,
        }
    )


@contextmanager
def _left_as_it_was() -> Iterator[None]:
    """Undo what SALib changes for the whole program: numpy's draws and how warnings are told.

    Its densities are thousands of small systems of equations: on several threads, linear algebra
    spends most of its time waiting for them.
    """
    state, told = np.random.get_state(), warnings.formatwarning  # noqa: NPY002
    try:
        with warnings.catch_warnings(record=True), threadpool_limits(1):
            yield
    finally:
        warnings.formatwarning = told
        np.random.set_state(state)  # noqa: NPY002
