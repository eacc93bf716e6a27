"""A measured figure: one number a run, with the name of its measure."""

from __future__ import annotations

from dataclasses import dataclass

from tradesim.arrays import Floats
from tradesim.measures.bands import Band, band_of
from tradesim.measures.markets import Market


@dataclass(frozen=True)
class Measured:
    """A measure of one item, pair of countries or actor; the empty string where it is of all.

    Attributes:
        name: Name of its measure.
        unit: Unit, with the item's own unit filled in; the catalogue of measures knows it.
        item: Name of the item.
        origin: Country code of the suppliers.
        destination: Country code of the buyers.
        actor: Name of the final buyer or firm.
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


def measured(
    name: str, values: Floats, *, origin: str = "", destination: str = "", actor: str = ""
) -> Measured:
    """Return a measure that is of no single item.

    Args:
        name: Name of the measure.
        values: One value a run, shape (run,).
        origin: Country code of the suppliers.
        destination: Country code of the buyers.
        actor: Name of the final buyer or firm.
    """
    return Measured(name, "", "", origin, destination, actor, values)


def of_market(name: str, market: Market, values: Floats, origin: str = "") -> Measured:
    """Return a measure of the market for an item in a country, of shape (run,)."""
    return Measured(name, "", market.item.name, origin, market.destination, "", values)


def describe(measure: Measured) -> Band:
    """Return mean, band and share of runs with a value of a measure."""
    return band_of(measure.values)
