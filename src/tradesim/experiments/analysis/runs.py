"""The finished runs of an experiment, as every analysis takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from tradesim.arrays import Floats
from tradesim.experiments.analysis.intervals import SEED
from tradesim.experiments.analysis.outcome import Outcome, Parameter, Threshold, find_outcome
from tradesim.experiments.analysis.placed import PlacedRuns
from tradesim.experiments.analysis.values import as_numbers, rises_with
from tradesim.experiments.search_schema import Search, SearchGoal
from tradesim.experiments.store.by_column import StoredRuns
from tradesim.measures.domain import Domain
from tradesim.wording.measure_units import spoken_unit

SAMPLED = frozenset({"latin_hypercube", "halton", "sobol", "morris"})
"""Designs whose points are drawn: there another draw would be other points."""

ERROR = "error"
"""Column that says what went wrong in a run; missing where nothing did."""

MOST_CASES = 100_000
"""Runs of a variant among which boxes and trees are sought: of ten times as many, PRIM would take
some 5 GB, and its limits would be the same to the third digit."""

CELLS_AT_ONCE = 8_000_000
"""Runs times outcomes that are held together: 64 MB."""


@dataclass(frozen=True)
class Runs:
    """The runs of an experiment.

    Attributes:
        name: Name of the experiment.
        title: What it is called on figures.
        frame: One row a run: ``variant``, ``point``, ``replicate``, ``error``, and a column for
            each outcome that is held in memory.
        parameters: What varies, in the order of the design.
        outcomes: What was recorded.
        variants: Names of the variants.
        reference: The variant that the others are compared with.
        design: Kind of the design.
        points: Number of points of the design.
        settings: Values of the parameters at each point, one a row, in the order of the points.
        replicates: Replicates of each point.
        levels: Levels of each parameter in a ``morris`` design.
        second_order: Whether a ``sobol`` design has the points for interactions of two.
        share: Where the points of a sampled design lie in the unit cube, shape
            (point, parameter).
        threshold: Which runs are of interest, where the experiment says so.
        show: Columns of the outcomes to tell first, where the experiment says so.
        search: What a search asks for; nothing of other designs.
        generations: Options of a search after each of its generations.
        stored: Where the outcomes stand that are not held, a column at a time.
    """

    name: str
    title: str
    frame: pd.DataFrame
    parameters: tuple[Parameter, ...]
    outcomes: tuple[Outcome, ...]
    variants: tuple[str, ...]
    reference: str
    design: str
    points: int
    settings: pd.DataFrame
    replicates: int
    levels: int = 4
    second_order: bool = False
    share: Floats | None = None
    threshold: Threshold | None = None
    show: tuple[str, ...] = ()
    search: Search | None = None
    generations: tuple[int, ...] = ()
    stored: StoredRuns | None = None

    def __repr__(self) -> str:
        """Return what they are, in a line."""
        return f"<Runs of '{self.name}': {len(self.frame)} of {self.expected}, {self.design}>"

    @cached_property
    def placed(self) -> Mapping[str, PlacedRuns]:
        """Where the runs that did not fail stand, by variant."""
        error = self.frame[ERROR]
        sound = (error.isna() | (error == "")).to_numpy(dtype=np.bool_)
        return {
            variant: PlacedRuns.of(
                self.frame, sound & (self.frame["variant"] == variant).to_numpy()
            )
            for variant in self.variants
        }

    @cached_property
    def goals(self) -> tuple[tuple[str, SearchGoal], ...]:
        """What a search seeks, each with the column of its outcome; nothing of other designs.

        Raises:
            AnalysisError: An objective is no outcome of the runs.
        """
        goals = self.search.objectives if self.search else ()
        return tuple((find_outcome(self.outcomes, goal.outcome).column, goal) for goal in goals)

    @cached_property
    def variations(self) -> dict[str, float]:
        """How much outcomes vary, by column, as far as somebody has worked it out."""
        return {}

    @property
    def finished(self) -> int:
        """Number of runs that did not fail."""
        return sum(len(placed) for placed in self.placed.values())

    @property
    def failed(self) -> int:
        """Number of runs that failed."""
        return len(self.frame) - self.finished

    @property
    def expected(self) -> int:
        """Number of runs the experiment asks for."""
        return len(self.variants) * self.points * self.replicates

    @property
    def columns(self) -> list[str]:
        """Columns of the outcomes."""
        return [outcome.column for outcome in self.outcomes]

    @property
    def unit(self) -> str:
        """What was drawn independently: the points of a sampled design, else the replicates."""
        return "point" if self.design in SAMPLED and self.points > 1 else "replicate"

    @property
    def units(self) -> int:
        """How many were drawn independently: what intervals are taken over."""
        return self.points if self.unit == "point" else self.replicates

    def groups(self) -> Iterator[list[str]]:
        """Yield the columns of the outcomes, as many at a time as may be held of all runs."""
        most = max(CELLS_AT_ONCE // max(len(self.frame), 1), 1)
        for first in range(0, len(self.outcomes), most):
            yield self.columns[first : first + most]

    def column(self, name: str) -> Floats:
        """Return an outcome of all runs, in the order of ``frame``, shape (run,)."""
        if name in self.frame or self.stored is None:
            return self.frame[name].to_numpy(dtype=np.float64)
        return self.stored.column(name)

    def values(self, name: str) -> Floats:
        """Return an outcome of the runs that did not fail, variant by variant, shape (run,)."""
        column = self.column(name)
        return np.concatenate([column[placed.rows] for placed in self.placed.values()])

    def of_variant(self, variant: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return outcomes of a variant, indexed by point and replicate; all if not said which."""
        placed = self.placed[variant]
        names = self.columns if columns is None else list(columns)
        table = np.empty((len(names), len(placed)))
        for place, name in enumerate(names):
            table[place] = self.column(name)[placed.rows]
        return pd.DataFrame(table.T, index=placed.index, columns=names, copy=False)

    def by_point(self, variant: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return the mean outcomes of a variant over replicates, indexed by point."""
        table = self.of_variant(variant, columns)
        point = self.placed[variant].point
        if len(point) and (point[1:] > point[:-1]).all():
            return table.set_axis(pd.Index(point, name="point"), axis=0)
        return table.groupby(level="point").mean()

    def cases(self, variant: str, column: str) -> tuple[pd.DataFrame, Floats]:
        """Return the runs of a variant that have an outcome: their parameters, and its values.

        Parameters are one row a run, indexed by point. Of more than ``MOST_CASES`` runs so many
        are drawn, and kept in order.
        """
        placed = self.placed[variant]
        values = self.column(column)[placed.rows]
        known = np.flatnonzero(~np.isnan(values))
        if len(known) > MOST_CASES:
            rng = np.random.default_rng(SEED)
            known = np.sort(rng.choice(known, MOST_CASES, replace=False))
        paths = [parameter.column for parameter in self.parameters]
        return self.settings[paths].loc[placed.point[known]], values[known]

    def numbers(self, settings: pd.DataFrame) -> Floats:
        """Return parameters, one row a run or point, as numbers, shape (row, parameter)."""
        return np.column_stack([as_numbers(settings[p.column]) for p in self.parameters])

    def in_step(self, parameter: Parameter) -> tuple[Parameter, ...]:
        """Return the parameters that say the same as another: they rise evenly with it.

        That each of its values goes with one of theirs is not enough: so it is in any list of
        points that were picked by hand.
        """
        own = self.settings[parameter.column]
        others = (other for other in self.parameters if other != parameter)
        return tuple(other for other in others if rises_with(own, self.settings[other.column]))

    @cached_property
    def apart(self) -> tuple[Parameter, ...]:
        """The parameters but for those that move in step with one before them."""
        found: list[Parameter] = []
        for parameter in self.parameters:
            if not set(self.in_step(parameter)) & set(found):
                found.append(parameter)
        return tuple(found)

    def domains(self, columns: Sequence[str]) -> list[Domain]:
        """Return what values some outcomes can take."""
        return [self.outcome(column).domain for column in columns]

    def outcome(self, column: str) -> Outcome:
        """Return the outcome of a column."""
        return self._of_column[column]

    def said(self, threshold: Threshold) -> str:
        """Return which runs are of interest, in words."""
        outcome, side = self.outcome(threshold.column), "above" if threshold.above else "below"
        return f"{outcome.called} {side} {threshold.value:g} {spoken_unit(outcome.unit)}".strip()

    @cached_property
    def _of_column(self) -> dict[str, Outcome]:
        return {outcome.column: outcome for outcome in self.outcomes}


def by_key(table: pd.DataFrame, *keys: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the rows of a table by some of its columns, each a mapping from column to cell."""
    rows: list[dict[str, Any]] = table.to_dict("records")  # type: ignore[assignment]
    return {tuple(row[key] for key in keys): row for row in rows}
