"""Whether a batch is precise enough, and to what it grows where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tradesim.experiments import schema
from tradesim.experiments.analysis import find_outcome, runs_of
from tradesim.experiments.analysis.bootstrap import mean_interval
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.plan import Plan
from tradesim.experiments.store.reading import read_batch

SAMPLED = (schema.LatinHypercube, schema.Halton, schema.Sobol)


@dataclass(frozen=True)
class Precision:
    """How well a mean is known, and what comes next.

    Attributes:
        widths: Half the interval of the mean by variant, in the outcome's unit.
        wanted: What was asked for.
        unit: Unit of the outcome.
        grow: What the batch grows to; None where it is precise enough, or has grown to its limit.
    """

    widths: dict[str, float]
    wanted: float
    unit: str
    grow: dict[str, int] | None

    @property
    def sentence(self) -> str:
        """What it comes to."""
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
    widths = {name: _half_width(runs, name, outcome.column) for name in runs.variants}
    enough = all(width <= asked.half_width for width in widths.values())
    return Precision(
        widths, asked.half_width, outcome.unit, None if enough else _more(plan, asked.most)
    )


def _half_width(runs: Runs, variant: str, column: str) -> float:
    table = runs.of_variant(variant, [column])
    units = table.groupby(level=runs.unit).mean().to_numpy(dtype=np.float64)
    low, high = mean_interval(units, runs.domains([column]))
    return float((high[0] - low[0]) / 2.0)


def _more(plan: Plan, most: int) -> dict[str, int] | None:
    """Return twice as many of what is drawn, as far as the limit allows."""
    design = plan.study.experiment.design
    if isinstance(design, SAMPLED):
        doubled = 2 * design.samples
        return {"samples": doubled} if doubled <= most else None
    wanted = min(2 * plan.replicates, most)
    return {"replicates": wanted} if wanted > plan.replicates else None
