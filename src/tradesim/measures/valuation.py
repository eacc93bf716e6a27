"""Valuation: share prices worked out after the run from recorded profits.

They feed nothing back: no actor in the model sees them. Prices of chips and of other products are
not modelled, so the firms valued are the owners of the plants that make items.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.measures.markets import USD_M
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats, Weeks, at, first_week
from tradesim.policies.export_control import ExportControl
from tradesim.world.layout import controls_of

DISCOUNT_RATE = 0.08
"""Yearly rate at which future profit is discounted, share/year (judgement)."""

PERSISTENCE_YEARS = 10.0
"""Years for which a change of expected profit is taken to last (judgement)."""

PROFIT_SMOOTHING = 1 / 26
"""Weight of the last week in expected profit, 1/week: half a year of memory (judgement)."""

DISCOUNTED = 1.0 - (1.0 + DISCOUNT_RATE) ** -PERSISTENCE_YEARS
"""Value of a change that lasts so long over the value of one that lasts for ever."""


@dataclass(frozen=True)
class Valuation:
    """The share prices of the firms of a recording.

    Only firms that made a profit in the first week have an index; the others are left out.
    """

    recording: Recording

    @cached_property
    def firms(self) -> tuple[str, ...]:
        """Owners of plants with a profit in the first week of every run, in the file's order."""
        return tuple(firm for firm, profit in self._profit.items() if (profit[0] > 0.0).all())

    @cached_property
    def index(self) -> dict[str, Floats]:
        """Share-price index by firm, 100 at the start, shape (week, run).

        ``100 * (1 + d * (E_t - E_0) / E_0)``, where ``E_t`` is the exponential mean of profit and
        ``d`` the value of a change that lasts ``PERSISTENCE_YEARS`` over that of a lasting one;
        never below nothing.
        """
        index = {}
        for firm in self.firms:
            expected = smoothed(self._profit[firm])
            change = (expected - expected[0]) / expected[0]
            index[firm] = 100.0 * np.maximum(1.0 + DISCOUNTED * change, 0.0)
        return index

    @cached_property
    def returns(self) -> dict[str, Floats]:
        """Weekly return by firm, share, shape (week, run); none in the first week."""
        return {firm: weekly_return(index) for firm, index in self.index.items()}

    @cached_property
    def market_return(self) -> Floats:
        """Weekly return of all firms together, weighted by revenue in the first week."""
        whole = np.zeros(1)
        moved = np.zeros(1)
        for firm, move in self.returns.items():
            moved = moved + self._revenue[firm][0] * move
            whole = whole + self._revenue[firm][0]
        return moved / whole

    def abnormal_return(self, firm: str, week: Weeks) -> Floats:
        """Return a firm's move above the market's in a week, share, shape (run,)."""
        return at(self.returns[firm] - self.market_return, week)

    @cached_property
    def _revenue(self) -> dict[str, Floats]:
        panels = self.recording.panels
        return self._by_owner(panels["price"] * panels["shipped"] / USD_M)

    @cached_property
    def _profit(self) -> dict[str, Floats]:
        panels = self.recording.panels
        margin = panels["price"] - panels["unit_cost"]
        return self._by_owner(margin * panels["shipped"] / USD_M)

    def _by_owner(self, panel: Floats) -> dict[str, Floats]:
        """Return a panel by supplier added up by owner, each of shape (week, run)."""
        firms: dict[str, Floats] = {}
        for row, plant in enumerate(self.recording.layout.suppliers):
            owner = plant.owner or plant.name
            firms[owner] = firms.get(owner, 0.0) + panel[:, row]
        return firms


def smoothed(profit: Floats) -> Floats:
    """Return expected profit, the exponential mean of profit, shape (week, run)."""
    expected = profit.copy()
    for week in range(1, len(profit)):
        expected[week] = expected[week - 1] + PROFIT_SMOOTHING * (profit[week] - expected[week - 1])
    return expected


def weekly_return(index: Floats) -> Floats:
    """Return the weekly change of an index, share; 0 in the first week and once it is nothing."""
    before = index[:-1]
    moves = np.zeros_like(index)
    moves[1:] = np.where(before > 0.0, index[1:] / np.where(before > 0.0, before, 1.0) - 1.0, 0.0)
    return moves


def share_prices(recording: Recording) -> list[Measured]:
    """Return what became of the share prices of the exporters under control."""
    value = Valuation(recording)
    figures = []
    for firm, controls in _controlled(recording).items():
        if firm not in value.firms:
            continue
        dates = [control.announced or control.effective for control in controls]
        week = first_week(recording.layout, dates)
        figures += [
            measured(name, values, len(recording.replicates), actor=firm)
            for name, values in (
                ("share_price_lowest", np.minimum.reduce(value.index[firm], axis=0)),
                ("share_price_end", value.index[firm][-1]),
                ("abnormal_return", _within(value, firm, week)),
            )
        ]
    return figures


def _within(value: Valuation, firm: str, week: Weeks) -> Floats:
    """Return the abnormal return of a week, not a number where the week is after the end."""
    last = value.recording.weeks - 1
    moved = value.abnormal_return(firm, np.minimum(week, last))
    return np.where(week <= last, moved, np.nan)


def _controlled(recording: Recording) -> dict[str, list[ExportControl]]:
    """Return the controls that cover some sale of each firm, by firm."""
    layout = recording.layout
    controls = {control.name: control for control in controls_of(layout.scenario)}
    found: dict[str, list[ExportControl]] = {}
    for policy, row in layout.control_list:
        plants = sorted({layout.link_rows[link].supplier for link in row.links.tolist()})
        for plant in (layout.suppliers[plant] for plant in plants):
            firm = found.setdefault(plant.owner or plant.name, [])
            if controls[policy] not in firm:
                firm.append(controls[policy])
    return found
