"""Whether a batch is precise enough, and to what it grows where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from tradesim.experiments import schema
from tradesim.experiments.analysis import find_outcome, runs_of
from tradesim.experiments.analysis.intervals import mean_interval
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.plan import Plan
from tradesim.experiments.store.reading import read_batch
from tradesim.scenario.wording import listing

SAMPLED = (schema.LatinHypercube, schema.Halton, schema.Sobol)


@dataclass(frozen=True)
class Precision:
    """How well a mean is known, and what comes next.

    Attributes:
        widths: Half the interval of the mean by variant, in the outcome's unit; of those of which
            some run has a value.
        wanted: What was asked for.
        unit: Unit of the outcome.
        grow: What the batch grows to; None where it is precise enough, or has grown to its limit.
        without: Variants of which no run has a value.
    """

    widths: dict[str, float]
    wanted: float
    unit: str
    grow: dict[str, int] | None
    without: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What it comes to."""
        said = self._said if self.widths else "of no mean: the batch does not grow"
        return f"{said}; no run has a value in {listing(self.without)}" if self.without else said

    @property
    def _said(self) -> str:
        told = ", ".join(f"{name} ±{width:.3g}" for name, width in self.widths.items())
        wide = [name for name, width in self.widths.items() if not width <= self.wanted]
        if not wide:
            return f"precise enough (±{self.wanted:g} {self.unit}): {told}"
        if self.grow is None:
            return f"not precise enough (±{self.wanted:g} {self.unit}) at its limit: {told}"
        word, number = next(iter(self.grow.items()))
        return (
            f"not precise enough yet (±{self.wanted:g} {self.unit}): {told}; on to {number} {word}"
        )


def precision(folder: Path, plan: Plan) -> Precision | None:
    """Return how well a finished batch knows what it is to know; None where it does not say.

    Args:
        folder: Its folder.
        plan: Its plan.
    """
    asked = plan.study.experiment.stop_when
    if asked is None:
        return None
    runs = runs_of(read_batch(folder))
    outcome = find_outcome(runs.outcomes, asked.outcome)
    tables = {name: runs.of_variant(name, [outcome.column]) for name in runs.variants}
    without = tuple(name for name, table in tables.items() if table.isna().all(axis=None))
    widths = {
        name: _half_width(runs, table) for name, table in tables.items() if name not in without
    }
    enough = all(width <= asked.half_width for width in widths.values())
    grow = None if enough else _more(plan, asked.most)
    return Precision(widths, asked.half_width, outcome.unit, grow, without)


def _half_width(runs: Runs, table: pd.DataFrame) -> float:
    """Return half the interval of the mean of an outcome, the one column of a table."""
    units = table.groupby(level=runs.unit).mean().to_numpy(dtype=np.float64)
    low, high = mean_interval(units, runs.domains(list(table.columns)))
    return float((high[0] - low[0]) / 2.0)


def _more(plan: Plan, most: int) -> dict[str, int] | None:
    """Return twice as many of what is drawn, as far as the limit allows."""
    design = plan.study.experiment.design
    if isinstance(design, SAMPLED):
        doubled = 2 * design.samples
        return {"samples": doubled} if doubled <= most else None
    wanted = min(2 * plan.replicates, most)
    return {"replicates": wanted} if wanted > plan.replicates else None
