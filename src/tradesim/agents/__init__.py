"""The actors as Mesa agents; each decides on its own rows of the world."""

from __future__ import annotations

from tradesim.agents.chipmaker import Chipmaker
from tradesim.agents.government import Government
from tradesim.agents.supplier import Supplier

__all__ = ["Chipmaker", "Government", "Supplier"]
