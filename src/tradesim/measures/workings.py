"""How the measures of the catalogue are worked out: read only when a run is measured.

Whoever asks what measures there are, as the check of a scenario, reads none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradesim.measures.markets import Market
    from tradesim.measures.measured import Measured
    from tradesim.measures.recording import Recording


def output_lost(runs: Recording) -> Iterable[Measured]:
    """Return what countries lost of their output."""
    from tradesim.measures.output import output_lost

    return output_lost(runs)


def market_disruption(market: Market) -> Iterable[Measured]:
    """Return what a market went without."""
    from tradesim.measures.disruption import market_disruption

    return market_disruption(market)


def market_licences(market: Market) -> Iterable[Measured]:
    """Return what became of applications in a market."""
    from tradesim.measures.licences import market_licences

    return market_licences(market)


def market_diversification(market: Market) -> Iterable[Measured]:
    """Return how much a market depends on few."""
    from tradesim.measures.diversification import market_diversification

    return market_diversification(market)


def qualified_sources(market: Market) -> Iterable[Measured]:
    """Return from how many a market might buy."""
    from tradesim.measures.diversification import qualified_sources

    return qualified_sources(market)


def trade_offs(runs: Recording) -> Iterable[Measured]:
    """Return who lost, who gained and what was paid."""
    from tradesim.measures.trade_offs import trade_offs

    return trade_offs(runs)


def public_spending(runs: Recording) -> Iterable[Measured]:
    """Return what governments spent."""
    from tradesim.measures.trade_offs import public_spending

    return public_spending(runs)


def duties_paid(runs: Recording) -> Iterable[Measured]:
    """Return what was paid in duties."""
    from tradesim.measures.duties import duties_paid

    return duties_paid(runs)


def rents(market: Market) -> Iterable[Measured]:
    """Return who kept the rents of a market."""
    from tradesim.measures.rents import rents

    return rents(market)


def share_prices(runs: Recording) -> Iterable[Measured]:
    """Return what share prices did."""
    from tradesim.measures.valuation import share_prices

    return share_prices(runs)


def welfare(market: Market) -> Iterable[Measured]:
    """Return what levies did to a market."""
    from tradesim.measures.welfare import welfare

    return welfare(market)


def dependence_on_item(market: Market) -> Iterable[Measured]:
    """Return what hangs on an item."""
    from tradesim.measures.risk import dependence_on_item

    return dependence_on_item(market)


def dependence_on_plants(runs: Recording) -> Iterable[Measured]:
    """Return what hangs on plants."""
    from tradesim.measures.risk import dependence_on_plants

    return dependence_on_plants(runs)


def output_risk(runs: Recording) -> Iterable[Measured]:
    """Return what output may be lost at worst."""
    from tradesim.measures.risk import output_risk

    return output_risk(runs)


def of_network(runs: Recording) -> Iterable[Measured]:
    """Return what a large world lost, and on whom it hangs."""
    from tradesim.measures.firm_output import of_network

    return of_network(runs)
