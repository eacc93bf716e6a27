"""The blocks of a calibration file: free parameters, targets, and how they are held together."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tradesim.evidence.series_targets import SeriesTargets
from tradesim.fields import Block, Count, Day, Name, Number
from tradesim.limits import LARGEST_SEED, MOST_REPLICATES
from tradesim.scenario.own_measure import OwnMeasure, OwnName


class Free(Block):
    """The range of one free parameter."""

    unit: str = Field(description="Unit of the numbers, that of the scenario's field.")
    range: tuple[Number, Number] = Field(description="Low and high end.")


class Target(Block):
    """One published figure that a run should meet, and how closely.

    Without a statistic of its own a figure is measured as in ``scored.csv``.
    """

    figure: str = Field(description="Id in figures.csv.")
    tolerance: Number | None = Field(
        None, gt=0, description="Standard deviation, relative to the figure."
    )
    floor: Number = Field(0.0, ge=0, description="Least standard deviation, in its unit.")
    statistic: str | None = Field(None, description="How it is measured in a run.")
    subject: str = Field("", description="Customs group, or item.")
    destination: str = Field("", description="Country code, or buyer.")
    origin: str = Field("", description="Country code.")
    first: str = Field("", description="First month, YYYY-MM.")
    last: str = Field("", description="Last month, YYYY-MM.")


MOST_WAVES = 100
"""Hypercubes that a calibration may narrow its ranges by."""


class Calibration(Block):
    """What one calibration file says."""

    kind: Literal["calibration"] = Field(description="Says what file this is.")
    name: Name = Field(description="Short name; results are kept under it.")
    title: str = Field("", description="Title.")
    description: str = Field("", description="What is fitted to what, and what is left out.")
    scenario: str = Field(description="Scenario file, relative to this one, or a name.")
    until: Day = Field(description="Last day that is simulated: nothing later is looked at.")
    seed: Count = Field(
        1, ge=0, le=LARGEST_SEED, description="Seed of the points and of all draws."
    )
    samples: Count = Field(
        ge=16, le=MOST_REPLICATES, description="Points of the Latin hypercube of each wave."
    )
    waves: Count = Field(
        1, ge=1, le=MOST_WAVES, description="Hypercubes, each within what the last left over."
    )
    keep: Count = Field(
        200, ge=1, le=MOST_REPLICATES, description="Most points in the parameter ensemble."
    )
    cutoff: Number = Field(3.0, gt=0, description="Implausibility from which a point is ruled out.")
    misses: Count = Field(0, ge=0, description="Targets that a point may miss nevertheless.")
    vary: dict[str, Free | Literal["sourced"]] = Field(
        min_length=1, description="Free parameters; 'sourced': the range the scenario states."
    )
    targets: list[Target] = Field(default=[], description="What runs are held against.")
    targets_file: str | None = Field(
        None, description="Targets of one's own: a CSV file, relative to this one."
    )
    series: list[SeriesTargets] = Field(
        default=[], description="Observed series that runs are held against, month by month."
    )
    measures: dict[OwnName, OwnMeasure] = Field(
        default={}, description="Measures of one's own, which targets may name as a statistic."
    )
    method: Literal["history_matching", "rejection", "sequential"] = Field(
        "history_matching",
        description="Rule out what cannot be (history_matching), or weigh what may be: "
        "approximate Bayesian computation by rejection or by sequential Monte Carlo.",
    )

    @property
    def formulas(self) -> dict[str, str]:
        """Formulas of measures of one's own, by name."""
        return {name: own.formula for name, own in self.measures.items()}
