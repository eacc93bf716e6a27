"""Licences: applications filed, granted and refused, and how long they waited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from tradesim.arrays import Floats
from tradesim.measures.markets import Market
from tradesim.measures.measured import Measured, of_market
from tradesim.measures.recording import Recording
from tradesim.measures.spans import added, ratio, total, weeks_until


def market_licences(market: Market) -> list[Measured]:
    """Return what the licensing offices decided about a market, by imposing country."""
    return [
        of_market(name, market, values, origin=imposer)
        for imposer in market.imposers
        for name, values in _decisions(market, imposer).items()
    ]


def licences_granted(
    recording: Recording,
    by: dt.date | None = None,
    *,
    items: Collection[str] | None = None,
    policies: Collection[str] | None = None,
) -> Floats:
    """Return the number of licences granted, shape (run,).

    Args:
        recording: The runs.
        by: Date until which decisions count: weeks with most days on or before it; all if absent.
        items: Items that count; all where absent.
        policies: Controls that count, by name; all where absent.
    """
    layout = recording.layout
    rows = [
        row
        for row, (policy, control) in enumerate(layout.control_list)
        if (items is None or control.item in items) and (policies is None or policy in policies)
    ]
    last = recording.weeks if by is None else weeks_until(layout, by)
    granted = added(recording.panels["granted"][:last], rows)
    return total(granted) if last else granted.sum(axis=0)


def _decisions(market: Market, imposer: str) -> dict[str, Floats]:
    """Return applications and waiting time under one country's controls, each of shape (run,)."""
    layout, panels = market.recording.layout, market.recording.panels
    names = {control.name for control in market.controls if imposer in control.origins}
    rows = [
        row
        for row, (policy, control) in enumerate(layout.control_list)
        if policy in names and control.origin == imposer
        if (control.item, control.market) == (market.item.name, market.destination)
    ]
    filed, granted, refused, waited = (
        total(added(panels[name], rows)) for name in ("filed", "granted", "refused", "waited")
    )
    return {
        "licences_filed": filed,
        "licences_granted": granted,
        "licences_refused": refused,
        "licence_waiting_weeks": ratio(waited, granted + refused),
    }
