"""Runs of experiments made up from a formula, where the right answer is known."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from tradesim.experiments.analysis import Outcome, Parameter, Runs, delta, features

Floats = npt.NDArray[np.float64]
Formula = Callable[[Floats, Any], Any]
"""From the settings of a point, shape (parameter,), and noise of a replicate to an outcome."""


def made_runs(
    settings: Floats,
    formulas: Mapping[str, Formula],
    *,
    design: str = "grid",
    replicates: int = 1,
    spread: float = 0.0,
    names: Sequence[str] = ("a", "b", "c"),
) -> Runs:
    """Return the runs of one outcome.

    Args:
        settings: Values of the parameters at each point, shape (point, parameter).
        formulas: The outcome of each variant, the reference first.
        design: Kind of the design.
        replicates: Replicates of each point; all points and variants meet the same noise.
        spread: Standard deviation of the noise.
        names: Names of the parameters.
    """
    outcome = "output_lost_weeks"
    rng = np.random.default_rng(7)
    noise = spread * rng.standard_normal(replicates)
    rows = [
        {
            "variant": variant,
            "point": point,
            "replicate": replicate,
            "error": None,
            **dict(zip(names, values.tolist(), strict=False)),
            outcome: float(formula(values, noise[replicate])),
        }
        for variant, formula in formulas.items()
        for point, values in enumerate(settings)
        for replicate in range(replicates)
    ]
    return Runs(
        name="made",
        title="Made up",
        frame=pd.DataFrame(rows),
        parameters=tuple(Parameter(name, name, "") for name in names[: settings.shape[1]]),
        outcomes=(Outcome(outcome, outcome, "week"),),
        variants=tuple(formulas),
        reference=next(iter(formulas)),
        design=design,
        points=len(settings),
        settings=pd.DataFrame(settings, columns=list(names[: settings.shape[1]])),
        replicates=replicates,
    )


def grow_few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Score parameters by few trees, where a test says nothing of scores: they take seconds."""
    monkeypatch.setattr(features, "FORESTS", 2)
    monkeypatch.setattr(features, "TREES", 20)
    monkeypatch.setattr(delta, "RESAMPLES", 2)
