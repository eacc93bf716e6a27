"""A definition of the data dictionary, and the sources that several of them follow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """What a number is.

    Attributes:
        name: Its name in every table and file.
        meaning: What it is, with its formula.
        unit: Unit; ``{unit}`` stands for the item's own unit.
        source: Whom the definition follows, or what is defined here.
    """

    name: str
    meaning: str
    unit: str
    source: str = "tradesim"

    def named(self, name: str) -> Definition:
        """Return the definition of the same number under another name."""
        return Definition(name, self.meaning, self.unit, self.source)


ARIO = "Hallegatte (2008, 2014)"
HIRSCHMAN = "Hirschman (1964), The paternity of an index"
LICENSING = "METI, MOTIE and BIS licensing practice"
SURVIVAL = "Simchi-Levi, Schmidt & Wei (2014); Simchi-Levi et al. (2015)"
STATISTICS = "International Merchandise Trade Statistics, UN (2010)"
EVENTS = "MacKinlay (1997), Event studies in economics and finance"

HORIZONS: dict[str, int] = {
    "trade_elasticity_13_weeks": 13,
    "trade_elasticity_26_weeks": 26,
    "trade_elasticity_52_weeks": 52,
    "trade_elasticity_5_years": 260,
}
"""Weeks after the levy began at which its elasticity is read."""


def indexed(*definitions: Definition) -> dict[str, Definition]:
    """Return definitions by name."""
    return {definition.name: definition for definition in definitions}
