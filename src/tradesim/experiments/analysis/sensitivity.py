"""Which parameters matter: Sobol indices and Morris effects, worked out by SALib.

Both are of the mean outcome of a point over its replicates, and both stand or fall with the whole
design: a point that is missing is not made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from tradesim.errors import IncompleteDesignError
from tradesim.experiments.analysis.bootstrap import LEVEL, RESAMPLES, SEED, Floats
from tradesim.experiments.analysis.runs import Outcome, Runs, as_numbers

FLAT = 1e-12
"""Standard deviation over size below which an outcome does not vary."""

Indices = Mapping[str, Any]


def sobol_indices(runs: Runs) -> pd.DataFrame:
    """Return first-order and total Sobol indices with 95 % intervals.

    The first-order index is the share of an outcome's variance that a parameter explains alone,
    the total index the share that would remain if only this parameter were not known (Sobol 2001;
    estimators of Saltelli et al. 2010, intervals by bootstrap over the base sample).

    Returns:
        One row a variant, outcome and parameter; nothing for an outcome that does not vary.

    Raises:
        IncompleteDesignError: Points are missing.
    """
    from SALib.analyze import sobol  # noqa: PLC0415  (a second, which only this design need pay)

    names = [parameter.name for parameter in runs.parameters]

    def indices(values: Floats) -> Indices:
        found: Indices = sobol.analyze(
            {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)},
            values,
            calc_second_order=runs.second_order,
            num_resamples=RESAMPLES // 2,
            conf_level=LEVEL,
            seed=SEED,
        )
        return {
            "first_order": found["S1"],
            "first_order_low": found["S1"] - found["S1_conf"],
            "first_order_high": found["S1"] + found["S1_conf"],
            "total": found["ST"],
            "total_low": found["ST"] - found["ST_conf"],
            "total_high": found["ST"] + found["ST_conf"],
        }

    return _each(runs, indices)


def morris_effects(runs: Runs) -> pd.DataFrame:
    """Return Morris's mu* with its 95 % interval, mu and sigma.

    An elementary effect is the change of an outcome when one parameter moves, per width of its
    range: mu* is the mean size of the effects (Campolongo et al. 2007), mu their mean, sigma their
    standard deviation, large where a parameter acts non-linearly or together with others.

    Returns:
        One row a variant, outcome and parameter; nothing for an outcome that does not vary.

    Raises:
        IncompleteDesignError: Points are missing.
    """
    from SALib.analyze import morris  # noqa: PLC0415  (likewise)

    names = [parameter.name for parameter in runs.parameters]
    design = _in_design_space(runs)

    def effects(values: Floats) -> Indices:
        found: Indices = morris.analyze(
            {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)},
            design,
            values,
            num_resamples=RESAMPLES // 2,
            conf_level=LEVEL,
            num_levels=runs.levels,
            seed=SEED,
        )
        size, reach = np.asarray(found["mu_star"]), np.asarray(found["mu_star_conf"])
        return {
            "mu_star": size,
            "mu_star_low": size - reach,
            "mu_star_high": size + reach,
            "mu": np.asarray(found["mu"]),
            "sigma": np.asarray(found["sigma"]),
        }

    return _each(runs, effects)


def _in_design_space(runs: Runs) -> Floats:
    """Return where the points lie, shape (point, parameter): only which way they move counts."""
    if runs.share is not None:
        return runs.share
    settings = runs.settings
    return np.column_stack([as_numbers(settings[p.column]) for p in runs.parameters])


def check_complete(runs: Runs) -> None:
    """Refuse a design of which runs are missing or failed.

    Raises:
        IncompleteDesignError: With the points that are missing of each variant.
    """
    missing: dict[str, tuple[int, ...]] = {}
    for variant in runs.variants:
        rows = runs.sound[runs.sound["variant"] == variant]
        counts = rows.groupby("point").size()
        whole = set(counts[counts >= runs.replicates].index.tolist())
        if gaps := tuple(point for point in range(runs.points) if point not in whole):
            missing[variant] = gaps
    if missing:
        raise IncompleteDesignError(runs.design, runs.points, missing)


def _each(runs: Runs, analyse: Callable[[Floats], Indices]) -> pd.DataFrame:
    """Return an analysis of every outcome of every variant that can have one."""
    check_complete(runs)
    parts = []
    for variant in runs.variants:
        points = runs.by_point(variant).sort_index()
        for outcome in runs.outcomes:
            values = points[outcome.column].to_numpy(dtype=np.float64)
            if can_be_explained(values):
                parts.append(_table(runs, variant, outcome, analyse(values)))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def can_be_explained(values: Floats) -> bool:
    """Say whether an outcome has a value at every point and varies between them."""
    if not np.isfinite(values).all():
        return False
    return bool(values.std() > FLAT * max(float(np.abs(values).max()), 1.0))


def _table(runs: Runs, variant: str, outcome: Outcome, found: Indices) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "variant": variant,
            "outcome": outcome.column,
            "unit": outcome.unit,
            "parameter": [parameter.name for parameter in runs.parameters],
            **found,
        }
    )
