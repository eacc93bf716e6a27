"""Diversification: how concentrated a market's supply is, and on whom it depends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.look_through import LookThrough, Shares
from tradesim.measures.markets import Market, controls_on
from tradesim.measures.measured import Measured, of_market
from tradesim.measures.recording import Recording
from tradesim.measures.spans import WINDOW, at, highest, ratio, since
from tradesim.scenario.schema import SupplierEntry

OWNERS: dict[str, Callable[[SupplierEntry], str]] = {
    "supplier": lambda plant: plant.name,
    "country": lambda plant: plant.country,
    "owner": lambda plant: plant.owner or plant.name,
}
"""Whose shares are squared in each Herfindahl-Hirschman index."""


def market_diversification(market: Market) -> list[Measured]:
    """Return how concentrated a market is, at first tier and, where it differs, looked through."""
    first_tier, chain = supplier_shares(market), look_through(market.recording)
    figures = concentration(market, first_tier)
    if chain.reaches_beyond(first_tier):
        figures += concentration(market, chain.attribute(first_tier), prefix="looked_through_")
    return figures


def supplier_shares(market: Market) -> Shares:
    """Return each supplier's share of the arrivals of the trailing weeks, domestic ones included.

    Returns:
        Shares by supplier row, of shape (week, run); not a number where nothing arrived.
    """
    return market.recording.once(
        f"shares of {market.item.name} in {market.destination}", lambda: _shares(market)
    )


def _shares(market: Market) -> Shares:
    pairs = zip(market.sources, market.flows, strict=True)
    sums = {plant: market.quarter((row,)) for plant, row in pairs}
    whole = sum(sums.values(), np.zeros(1))
    return {plant: ratio(part, whole) for plant, part in sums.items()}


def shares_by(market: Market, shares: Shares, owner: str) -> dict[str, Floats]:
    """Return shares added up by supplier, country or owner, each of the shape of the shares."""
    plants, name_of = market.recording.layout.suppliers, OWNERS[owner]
    groups: dict[str, Floats] = {}
    for plant, share in shares.items():
        name = name_of(plants[plant])
        groups[name] = groups[name] + share if name in groups else share
    return groups


def hhi(groups: dict[str, Floats]) -> Floats:
    """Return the Herfindahl-Hirschman index, the sum of squared shares, of the shape of those."""
    first, *others = groups.values()
    index = first * first
    for share in others:
        index += share * share
    return index


def concentration(market: Market, shares: Shares, prefix: str = "") -> list[Measured]:
    """Return every measure of concentration of a market.

    Args:
        market: The market.
        shares: Shares by supplier row, each of shape (week, run).
        prefix: What the names begin with: nothing, or ``looked_through_``.
    """
    recording = market.recording
    start = recording.before_policies(market.destination)
    now = {
        moment: _by_owner(market, {plant: at(share, week) for plant, share in shares.items()})
        for moment, week in (("start", start), ("end", np.array([recording.weeks - 1])))
    }
    figures = []
    for owner in OWNERS:
        name = f"{prefix}hhi_by_{owner}"
        figures.append(of_market(f"{name}_start", market, hhi(now["start"][owner])))
        if recording.asks(f"{name}_worst"):
            index = hhi(shares_by(market, shares, owner))
            worst = highest(index, since(start, recording.weeks))
            figures.append(of_market(f"{name}_worst", market, worst))
        figures.append(of_market(f"{name}_end", market, hhi(now["end"][owner])))
    for moment, parts in now.items():
        figures += _dependence(market, parts, prefix, moment)
    return figures


def _by_owner(market: Market, shares: Shares) -> dict[str, dict[str, Floats]]:
    """Return shares added up by each kind of owner, by its name."""
    return {owner: shares_by(market, shares, owner) for owner in OWNERS}


def imposers_on(market: Market) -> list[str]:
    """Return the countries with a control on the market's country, whatever the item."""
    controls = controls_on(market.recording, market.destination)
    return list(dict.fromkeys(code for control in controls for code in control.origins))


def _dependence(
    market: Market, shares: dict[str, dict[str, Floats]], prefix: str, moment: str
) -> list[Measured]:
    """Return the measures of one week.

    Args:
        market: The market.
        shares: Shares by supplier, country and owner, each of shape (run,).
        prefix: What the names begin with.
        moment: What the names end with.
    """
    by_country = shares["country"]
    nothing = 0.0 * next(iter(by_country.values()))
    figures = {
        "effective_suppliers": 1.0 / hhi(shares["supplier"]),
        "top_share": np.maximum.reduce(list(shares["supplier"].values())),
        "self_sufficiency": by_country.get(market.destination, nothing),
    }
    written = [
        of_market(f"{prefix}{name}_{moment}", market, values) for name, values in figures.items()
    ]
    name = f"{prefix}imposing_country_share_{moment}"
    return written + [
        of_market(name, market, by_country.get(imposer, nothing), imposer)
        for imposer in imposers_on(market)
    ]


def qualified_sources(market: Market) -> list[Measured]:
    """Return the number of qualified sources of a buyer: the mean, weighted by use at the start."""
    recording = market.recording
    panel, rate = recording.panels["qualified_sources"], recording.panels["rate"][0]
    sources, use = np.zeros(panel.shape[::2]), np.zeros(panel.shape[2])
    for need in market.needs:
        sources += panel[:, need] * rate[need]
        use += rate[need]
    moments = {
        "start": recording.before_policies(market.destination),
        "end": np.array([recording.weeks - 1]),
    }
    return [
        of_market(f"qualified_sources_{moment}", market, ratio(at(sources, week), use))
        for moment, week in moments.items()
    ]


def look_through(recording: Recording) -> LookThrough:
    """Return the inputs of the processors over the window of the shares."""
    return recording.once("look through", lambda: LookThrough(recording, WINDOW))
