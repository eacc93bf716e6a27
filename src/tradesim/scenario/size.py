"""How large a world is, and from which size on only aggregates are kept of it."""

from __future__ import annotations

from tradesim.scenario.schema import Scenario

MOST_FIRMS = 2_000
"""Firms, buyers and suppliers together, up to which every firm's weeks are kept and drawn."""


def is_large(scenario: Scenario) -> bool:
    """Say whether a world has so many firms that only aggregates are kept of its runs."""
    return len(scenario.buyers) + len(scenario.suppliers) > MOST_FIRMS
