"""Measures of valuation: share prices of the exporters under control."""

from __future__ import annotations

from tradesim.measures.definition import EVENTS
from tradesim.measures.domain import NOT_NEGATIVE
from tradesim.measures.measure import Measure
from tradesim.measures.workings import share_prices

SECTION = "Valuation"

MEASURES = (
    Measure(
        "share_price_lowest",
        "Lowest week of the share-price index of an exporter under control.",
        "index, start = 100",
        EVENTS,
        function=share_prices,
        label="Lowest share price",
        sentence="lowest share price",
        better="higher",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "share_price_end",
        "Share-price index of an exporter under control in the last week.",
        "index, start = 100",
        EVENTS,
        function=share_prices,
        label="Share price at the end",
        sentence="share price at the end",
        better="higher",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "abnormal_return",
        "Move of an exporter's share price on the news of a control, by the expected profit that "
        "it puts at risk, minus the market's, the mean of the firms of its sphere of trade "
        "weighted by revenue in the first week. What happens afterwards does not enter.",
        "share",
        EVENTS,
        function=share_prices,
        label="Fall or rise of the share price when announced",
        sentence="fall or rise of the share price when announced",
        better="higher",
        section=SECTION,
    ),
)
"""Measures of valuation."""
