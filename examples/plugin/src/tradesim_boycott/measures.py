"""What boycotts cost the sellers that are shunned."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tradesim.measures.markets import market
from tradesim.measures.measure import USD, Measure, Role
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import between, first_week, mean, total, year_before
from tradesim_boycott.boycott import Boycott


def sales_shunned(recording: Recording) -> Iterator[Measured]:
    """Yield the sales that the shunned country lost, for each boycott in these runs or beside."""
    weeks = recording.weeks
    for boycott in recording.policies:
        if not isinstance(boycott, Boycott):
            continue
        lost = np.zeros(len(recording.replicates))
        called = first_week(recording.layout, [boycott.effective])
        since = between(called, np.array([weeks]), weeks)
        for item in recording.layout.items:
            if boycott.items is None or item.name in boycott.items:
                place = market(recording, item, boycott.country)
                sales = place.value(place.rows_from(boycott.shunned.__eq__))
                usual = mean(sales, year_before(called, weeks))
                lost += since.sum(axis=0) * usual - total(sales, since)
        yield measured(
            "sales_shunned",
            lost,
            origin=boycott.shunned,
            destination=boycott.country,
            actor=boycott.name,
        )


MEASURES = (
    Measure(
        "sales_shunned",
        "Sales of a shunned country since the call of a boycott, below their mean of the 52 weeks "
        "before; negative is a gain.",
        USD,
        "tradesim-boycott",
        function=sales_shunned,
        label="Sales lost to a boycott",
        sentence="sales of {origin} in {destination} lost to the boycott",
        role=Role.GAIN,
        rank=95,
        account="Exporters in {origin}, to '{actor}'",
        section="Boycotts",
    ),
)
"""The measures of this package."""
