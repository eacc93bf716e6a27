"""Scenario discovery: the part of the parameter space where the runs of interest lie.

PRIM, the patient rule induction method (Friedman & Fisher 1999; Bryant & Lempert 2010), from the
EMA Workbench, which is an optional extra.
"""

from __future__ import annotations

import inspect
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.errors import AnalysisError
from tradesim.experiments.analysis.runs import Runs, Threshold, as_numbers, by_key

INSTALL = "pip install 'tradesim[discovery]'"

SMALLEST_BOX = 0.05
"""Least share of the runs in a box."""

SURE = 0.05
"""Quasi-p-value below which a limit is unlikely to stand by chance."""

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
        coverage: Share of the runs of interest that lie in the box.
        density: Share of the runs in the box that are of interest.
        limits: One row a parameter that the box restricts: its lower and upper limit, the
            quasi-p-value of each.
        trajectory: Coverage, density, share of all runs and restricted parameters of every box on
            the way, from all runs to the smallest.
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
        told = []
        for name, row in by_key(self.limits, "parameter").items():
            low, high = (
                row[end] if row[f"{end}_chance"] < SURE else np.nan for end in ("low", "high")
            )
            if np.isfinite(low) or np.isfinite(high):
                told.append(_limit(name[0], low, high))
        return told


def _limit(name: str, low: float, high: float) -> str:
    ends = [f"{low:.4g} ≤ "] if np.isfinite(low) else []
    ends.append(name)
    ends += [f" ≤ {high:.4g}"] if np.isfinite(high) else []
    return "".join(ends)


def discover(runs: Runs, threshold: Threshold) -> list[Discovery]:
    """Return the box of the runs of interest, for each variant in which some are and some are not.

    Of the boxes on the way the one is taken whose coverage and density have the largest harmonic
    mean.

    Args:
        runs: The runs; each counts by itself, at the parameters of its point.
        threshold: Which runs are of interest.

    Raises:
        AnalysisError: The EMA Workbench is not installed, or there is nothing to search.
    """
    prim = _prim()
    if not runs.parameters:
        raise AnalysisError("Scenario discovery needs parameters that vary between points.")
    found = []
    for variant in runs.variants:
        column = runs.sound[threshold.column]
        rows = runs.sound[(runs.sound["variant"] == variant) & column.notna()]
        interesting = threshold.of_interest(rows[threshold.column].to_numpy(dtype=np.float64))
        if 0 < interesting.sum() < len(interesting):
            cases = pd.DataFrame({p.name: as_numbers(rows[p.column]) for p in runs.parameters})
            box = _search(prim, cases, interesting).find_box()
            counts = len(interesting), int(interesting.sum())
            found.append(_told(box, cases, (variant, threshold), counts))
    return found


def _prim() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of optional parts of its own
            from ema_workbench.analysis import prim  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise AnalysisError(
            f"Scenario discovery needs the EMA Workbench: {INSTALL} ({error})."
        ) from None
    return prim


def _search(prim: Any, cases: pd.DataFrame, interesting: npt.NDArray[np.bool_]) -> Any:
    """Return a search for a box; before release 3 the workbench asked for the density it needs."""
    options = {"mass_min": SMALLEST_BOX}
    if "threshold" in inspect.signature(prim.Prim).parameters:
        options["threshold"] = ANY_DENSITY
    return prim.Prim(cases, interesting, **options)


def _told(
    box: Any, cases: pd.DataFrame, asked: tuple[str, Threshold], counts: tuple[int, int]
) -> Discovery:
    steps = box.peeling_trajectory[["coverage", "density", "mass", "res_dim"]].astype(np.float64)
    balance = steps["coverage"] * steps["density"] / (steps["coverage"] + steps["density"])
    best = int(np.nanargmax(balance.to_numpy()))
    steps = steps.rename(columns={"mass": "share_of_runs", "res_dim": "restricted"})
    return Discovery(
        *asked,
        *counts,
        coverage=float(steps["coverage"].iloc[best]),
        density=float(steps["density"].iloc[best]),
        limits=_limits(box, best, cases),
        trajectory=steps.rename_axis("step").reset_index(),
    )


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
