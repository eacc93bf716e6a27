"""The finished runs of an experiment, as every analysis takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.arrays import Floats

SAMPLED = frozenset({"latin_hypercube", "halton", "sobol", "morris"})
"""Designs whose points are drawn: there another draw would be other points."""

ERROR = "error"
"""Column that says what went wrong in a run; missing where nothing did."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A recorded number of every run.

    Attributes:
        column: Its column in the table of runs.
        measure: Name of its definition.
        unit: Its unit.
        item: Name of the item; the empty string where it is of none, as of the next three.
        origin: Country code of the suppliers.
        destination: Country code of the buyers.
        actor: Name of the final buyer or firm.
        label: What the item is called within a sentence, where it has such a name.
    """

    column: str
    measure: str
    unit: str
    item: str = ""
    origin: str = ""
    destination: str = ""
    actor: str = ""
    label: str = ""

    @property
    def words(self) -> str:
        """What it is called in tables and on figures."""
        between = " → " if self.origin and self.destination else ""
        pair = f"{self.origin}{between}{self.destination}"
        parts = (self.label or self.item.replace("_", " "), pair, self.actor)
        return ", ".join([self.measure.replace("_", " "), *(part for part in parts if part)])


@dataclass(frozen=True, slots=True)
class Parameter:
    """What varies between the points of a design.

    Attributes:
        column: Its column in the table of runs.
        name: What it is called.
        unit: Its unit; the empty string where it has none.
        role: ``lever`` or ``uncertainty``; the empty string where the experiment does not say.
    """

    column: str
    name: str
    unit: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """Which runs are of interest to scenario discovery.

    Attributes:
        column: Column of an outcome.
        value: The value that divides the runs.
        above: Whether those above it are of interest, or those below.
    """

    column: str
    value: float
    above: bool = True

    def of_interest(self, values: Floats) -> npt.NDArray[np.bool_]:
        """Return which values are of interest."""
        return values > self.value if self.above else values < self.value

    def __str__(self) -> str:
        """Return it as words."""
        return f"{self.column} {'above' if self.above else 'below'} {self.value:g}"


@dataclass(frozen=True)
class Runs:
    """The runs of an experiment.

    Attributes:
        name: Name of the experiment.
        title: What it is called on figures.
        frame: One row a run: ``variant``, ``point``, ``replicate``, ``error``, a column for each
            parameter and one for each outcome.
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
        asked: What a search asks for; nothing of other designs.
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
    asked: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return what they are, in a line."""
        return f"<Runs of '{self.name}': {len(self.frame)} of {self.expected}, {self.design}>"

    @cached_property
    def sound(self) -> pd.DataFrame:
        """The runs that did not fail, in the order of variant, point and replicate."""
        kept = self.frame[self.frame[ERROR].isna() | (self.frame[ERROR] == "")]
        return kept.sort_values(["variant", "point", "replicate"], kind="stable")

    @property
    def failed(self) -> int:
        """Number of runs that failed."""
        return len(self.frame) - len(self.sound)

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

    def of_variant(self, variant: str) -> pd.DataFrame:
        """Return the outcomes of a variant, indexed by point and replicate."""
        rows = self.sound[self.sound["variant"] == variant]
        return rows.set_index(["point", "replicate"])[self.columns].astype(np.float64)

    def by_point(self, variant: str) -> pd.DataFrame:
        """Return the mean outcomes of a variant over replicates, indexed by point."""
        return self.of_variant(variant).groupby(level="point").mean()

    def in_step(self, parameter: Parameter) -> tuple[Parameter, ...]:
        """Return the parameters that say the same as another: they rise evenly with it.

        That each of its values goes with one of theirs is not enough: so it is in any list of
        points that were picked by hand.
        """
        own = self.settings[parameter.column]
        others = (other for other in self.parameters if other != parameter)
        return tuple(other for other in others if _in_step(own, self.settings[other.column]))

    @cached_property
    def apart(self) -> tuple[Parameter, ...]:
        """The parameters but for those that move in step with one before them."""
        found: list[Parameter] = []
        for parameter in self.parameters:
            if not set(self.in_step(parameter)) & set(found):
                found.append(parameter)
        return tuple(found)

    def outcome(self, column: str) -> Outcome:
        """Return the outcome of a column."""
        return next(outcome for outcome in self.outcomes if outcome.column == column)


FEWEST_LEVELS = 3
"""Levels from which on values can be seen to move in step: two always do."""


def _in_step(one: pd.Series[Any], other: pd.Series[Any]) -> bool:
    """Say whether two columns are equal, or numbers of which one rises evenly with the other."""
    same = one.dtype == other.dtype and one.tolist() == other.tolist()
    if same and len(one.unique()) > 1:
        return True
    if one.nunique() < FEWEST_LEVELS or other.nunique() < FEWEST_LEVELS:
        return False
    if any(not is_measured(column) for column in (one, other)):
        return False
    first, second = (as_numbers(column) for column in (one, other))
    shares = [(values - values.min()) / np.ptp(values) for values in (first, second)]
    return bool(np.allclose(shares[0], shares[1], rtol=0.0, atol=1e-9))


def is_measured(column: pd.Series[Any]) -> bool:
    """Say whether a parameter's values are numbers or dates, not names or yes or no."""
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return is_number or pd.api.types.is_datetime64_any_dtype(column)


def as_numbers(column: pd.Series[Any]) -> Floats:
    """Return a parameter's values as numbers: dates as days, names by their order of appearance."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.to_numpy(dtype="datetime64[D]").astype(np.float64)
    if pd.api.types.is_numeric_dtype(column):
        return column.to_numpy(dtype=np.float64)
    return pd.factorize(column)[0].astype(np.float64)


def in_numbers(settings: pd.DataFrame, runs: Runs) -> Floats:
    """Return settings of all parameters as numbers, shape (setting, parameter)."""
    return np.column_stack([as_numbers(settings[p.column]) for p in runs.parameters])


def divided(
    runs: Runs, variant: str, threshold: Threshold
) -> tuple[pd.DataFrame, npt.NDArray[np.bool_]]:
    """Return the sound runs of a variant that have an outcome, and which are of interest."""
    rows = runs.sound[(runs.sound["variant"] == variant) & runs.sound[threshold.column].notna()]
    return rows, threshold.of_interest(rows[threshold.column].to_numpy(dtype=np.float64))


def by_key(table: pd.DataFrame, *keys: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the rows of a table by some of its columns, each a mapping from column to cell."""
    rows: list[dict[str, Any]] = table.to_dict("records")  # type: ignore[assignment]
    return {tuple(row[key] for key in keys): row for row in rows}


def one_below_another(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tables as one, an empty one where there are none."""
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
