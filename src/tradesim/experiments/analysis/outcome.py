"""What an experiment records and varies, and which of its runs are of interest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.errors import AnalysisError
from tradesim.experiments.columns import Column
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.domain import Domain, bounded
from tradesim.measures.naming import Phrases
from tradesim.scenario.naming import capital
from tradesim.scenario.wording import did_you_mean
from tradesim.wording.measure_units import with_unit

NAMELESS = Phrases({}, {})
"""What names things where no scenario is to hand: countries by their codes."""


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
        phrase: What it is called within a sentence, of an item and countries by their names.
        least: Least value of a measure of one's own, if there is one.
        greatest: Greatest value of one.
    """

    column: str
    measure: str
    unit: str
    item: str = ""
    origin: str = ""
    destination: str = ""
    actor: str = ""
    phrase: str = ""
    least: float | None = None
    greatest: float | None = None

    @classmethod
    def of(cls, column: Column, phrases: Phrases) -> Outcome:
        """Return a column of the runs of a scenario as it calls what the column is of."""
        said = phrases.measure(*column.key)
        return cls(column.name, column.key[0], column.unit, *column.key[1:], phrase=said)

    @property
    def domain(self) -> Domain:
        """What values it can take."""
        known = self.measure in MEASURES
        return MEASURES[self.measure].domain if known else bounded(self.least, self.greatest)

    @property
    def words(self) -> str:
        """What it is called in tables and on figures."""
        return capital(self.called)

    @property
    def called(self) -> str:
        """What it is called within a sentence."""
        places = (self.item, self.origin, self.destination, self.actor)
        return self.phrase or NAMELESS.measure(self.measure, *places)

    @property
    def spoken(self) -> str:
        """What it is called in tables and on axes, with its unit."""
        return with_unit(self.words, self.unit)


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

    @property
    def spoken(self) -> str:
        """What it is called in tables and on axes, with its unit."""
        return with_unit(self.name, self.unit)


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


def find_outcome(outcomes: Sequence[Outcome], given: str) -> Outcome:
    """Return the outcome of a column, or the first of a measure that is of no single actor.

    Raises:
        AnalysisError: There is none.
    """
    for outcome in outcomes:
        if outcome.column == given:
            return outcome
    of_measure = [outcome for outcome in outcomes if outcome.measure == given]
    if not of_measure:
        known = [*dict.fromkeys(o.measure for o in outcomes), *(o.column for o in outcomes)]
        near = did_you_mean(given, known)
        raise AnalysisError(f"'{given}' is neither a measure nor a column of these runs.{near}")
    return next((outcome for outcome in of_measure if not outcome.actor), of_measure[0])
