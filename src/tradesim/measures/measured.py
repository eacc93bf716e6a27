"""A measured figure: one number a run, with the name of its measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tradesim.measures.markets import Market
from tradesim.measures.spans import Floats


@dataclass(frozen=True)
class Measured:
    """A measure of one item, pair of countries or actor; the empty string where it is of all.

    Attributes:
        name: Name of its measure.
        unit: Unit, with the item's own unit filled in; the catalogue of measures knows it.
        item: Name of the item.
        origin: Country code of the suppliers.
        destination: Country code of the buyers.
        actor: Name of the chipmaker or firm.
        values: One value a run, not a number where it has none, shape (run,).
    """

    name: str
    unit: str
    item: str
    origin: str
    destination: str
    actor: str
    values: Floats

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What tells it from every other measure of a scenario."""
        return (self.name, self.item, self.origin, self.destination, self.actor)


class Described(NamedTuple):
    """A measure over runs; not a number where no run has a value.

    Attributes:
        mean: Mean of the runs that have a value.
        p05: 5th percentile of them.
        p50: Median of them.
        p95: 95th percentile of them.
        share: Share of runs that have a value.
    """

    mean: float
    p05: float
    p50: float
    p95: float
    share: float


def measured(
    name: str, values: Floats, *, origin: str = "", destination: str = "", actor: str = ""
) -> Measured:
    """Return a measure that is of no single item.

    Args:
        name: Name of the measure.
        values: One value a run, shape (run,).
        origin: Country code of the suppliers.
        destination: Country code of the buyers.
        actor: Name of the chipmaker or firm.
    """
    return Measured(name, "", "", origin, destination, actor, values)


def of_market(name: str, market: Market, values: Floats, origin: str = "") -> Measured:
    """Return a measure of the market for an item in a country, of shape (run,)."""
    return Measured(name, "", market.item.name, origin, market.destination, "", values)


def describe(measure: Measured) -> Described:
    """Return mean, percentiles and share of runs with a value of a measure."""
    known = measure.values[np.isfinite(measure.values)]
    share = len(known) / max(len(measure.values), 1)
    if not len(known):
        return Described(np.nan, np.nan, np.nan, np.nan, share)
    low, middle, high = (float(level) for level in np.percentile(known, [5, 50, 95]))
    return Described(float(known.mean()), low, middle, high, share)
