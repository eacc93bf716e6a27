"""How large a world is, and from which size on only aggregates are kept of it."""

from __future__ import annotations

from tradesim.scenario.schema import Scenario

MOST_FIRMS = 2_000
"""Firms, buyers and suppliers together, up to which every firm's weeks are kept and drawn."""


def firms_of(scenario: Scenario) -> int:
    """Return how many buyers and suppliers a scenario has."""
    return len(scenario.buyers) + len(scenario.suppliers)


def is_large(scenario: Scenario) -> bool:
    """Say whether a world has so many firms that only aggregates are kept of its runs."""
    return firms_of(scenario) > MOST_FIRMS
