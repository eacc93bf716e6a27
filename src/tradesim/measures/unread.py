"""Panels of which whoever asks for some measures knows beforehand that nobody will read them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import Function, OfEachMarket
from tradesim.measures.workings import market_licences, qualified_sources, share_prices, welfare

Working = Callable[[Any], Any]

READ_BY_FEW: Mapping[str, Working] = {
    "dispatches": welfare,
    "shipped": share_prices,
    "unit_cost": share_prices,
    "qualified_sources": qualified_sources,
    "filed": market_licences,
    "granted": market_licences,
    "refused": market_licences,
    "waited": market_licences,
}
"""Panels of which one function alone makes measures, and which; others are read by several."""


def unread(measures: Collection[str]) -> frozenset[str]:
    """Return the panels that none of some measures is made of; none if a package adds to them.

    Args:
        measures: Names of all that is asked for.
    """
    if MEASURES.foreign & set(measures):
        return frozenset()
    working = {_plain(MEASURES[name].function) for name in measures if name in MEASURES}
    return frozenset(panel for panel, reader in READ_BY_FEW.items() if reader not in working)


def _plain(function: Function) -> Working:
    return function.function if isinstance(function, OfEachMarket) else function
