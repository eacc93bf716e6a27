"""Valuation: share prices worked out after the run from recorded profits.

They feed nothing back: no actor in the model sees them. Prices of chips and of other products are
not modelled, so the firms valued are the owners of the plants that make items.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.measures.control_weeks import announced_week
from tradesim.measures.markets import USD_M
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats, Weeks, at, ratio
from tradesim.policies.export_control import ExportControl

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

    A firm that made no profit in the first week of a run has no index in it: not a number.
    """

    recording: Recording

    @cached_property
    def index(self) -> dict[str, Floats]:
        """Share-price index by firm, 100 at the start, shape (week, run).

        ``100 * (1 + d * (E_t - E_0) / E_0)``, where ``E_t`` is the exponential mean of profit and
        ``d`` the value of a change that lasts ``PERSISTENCE_YEARS`` over that of a lasting one;
        never below nothing.
        """
        return {firm: self.index_of(firm) for firm in self._expected}

    def index_of(self, firm: str) -> Floats:
        """Return the index of one firm, shape (week, run)."""
        expected = self._expected[firm]
        return _index(expected, expected[0])

    @cached_property
    def _expected(self) -> dict[str, Floats]:
        """Expected profit of each firm, USD million/week, shape (week, run)."""
        panels = self.recording.panels
        profit = (panels["price"] - panels["unit_cost"]) * panels["shipped"] / USD_M
        return self._by_owner(smoothed(profit))

    @cached_property
    def returns(self) -> dict[str, Floats]:
        """Weekly return by firm, share, shape (week, run); none in the first week."""
        return {firm: weekly_return(index) for firm, index in self.index.items()}

    @cached_property
    def market_return(self) -> Floats:
        """Weekly return of all firms together, weighted by revenue in the first week."""
        return self._together(self.returns)

    def abnormal_return(self, firm: str, week: Weeks) -> Floats:
        """Return a firm's move above the market's in a week, share, shape (run,)."""
        moves, market = self._moves_of(week)
        return moves[firm] - market

    @cached_property
    def _known(self) -> dict[bytes, tuple[dict[str, Floats], Floats]]:
        """Moves of the firms and of the market in weeks asked for before."""
        return {}

    def _moves_of(self, week: Weeks) -> tuple[dict[str, Floats], Floats]:
        """Return the move of each firm and of the market in a week, shares of shape (run,)."""
        key = week.tobytes()
        if key not in self._known:
            moves = {name: _move(expected, week) for name, expected in self._expected.items()}
            self._known[key] = moves, self._together(moves)
        return self._known[key]

    def _together(self, moves: dict[str, Floats]) -> Floats:
        """Return the moves of all firms weighted by revenue in the first week."""
        whole, moved = np.zeros(1), np.zeros(1)
        for firm, move in moves.items():
            valued = self._expected[firm][0] > 0.0
            weight = np.where(valued, self._weights[firm][0], 0.0)
            moved = moved + weight * np.where(valued, move, 0.0)
            whole = whole + weight
        return ratio(moved, np.broadcast_to(whole, moved.shape))

    @cached_property
    def _weights(self) -> dict[str, Floats]:
        """Revenue of each firm in the first week, USD million, shape (1, run)."""
        price, shipped = (self.recording.panels[name][:1] for name in ("price", "shipped"))
        return self._by_owner(price * shipped / USD_M)

    def _by_owner(self, panel: Floats) -> dict[str, Floats]:
        """Return a panel by supplier added up by owner, each of shape (week, run)."""
        firms: dict[str, Floats] = {}
        for row, plant in enumerate(self.recording.layout.suppliers):
            owner = plant.owner or plant.name
            firms[owner] = firms.get(owner, 0.0) + panel[:, row]
        return firms


def smoothed(profit: Floats) -> Floats:
    """Return expected profit, the exponential mean of profit, shape (week, ..., run)."""
    expected = profit.copy()
    for week in range(1, len(profit)):
        expected[week] = expected[week - 1] + PROFIT_SMOOTHING * (profit[week] - expected[week - 1])
    return expected


def weekly_return(index: Floats) -> Floats:
    """Return the weekly change of an index, share; 0 in the first week and once it is nothing."""
    moves = np.zeros_like(index)
    moves[1:] = np.where(index[:-1] == 0.0, 0.0, ratio(index[1:] - index[:-1], index[:-1]))
    return moves


def _index(expected: Floats, start: Floats) -> Floats:
    """Return the index that some expected profit makes of that of the start."""
    index: Floats = 100.0 * np.maximum(1.0 + DISCOUNTED * ratio(expected - start, start), 0.0)
    return index


def _move(expected: Floats, week: Weeks) -> Floats:
    """Return the change of an index in a week, share, shape (run,); 0 in the first week."""
    pair = np.stack([at(expected, np.maximum(week - 1, 0)), at(expected, week)])
    move: Floats = weekly_return(_index(pair, expected[0]))[1]
    return move


def share_prices(recording: Recording) -> list[Measured]:
    """Return what became of the share prices of the exporters under control."""
    value = Valuation(recording)
    figures = []
    for firm, controls in _controlled(recording).items():
        index = value.index_of(firm)
        if np.isnan(index).all():
            continue
        week = announced_week(recording, controls)
        figures += [
            measured(name, values, actor=firm)
            for name, values in (
                ("share_price_lowest", np.minimum.reduce(index, axis=0)),
                ("share_price_end", index[-1]),
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
    found: dict[str, list[ExportControl]] = {}
    for control in recording.controls:
        for row in control.controls(layout):
            plants = sorted({layout.link_rows[link].supplier for link in row.links.tolist()})
            for plant in (layout.suppliers[plant] for plant in plants):
                firm = found.setdefault(plant.owner or plant.name, [])
                if control not in firm:
                    firm.append(control)
    return found
