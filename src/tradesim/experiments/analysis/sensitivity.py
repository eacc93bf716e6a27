"""Which parameters matter: Sobol indices and Morris effects, worked out by SALib.

Both are of the mean outcome of a point over its replicates, and both stand or fall with the whole
design: a point that is missing is not made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tradesim.arrays import Floats
from tradesim.errors import IncompleteDesignError
from tradesim.experiments.analysis.intervals import LEVEL, RESAMPLES, SEED, mean_interval
from tradesim.experiments.analysis.outcome import Outcome
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.values import one_below_another
from tradesim.experiments.design import unit_cube
from tradesim.measures.domain import NOT_NEGATIVE

FLAT = 1e-12
"""Standard deviation over size below which an outcome does not vary."""

MOST_POINTS = 2_000
"""Points of which densities are estimated and forests grown: more would cost minutes and tell what
these tell; their intervals are of so many."""

Indices = Mapping[str, Any]


def sobol_tables(runs: Runs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return Sobol indices of parameters and, of a design that has the points, of their pairs.

    The index of a pair is the share of an outcome's variance that two parameters explain together,
    beyond what each explains alone (second-order index; Saltelli 2002).

    Returns:
        The table of ``sobol_indices``, and one row a variant, outcome and pair; the latter without
        rows where the design has no ``second_order``.

    Raises:
        IncompleteDesignError: Points are missing.
    """
    from SALib.analyze import sobol  # noqa: PLC0415  (a second, which only this design need pay)

    names = [parameter.name for parameter in runs.parameters]
    singles, pairs = [], []
    for variant, outcome, values in _explained(runs):
        found: Indices = sobol.analyze(
            unit_cube(names),
            values,
            calc_second_order=runs.second_order,
            num_resamples=RESAMPLES // 2,
            conf_level=LEVEL,
            keep_resamples=True,
            seed=SEED,
        )
        of = _of(variant, outcome)
        alone = _resampled("first_order", found, "S1") | _resampled("total", found, "ST")
        singles.append(pd.DataFrame({**of, "parameter": names, **alone}))
        if runs.second_order:
            first, second = np.triu_indices(len(names), 1)
            of |= {"parameter": [names[n] for n in first], "other": [names[n] for n in second]}
            index, reach = (np.asarray(found[word])[first, second] for word in ("S2", "S2_conf"))
            ends = {"second_order_low": index - reach, "second_order_high": index + reach}
            pairs.append(pd.DataFrame({**of, "second_order": index, **ends}))
    return one_below_another(singles), one_below_another(pairs)


def _of(variant: str, outcome: Outcome) -> dict[str, Any]:
    return {"variant": variant, "outcome": outcome.column, "unit": outcome.unit}


def _resampled(name: str, found: Indices, key: str) -> dict[str, Floats]:
    """Return indices with the middle 95 % of what resamples of the base sample give.

    A total index is a mean of squares, in resamples too, so that none is below 0.
    """
    share = (1.0 - LEVEL) / 2.0
    low, high = np.quantile(np.asarray(found[f"{key}_conf_all"]), [share, 1.0 - share], axis=0)
    return {name: np.asarray(found[key]), f"{name}_low": low, f"{name}_high": high}


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

    parts = []
    for variant, outcome, values in _explained(runs):
        found: Indices = morris.analyze(
            unit_cube(names),
            design,
            values,
            num_resamples=2,  # of an interval that is not taken
            num_levels=runs.levels,
            seed=SEED,
        )
        size = np.asarray(found["mu_star"])
        sizes = _sizes_of_effects(design, values)
        sizes *= size / np.where(size > 0.0, sizes.mean(axis=0), 1.0)  # in the width of the range
        low, high = mean_interval(sizes, [NOT_NEGATIVE] * len(names))
        effects = {"mu_star": size, "mu_star_low": low, "mu_star_high": high}
        effects |= {word: np.asarray(found[word]) for word in ("mu", "sigma")}
        of = _of(variant, outcome)
        parts.append(pd.DataFrame({**of, "parameter": names, **effects}))
    return one_below_another(parts)


def _sizes_of_effects(design: Floats, values: Floats) -> Floats:
    """Return how far an outcome moves when one parameter does, shape (trajectory, parameter).

    Args:
        design: Where the points lie, trajectory by trajectory, shape (point, parameter).
        values: The outcome, shape (point,).
    """
    number = design.shape[1]
    moved = np.diff(design.reshape(-1, number + 1, number), axis=1) != 0.0
    change = np.abs(np.diff(values.reshape(-1, number + 1), axis=1))
    return np.asarray((moved * change[:, :, np.newaxis]).sum(axis=1))


def _in_design_space(runs: Runs) -> Floats:
    """Return where the points lie, shape (point, parameter): only which way they move counts."""
    return runs.numbers(runs.settings) if runs.share is None else runs.share


def check_complete(runs: Runs) -> None:
    """Refuse a design of which runs are missing or failed.

    Raises:
        IncompleteDesignError: With the points that are missing of each variant.
    """
    missing: dict[str, tuple[int, ...]] = {}
    for variant in runs.variants:
        counts = np.bincount(runs.placed[variant].point, minlength=runs.points)
        if gaps := tuple(np.flatnonzero(counts[: runs.points] < runs.replicates).tolist()):
            missing[variant] = gaps
    if missing:
        raise IncompleteDesignError(runs.design, runs.points, missing)


def _explained(runs: Runs) -> Iterator[tuple[str, Outcome, Floats]]:
    """Yield the values of every outcome of every variant that can be explained, point by point."""
    check_complete(runs)
    for variant in runs.variants:
        for columns in runs.groups():
            points = runs.by_point(variant, columns)
            for column in columns:
                values = points[column].to_numpy(dtype=np.float64)
                if can_be_explained(values):
                    yield variant, runs.outcome(column), values


WIDE = 0.1
"""Half an interval from which on a Sobol index tells little: the order of parameters may change."""

FEWEST_TRAJECTORIES = 10
"""Trajectories from which on Morris effects are usually told apart (Saltelli et al. 2004)."""


def too_few(runs: Runs, table: pd.DataFrame) -> str:
    """Return that a design has too few samples for its indices; nothing where it has enough.

    Args:
        runs: The runs.
        table: Their indices or effects.
    """
    number = len(runs.parameters)
    if runs.design == "sobol" and len(table):
        base = runs.points // (number * (2 if runs.second_order else 1) + 2)
        return _too_wide(table, base)
    trajectories = runs.points // (number + 1)
    if runs.design == "morris" and trajectories < FEWEST_TRAJECTORIES:
        return (
            f"Morris effects of {trajectories} trajectories are rough, and so are their intervals: "
            f"ask for at least {FEWEST_TRAJECTORIES}."
        )
    return ""


def _too_wide(table: pd.DataFrame, base: int) -> str:
    """Return that intervals of Sobol indices are too wide; nothing where none is.

    What a usual one asks for is told, not the widest: an outcome that few points move may have
    intervals wider than an index can be, which no number of samples is foretold from.
    """
    reach = (table["total_high"] - table["total"]).groupby([table["variant"], table["outcome"]])
    widest = reach.max()
    wide = widest[widest > WIDE]
    if wide.empty:
        return ""
    told = (
        f"Sobol indices of {base} base samples: {len(wide)} of {len(widest)} outcomes have "
        f"intervals wider than ±{WIDE:g}, so that parameters may change places."
    )
    usual = float(wide.median())
    if usual > 1.0:
        return f"{told} A few points make nearly all that varies: indices say little of them."
    enough = 2 ** int(np.ceil(np.log2(base * (usual / WIDE) ** 2)))
    return f"{told} Some {enough} samples would give half of them ±{WIDE:g}."


def explicable(
    runs: Runs, outcomes: Sequence[Outcome], fewest: int
) -> Iterator[tuple[str, Outcome, pd.Series]]:
    """Yield the outcomes of each variant that can be explained, with their means by point.

    Of more than ``MOST_POINTS`` points so many are drawn, the same for every outcome of a variant
    that has a value at the same points.

    Args:
        runs: The runs.
        outcomes: The outcomes asked about.
        fewest: Points with a value that it takes.
    """
    for variant in runs.variants:
        for outcome in outcomes:
            values = runs.by_point(variant, [outcome.column])[outcome.column].dropna()
            if len(values) >= fewest and can_be_explained(values.to_numpy(dtype=np.float64)):
                yield variant, outcome, _drawn(values)


def _drawn(values: pd.Series[float]) -> pd.Series[float]:
    """Return at most ``MOST_POINTS`` of the values, drawn without order but kept in it."""
    if len(values) <= MOST_POINTS:
        return values
    chosen = np.random.default_rng(SEED).choice(len(values), MOST_POINTS, replace=False)
    return values.iloc[np.sort(chosen)]


def can_be_explained(values: Floats) -> bool:
    """Say whether an outcome has a value at every point and varies between them."""
    if not np.isfinite(values).all():
        return False
    return bool(values.std() > FLAT * max(float(np.abs(values).max()), 1.0))
