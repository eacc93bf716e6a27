"""All measures of a recording, and what they come to over runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tradesim.measures.disruption import market_disruption
from tradesim.measures.diversification import look_through, market_diversification
from tradesim.measures.duties import duties_paid
from tradesim.measures.licences import market_licences
from tradesim.measures.markets import markets
from tradesim.measures.measured import Described, Measured, describe
from tradesim.measures.output import output_lost
from tradesim.measures.recording import Recording
from tradesim.measures.trade_offs import public_spending, trade_offs
from tradesim.measures.valuation import share_prices
from tradesim.policies.base import Policy

__all__ = ["Described", "Measured", "describe", "measure_all", "pooled"]


def measure_all(recording: Recording, beside: Sequence[Policy] = ()) -> list[Measured]:
    """Return every measure of a recording, for the countries that policies are aimed at.

    Without policies: for all countries with chipmakers.

    Args:
        recording: The runs.
        beside: Policies of the scenarios that the runs are compared with; runs measured beside
            the same policies give the same measures, of the same markets and weeks.
    """
    recording = replace(recording, beside=tuple(beside)) if beside else recording
    found = markets(recording)
    chain = look_through(recording)
    figures = output_lost(recording)
    for market in found:
        figures += market_disruption(market)
        figures += market_licences(market)
        figures += market_diversification(market, chain)
    figures += trade_offs(found)
    figures += duties_paid(recording)
    figures += public_spending(recording)
    figures += share_prices(recording)
    return figures


def pooled(blocks: Sequence[list[Measured]]) -> list[Measured]:
    """Return the measures of several blocks of runs of one scenario as those of all runs.

    A measure that some blocks do not give is not a number there.
    """
    runs = [len(block[0].values) if block else 0 for block in blocks]
    tables = [{figure.key: figure for figure in block} for block in blocks]
    first = {key: figure for table in reversed(tables) for key, figure in table.items()}
    order = dict.fromkeys(key for table in tables for key in table)
    return [
        Measured(
            *_names(first[key]),
            np.concatenate(
                [
                    table[key].values if key in table else np.full(count, np.nan)
                    for table, count in zip(tables, runs, strict=True)
                ]
            ),
        )
        for key in order
    ]


def _names(figure: Measured) -> tuple[str, str, str, str, str, str]:
    return (
        figure.name, figure.unit, figure.item, figure.origin, figure.destination, figure.actor,
    )  # fmt: skip
