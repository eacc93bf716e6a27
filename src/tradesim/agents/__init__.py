"""The actors as Mesa agents; each decides on its own rows of the world."""

from __future__ import annotations

from tradesim.agents.buyer import Buyer
from tradesim.agents.government import Government
from tradesim.agents.supplier import Supplier

Chipmaker = Buyer
"""The older name of ``Buyer``, for classes of users that extend it."""

__all__ = ["Buyer", "Chipmaker", "Government", "Supplier"]
