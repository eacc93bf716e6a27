"""What a levy does to an economy: surplus, deadweight, terms of trade, pass-through, elasticity."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.definition import HORIZONS
from tradesim.measures.levied import LeviedMarket, levied_market
from tradesim.measures.markets import USD_M, Market
from tradesim.measures.measured import Measured, of_market
from tradesim.measures.spans import WINDOW, YEAR, between, last_year, ratio, total


def welfare(market: Market) -> Iterator[Measured]:
    """Yield what the levies on a market did there; nothing where there is none."""
    under = levied_market(market)
    if under is None:
        return
    figures = {
        "consumer_surplus_change": consumer_surplus_change(under),
        "deadweight_cost": deadweight_cost(under),
        "terms_of_trade": terms_of_trade(under),
        "pass_through": pass_through(under),
    }
    for name, weeks in HORIZONS.items():
        figures[name] = trade_elasticity(under, weeks)
    for name, values in figures.items():
        yield of_market(name, market, values)


def consumer_surplus_change(under: LeviedMarket) -> Floats:
    """Return ``sum of (p0 - p) (q0 + q) / 2``, USD million: the rule of a half."""
    mean = (under.usual_quantity + under.quantity) / 2.0
    return -total(under.rise * mean, under.after) / USD_M


def deadweight_cost(under: LeviedMarket) -> Floats:
    """Return ``sum of (p - p0) (q0 - q) / 2``, USD million: the triangle of Harberger."""
    fewer = under.usual_quantity - under.quantity
    return total(under.rise * fewer, under.after) / (2.0 * USD_M)


def terms_of_trade(under: LeviedMarket) -> Floats:
    """Return the change of the price of imports at the border in the last 52 weeks, a share."""
    abroad = under.market.rows_from(under.market.destination.__ne__)
    return under.index(abroad, last_year(under.market.recording.weeks)) - 1.0


def pass_through(under: LeviedMarket) -> Floats:
    """Return ``1 + (rise of suppliers' price) / (levy)`` of dutiable goods in the first year."""
    weeks = under.market.recording.weeks
    year = between(under.begins, under.begins + YEAR, weeks)
    rate = ratio(total(under.levied, year), total(under.market.value(under.dutiable), year))
    return 1.0 + ratio(under.index(under.dutiable, year) - 1.0, rate)


def trade_elasticity(under: LeviedMarket, horizon: int) -> Floats:
    """Return ``ln(V / V0) / ln(1 + rate)`` of dutiable goods some weeks after the levy began.

    ``V`` is their value without it, a mean of 13 weeks; not a number past the end of the run, and
    where nothing is levied or nothing comes.
    """
    recording = under.market.recording
    end = under.begins + horizon
    span = between(end - WINDOW, end, recording.weeks)
    value = under.market.value(under.dutiable)
    now, usual = total(value, span) / WINDOW, total(value, under.before)
    usual = ratio(usual, under.before.sum(axis=0, dtype=np.float64))
    rate = ratio(total(under.levied, span), total(value, span))
    known = (now > 0.0) & (usual > 0.0) & (rate > 0.0) & (end <= recording.weeks)
    change = np.log(np.where(known, ratio(now, usual), 1.0))
    return np.where(known, change, np.nan) / np.log1p(np.where(known, rate, 1.0))
