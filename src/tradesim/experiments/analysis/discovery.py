"""Scenario discovery: the part of the parameter space where the runs of interest lie.

PRIM, the patient rule induction method (Friedman & Fisher 1999; Bryant & Lempert 2010), from the
EMA Workbench, which is an optional extra.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.errors import AnalysisError
from tradesim.experiments.analysis.outcome import Threshold
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.values import as_numbers, limit_words

INSTALL = "pip install 'tradesim[discovery]'"

SMALLEST_BOX = 0.05
"""Least share of the runs in a box."""

SURE = 0.05
"""Quasi-p-value below which a limit is unlikely to stand by chance."""

Columns = Mapping[str, "pd.Series[Any]"]
"""Values of each parameter, by its name, as the runs have them."""

ANY_DENSITY = 1e-6
"""Density that a box must reach: any, but PRIM counts no run of interest at a density of 0."""


@dataclass(frozen=True)
class Discovery:
    """What scenario discovery found for one variant.

    Attributes:
        variant: The variant.
        threshold: Which runs are of interest.
        runs: Runs looked at.
        interesting: Runs of interest among them.
        coverage: Share of the runs of interest that lie in the box that is told.
        density: Share of the runs in that box that are of interest.
        limits: One row a parameter that PRIM's box restricts: its lower and upper limit, the
            quasi-p-value of each, and what is told of them: nothing where both may stand by
            chance. Limits of dates are days since 1970, of names their order of appearance.
        trajectory: Coverage, density, share of all runs and restricted parameters of every box on
            the way, from all runs to the smallest, with all limits.
    """

    variant: str
    threshold: Threshold
    runs: int
    interesting: int
    coverage: float
    density: float
    limits: pd.DataFrame
    trajectory: pd.DataFrame

    def sentences(self) -> list[str]:
        """Return the limits of the box as words, a parameter each: those not there by chance."""
        return [told for told in self.limits["told"] if told]


def discover(runs: Runs, threshold: Threshold) -> list[Discovery]:
    """Return the box of the runs of interest, for each variant in which some are and some are not.

    Of the boxes on the way the one is taken whose coverage and density have the largest harmonic
    mean. Limits that may stand by chance are dropped from it; coverage and density are those of
    the box that is left.

    Args:
        runs: The runs; each counts by itself, at the parameters of its point.
        threshold: Which runs are of interest.

    Raises:
        AnalysisError: The EMA Workbench is not installed, or there is nothing to search.
    """
    with extra("Scenario discovery needs the EMA Workbench"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of optional parts of its own
        from ema_workbench.analysis import prim  # noqa: PLC0415
    if not runs.parameters:
        raise AnalysisError("Scenario discovery needs parameters that vary between points.")
    found = []
    for variant in runs.variants:
        rows, values = runs.cases(variant, threshold.column)
        interesting = threshold.of_interest(values)
        if 0 < interesting.sum() < len(interesting):
            cases = pd.DataFrame({p.name: as_numbers(rows[p.column]) for p in runs.parameters})
            box = _box(prim, cases, interesting)
            kinds = {p.name: rows[p.column] for p in runs.parameters}
            found.append(_told(box, (cases, kinds), interesting, (variant, threshold)))
    return found


@contextmanager
def extra(need: str) -> Iterator[None]:
    """Say how to install what is imported within, where it is not installed.

    Args:
        need: What needs what.

    Raises:
        AnalysisError: It is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise AnalysisError(f"{need}: {INSTALL} ({error}).") from None


def _box(prim: Any, cases: pd.DataFrame, interesting: npt.NDArray[np.bool_]) -> Any:
    """Return the box found; before release 3 the workbench asked for the density it needs."""
    options = {"mass_min": SMALLEST_BOX}
    if "threshold" in inspect.signature(prim.Prim).parameters:
        options["threshold"] = ANY_DENSITY
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it uses what newer versions of pandas deprecate
        return prim.Prim(cases, interesting, **options).find_box()


def _told(
    box: Any,
    of: tuple[pd.DataFrame, Columns],
    interesting: npt.NDArray[np.bool_],
    asked: tuple[str, Threshold],
) -> Discovery:
    cases, given = of
    steps = box.peeling_trajectory[["coverage", "density", "mass", "res_dim"]].astype(np.float64)
    balance = steps["coverage"] * steps["density"] / (steps["coverage"] + steps["density"])
    best = int(np.nanargmax(balance.to_numpy()))
    steps = steps.rename(columns={"mass": "share_of_runs", "res_dim": "restricted"})
    limits = _limits(box, best, cases)
    inside = np.ones(len(cases), dtype=np.bool_)
    words = []
    for row in limits.to_dict("records"):
        low, high = kept_limits(row)
        values = cases[row["parameter"]].to_numpy()
        inside &= (values >= low) & (values <= high)
        words.append(limit_words(row["parameter"], given[row["parameter"]], low, high))
    return Discovery(
        *asked,
        runs=len(interesting),
        interesting=int(interesting.sum()),
        coverage=float(interesting[inside].sum() / interesting.sum()),
        density=float(interesting[inside].mean()),
        limits=limits.assign(told=words),
        trajectory=steps.rename_axis("step").reset_index(),
    )


def kept_limits(row: Mapping[Any, Any]) -> tuple[float, float]:
    """Return the limits of a parameter that are unlikely to stand by chance, else none."""
    low = row["low"] if row["low_chance"] < SURE else np.nan
    high = row["high"] if row["high_chance"] < SURE else np.nan
    return (-np.inf if np.isnan(low) else low), (np.inf if np.isnan(high) else high)


def _limits(box: Any, step: int, cases: pd.DataFrame) -> pd.DataFrame:
    """Return the limits of the parameters that a box restricts; open ends are not a number."""
    chances = (box.p_values if hasattr(box, "p_values") else box.qp)[step]  # renamed in release 3
    limits = box.box_lims[step]
    rows = []
    for name in cases.columns:
        low, high = (float(end) for end in limits[name])
        below, above = low > float(cases[name].min()), high < float(cases[name].max())
        if below or above:
            odds = [value if value >= 0 else np.nan for value in chances.get(name, (-1, -1))]
            rows.append(
                {
                    "parameter": name,
                    "low": low if below else np.nan,
                    "high": high if above else np.nan,
                    "low_chance": odds[0],
                    "high_chance": odds[1],
                }
            )
    columns = ["parameter", "low", "high", "low_chance", "high_chance"]
    return pd.DataFrame(rows, columns=columns)
