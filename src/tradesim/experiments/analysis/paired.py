"""Variants against the reference: distributions of outcomes, and paired differences.

Every variant meets the same design points and the same shocks, so that runs are compared in
pairs; what both of a pair share cancels out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import stdtr

from tradesim.arrays import Floats
from tradesim.experiments.analysis.intervals import mean_interval
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.values import one_below_another
from tradesim.measures.domain import Domain

NOTHING = 1e-9
"""Share of the outcomes' size below which a difference is rounding."""

LARGER, SMALLER, NONE, UNKNOWN = (
    "larger than noise",
    "not larger than noise",
    "no difference",
    "unknown",
)
"""What a difference is, told by its interval; unknown with fewer than two pairs."""

SHARES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


def distributions(runs: Runs) -> pd.DataFrame:
    """Return how each outcome is distributed over the runs of each variant.

    Returns:
        One row an outcome and variant: runs, those with a value, mean with its 95 % interval,
        standard deviation, percentiles.
    """
    parts = [
        _distribution(runs, variant, columns)
        for variant in runs.variants
        for columns in runs.groups()
        if len(runs.placed[variant])
    ]
    return one_below_another(parts)


def _distribution(runs: Runs, variant: str, outcomes: Sequence[str]) -> pd.DataFrame:
    table = runs.of_variant(variant, outcomes)
    low, high = mean_interval(_by_unit(table, runs.unit), runs.domains(outcomes))
    columns: dict[str, Any] = {
        "outcome": outcomes,
        "unit": [runs.outcome(column).unit for column in outcomes],
        "variant": variant,
        "runs": len(table),
        "with_value": table.notna().sum().to_numpy(),
        "mean": table.mean().to_numpy(),
        "mean_low": low,
        "mean_high": high,
        "sd": table.std().to_numpy(),
    }
    columns |= {name: table.quantile(share).to_numpy() for name, share in SHARES.items()}
    return pd.DataFrame(columns)


def paired_differences(runs: Runs) -> pd.DataFrame:
    """Return how each variant differs from the reference, pair by pair.

    Returns:
        One row an outcome and variant: pairs in which both have a value, their means, the mean
        difference (variant minus reference) with its 95 % interval, and what it amounts to.
    """
    parts = []
    for variant in runs.variants:
        if variant == runs.reference:
            continue
        few = [
            _paired(
                runs.of_variant(runs.reference, columns),
                runs.of_variant(variant, columns),
                runs.unit,
                runs.domains(columns),
            )
            for columns in runs.groups()
        ]
        table = _corrected(pd.concat(few, ignore_index=True))
        table.insert(1, "unit", [outcome.unit for outcome in runs.outcomes])
        table.insert(2, "variant", variant)
        table.insert(3, "reference", runs.reference)
        parts.append(table)
    return one_below_another(parts)


def compared(
    base: pd.DataFrame, other: pd.DataFrame, unit: str, domains: Sequence[Domain]
) -> pd.DataFrame:
    """Return the paired comparison of two tables with the same columns.

    Args:
        base: Outcomes of the reference, indexed by point and replicate.
        other: Outcomes of the variant, likewise.
        unit: ``point`` or ``replicate``: what was drawn independently.
        domains: What values each outcome can take.
    """
    return _corrected(_paired(base, other, unit, domains))


def _paired(
    base: pd.DataFrame, other: pd.DataFrame, unit: str, domains: Sequence[Domain]
) -> pd.DataFrame:
    """Return the comparison without what hangs on the number of outcomes."""
    index = base.index
    if not index.equals(other.index):
        index = index.intersection(other.index)
        base, other = base.loc[index], other.loc[index]
    before, after = (table.to_numpy(dtype=np.float64) for table in (base, other))
    gap = after - before
    size = np.fmax(np.abs(after), np.abs(before))
    gap = np.where(np.abs(gap) <= NOTHING * size, 0.0, gap)
    paired = np.isfinite(gap)
    units = _by_unit(pd.DataFrame(gap, index=index), unit)
    low, high = mean_interval(units, [domain.of_differences for domain in domains])
    means = [_mean(np.where(paired, side, np.nan)) for side in (before, after)]
    return pd.DataFrame(
        {
            "outcome": list(base.columns),
            "pairs": paired.sum(axis=0),
            "mean_reference": means[0],
            "mean_variant": means[1],
            "difference": _mean(units),
            "low": low,
            "high": high,
            "chance": _chances(units),
            "verdict": [
                verdict(bool((units[known] == 0.0).all()) and known.any(), *ends)
                for units, known, *ends in zip(
                    units.T, np.isfinite(units).T, low, high, strict=True
                )
            ],
        }
    )


def _corrected(table: pd.DataFrame) -> pd.DataFrame:
    """Return a comparison with ``chance_of_many``, corrected for the number of outcomes.

    Of those below 0.05 one in twenty is due to chance (Benjamini & Hochberg 1995).
    """
    from scipy.stats import false_discovery_control  # noqa: PLC0415 - takes a second to load

    chance = table["chance"].to_numpy(dtype=np.float64)
    many, tested = chance.copy(), np.isfinite(chance)
    if tested.any():
        many[tested] = false_discovery_control(chance[tested])
    table.insert(list(table.columns).index("chance") + 1, "chance_of_many", many)
    return table


def _chances(units: Floats) -> Floats:
    """Return how likely differences so large are by chance: p-values of paired t-tests.

    Not a number where no pair differs or fewer than two have a value.
    """
    known = np.isfinite(units)
    count = np.maximum(known.sum(axis=0), 1)
    mean = _mean(units)
    gaps = np.where(known, units - np.where(np.isfinite(mean), mean, 0.0), 0.0)
    error = np.sqrt((gaps**2).sum(axis=0) / np.maximum(count - 1, 1) / count)
    tested = (count > 1) & ((error > 0.0) | (np.abs(mean) > 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = 2.0 * stdtr(np.maximum(count - 1, 1), -np.abs(mean) / error)
    return np.where(tested, chance, np.nan)


def verdict(same: bool, low: float, high: float) -> str:  # noqa: FBT001  (one of three facts)
    """Return what a difference amounts to.

    Args:
        same: Whether no pair differs.
        low: Lower end of its interval.
        high: Upper end of its interval.
    """
    if same:
        return NONE
    if np.isnan(low) or np.isnan(high):
        return UNKNOWN
    return LARGER if low > 0.0 or high < 0.0 else SMALLER


def _by_unit(table: pd.DataFrame, unit: str) -> Floats:
    """Return the mean of each unit, shape (unit, column)."""
    units = table.index.get_level_values(unit)
    is_each_one = units.is_unique and units.is_monotonic_increasing
    means: Floats = (table if is_each_one else table.groupby(level=unit).mean()).to_numpy()
    return means


def _mean(values: Floats) -> Floats:
    known = np.isfinite(values)
    sums, counts = np.where(known, values, 0.0).sum(axis=0), known.sum(axis=0)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
