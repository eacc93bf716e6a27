"""What a curb does to the country it is aimed at, in a span of weeks: one number a run each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.disruption import stock_cover
from tradesim.measures.markets import USD_M, Market, baseline_prices, market
from tradesim.measures.output import losses_of, wanted_output
from tradesim.measures.recording import Recording
from tradesim.measures.spans import added, ratio, total
from tradesim.measures.trade_offs import paid_above
from tradesim.policies.export_control import ExportControl

NOTHING = 1e-300
"""Less than any use or trade: keeps a quotient from dividing by zero."""


@dataclass(frozen=True)
class Harm:
    """A measure of harm.

    Attributes:
        name: What it is.
        unit: Its unit.
        item: The item it is of; none for all controlled items together.
        rises: Whether a curb makes it larger; else smaller.
    """

    name: str
    unit: str
    item: str = ""
    rises: bool = False

    def worse(self, curbed: Floats, free: Floats) -> Floats:
        """Return by how much the curb made it worse, run by run."""
        return curbed - free if self.rises else free - curbed


TRADE = Harm("trade stopped", "USD million")

COST = Harm("paid above the usual price", "USD million", rises=True)
OUTPUT = Harm("output lost", "weeks of usual output", rises=True)


def harms(recording: Recording, curb: Sequence[ExportControl], span: slice) -> dict[Harm, Floats]:
    """Return the measures of harm in a span of weeks, each of shape (run,).

    Trade that a curb stopped is what arrived from the imposing country, at baseline prices, of
    the items that the curb covers. What is paid above is value minus quantity times the unit
    value of the 52 weeks before the span, all origins together. Arrivals are those from the
    imposing country, in weeks of the buyers' use; stock is the lowest week of the span.
    """
    partner = curb[0].target
    layout = recording.layout
    items = {row.item for control in curb for row in control.controls(layout)}
    imposers = {control.imposer for control in curb}
    found = [market(recording, item, partner) for item in layout.items if item.name in items]
    stopped, dearer = np.zeros((2, len(recording.replicates)))
    by_item: dict[Harm, Floats] = {}
    for place in found:
        rows = place.rows_from(imposers.__contains__)
        from_imposer = place.quantity(rows)[span]
        use = np.maximum(added(recording.panels["rate"], place.needs)[span.start], NOTHING)
        stopped = stopped + _at_baseline_prices(place, rows, span)
        dearer = dearer + paid_above(place, np.array([span.start]), np.array([span.stop]))
        name = place.item.name
        by_item[Harm("arrivals lost", "weeks of use", name)] = total(from_imposer) / use
        by_item[Harm("stock lost at its lowest", "weeks of use", name)] = np.minimum.reduce(
            stock_cover(place)[span], axis=0
        )
    lost = _output_lost(recording, partner, span)
    return {TRADE: stopped, COST: dearer} | ({} if lost is None else {OUTPUT: lost}) | by_item


def _at_baseline_prices(place: Market, rows: Sequence[int], span: slice) -> Floats:
    recording = place.recording
    prices, flows = baseline_prices(recording), recording.flows
    value = np.zeros(len(recording.replicates))
    for row in rows:
        arrived = total(recording.panels["arrivals"][span, row])
        value = value + arrived * prices[flows[row].supplier] / USD_M
    return value


def _output_lost(recording: Recording, country: str, span: slice) -> Floats | None:
    """Return lost output in weeks of usual output; nothing where there are no final buyers."""
    makers = [n for n, m in enumerate(recording.layout.final_buyers) if m.country == country]
    wanted = total(wanted_output(recording)[span])
    lost = wanted - total(recording.panels["output"][span])
    losses = losses_of(recording, makers, ratio(lost, wanted), lost)
    return losses.get("output_lost_weeks")
