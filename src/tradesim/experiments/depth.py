"""What a run alone cannot say: what there would be without its controls, and what it hangs on.

Both are further runs on the run's own seed: the scenario beside the same without its controls, and
the judgements of one kind after another at both ends of their ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.doubt.feasible import feasible
from tradesim.doubt.judged import Judged, judged_figures
from tradesim.ensemble import Ensemble
from tradesim.experiments.comparison import Comparison, compare
from tradesim.measures.measured import Measured
from tradesim.measures.summary import measure_all, pooled
from tradesim.policies.export_control import ExportControl
from tradesim.scenario import Scenario, without

Progress = Callable[[int], None]

MOST_PAIRS, MOST_RUNS = 32, 8
"""Runs of each of the two worlds, and of each end of a range: as many as the run has, at most."""

KINDS: dict[str, tuple[str, ...]] = {
    "stocks": (
        "base_cover_weeks", "safety_cover_weeks", "finished_stock_weeks", "maximum_cover_weeks",
    ),
    "spare capacity": ("capacity", "capacity_headroom"),
    "time of a review": ("review_weeks", "review_factor"),
    "odds of a licence": ("approval_odds",),
    "time to qualify another source": ("qualification_weeks",),
}  # fmt: skip
"""Kinds of judgements by the fields that hold them; those of a kind move together."""

ANSWERS = {
    "output_lost_share": "share",
    "exporter_revenue_lost_under_control": "USD million",
    "extra_input_cost": "USD million",
}
"""Measures that are held against each other, with their units; summed over items and origins."""


@dataclass(frozen=True)
class Hinge:
    """A kind of judgements, moved alone.

    Attributes:
        kind: What they are.
        figures: How many.
        factors: Their lower and upper ends over what the scenario says, medians of the kind.
        low: Mean of each of the ``ANSWERS`` at the lower ends.
        high: The same at the upper ends.
    """

    kind: str
    figures: int
    factors: tuple[float, float]
    low: tuple[float, ...]
    high: tuple[float, ...]


def without_controls(
    scenario: Scenario, replicates: int, seed: int, progress: Progress | None = None
) -> Comparison | None:
    """Return the scenario beside the same without its controls; None where it has none."""
    names = [policy.name for policy in scenario.policies if isinstance(policy, ExportControl)]
    if not names:
        return None
    free, _ = without(scenario, names)
    pairs = min(replicates, MOST_PAIRS)
    return compare((free, scenario), ("no controls", "controls as run"), pairs, seed, progress)


def hinges(
    scenario: Scenario, country: str, replicates: int, seed: int, progress: Progress | None = None
) -> tuple[tuple[float, ...], list[Hinge]]:
    """Return the answer as it is, and with each kind of judgements at the ends of its ranges.

    Args:
        scenario: The scenario.
        country: Code of the country that the answer is about.
        replicates: Runs of the result; of each end as many, but ``MOST_RUNS`` at most.
        seed: Seed of all draws.
        progress: Called with the number of runs that lived another week.
    """
    moved = _by_kind(scenario)
    runs = min(replicates, MOST_RUNS)
    if not moved:
        return (), []
    values = feasible(scenario, _values(moved, runs), {})
    numbers = list(range(runs)) * (1 + 2 * len(moved))
    lived = Ensemble(scenario, numbers, seed=seed, values=values)
    found = pooled([measure_all(part) for part in lived.recordings(progress, reuse_memory=True)])
    means = [_answer(found, name, country).reshape(-1, runs).mean(axis=1) for name in ANSWERS]
    ends = np.array(means).T
    told = [
        Hinge(kind, len(members), _factors(members), tuple(low), tuple(high))
        for (kind, members), low, high in zip(
            moved.items(), ends[1::2].tolist(), ends[2::2].tolist(), strict=True
        )
    ]
    return tuple(ends[0].tolist()), told


def _by_kind(scenario: Scenario) -> dict[str, list[Judged]]:
    every = judged_figures(scenario)
    kinds = {
        kind: [judged for judged in every if judged.path.rpartition(".")[2] in fields]
        for kind, fields in KINDS.items()
    }
    return {kind: members for kind, members in kinds.items() if members}


def _values(moved: dict[str, list[Judged]], runs: int) -> dict[str, Floats]:
    """Return each judgement in every run: as it is, and in two stretches at its ends."""
    values = {}
    for place, members in enumerate(moved.values()):
        for judged in members:
            where = judged.range
            column = np.full((1 + 2 * len(moved), runs), where.value)
            column[1 + 2 * place] = max(where.low, where.floor)
            column[2 + 2 * place] = min(where.high, where.ceiling)
            values[judged.path] = column.ravel()
    return values


def _factors(members: Sequence[Judged]) -> tuple[float, float]:
    low, high = (
        float(np.median([getattr(each.range, end) / each.range.value for each in members]))
        for end in ("low", "high")
    )
    return low, high


def _answer(found: Sequence[Measured], name: str, country: str) -> Floats:
    """Return a measure of a country in every run, summed over items and origins."""
    parts = [m.values for m in found if (m.name, m.destination, m.actor) == (name, country, "")]
    return np.add.reduce(parts) if parts else np.full(len(found[0].values), np.nan)
