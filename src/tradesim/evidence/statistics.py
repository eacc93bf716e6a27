"""Statistics of simulated imports, as press and ministries quote them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.months import WORLD, MonthlyTrade

Reduction = Literal["mean", "sum", "lowest", "highest"]

REDUCTIONS: dict[str, Callable[[Floats], float]] = {
    "mean": np.mean,
    "sum": np.sum,
    "lowest": np.min,
    "highest": np.max,
}


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """Calendar months from first to last, both included, as YYYY-MM."""

    first: str
    last: str

    def of(self, months: tuple[dt.date, ...]) -> list[int]:
        """Return the positions of its months.

        Raises:
            ValueError: A month of the span is not among them.
        """
        inside = [
            i for i, month in enumerate(months) if self.first <= f"{month:%Y-%m}" <= self.last
        ]
        if not inside or f"{months[inside[0]]:%Y-%m}" != self.first:
            raise ValueError(f"{self.first} to {self.last} is not wholly simulated.")
        return inside


@dataclass(frozen=True, slots=True)
class ImportStatistic:
    """A number about the imports of one customs group from one origin.

    Attributes:
        measure: ``quantity`` (unit a month) or ``value_usd_m`` (USD million a month).
        reduction: How the months of the span become one number.
        relative_to: A span whose mean the result is divided by, or None.
        share_of_world: Divide by the same reduction over all origins instead.
    """

    customs_group: str
    destination: str
    origin: str
    measure: Literal["quantity", "value_usd_m"]
    reduction: Reduction
    span: MonthSpan
    relative_to: MonthSpan | None = None
    share_of_world: bool = False

    def of(self, imports: MonthlyTrade) -> float:
        """Return the statistic of the mean over runs."""
        series = self._series(imports, self.origin)
        result = self._reduced(series, imports)
        if self.share_of_world:
            result /= self._reduced(self._series(imports, WORLD), imports)
        if self.relative_to is not None:
            result /= float(series[self.relative_to.of(imports.months)].mean())
        return result

    def _series(self, imports: MonthlyTrade, origin: str) -> Floats:
        row = imports.series(self.customs_group, self.destination, origin)
        table = imports.quantity if self.measure == "quantity" else imports.value
        mean: Floats = table[:, row].mean(axis=1)
        return mean

    def _reduced(self, series: Floats, imports: MonthlyTrade) -> float:
        return float(REDUCTIONS[self.reduction](series[self.span.of(imports.months)]))
