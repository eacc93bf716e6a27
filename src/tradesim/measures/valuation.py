"""Valuation: share prices worked out after the run from recorded profits.

They feed nothing back: no actor in the model sees them. Prices of chips and of other products are
not modelled, so the firms valued are the owners of the plants that make items.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.measures.control_weeks import announced_week
from tradesim.measures.markets import USD_M
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats, Weeks, at, ratio
from tradesim.policies.export_control import ExportControl
from tradesim.scenario.schema import Supplier

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
        return {firm: self.index_of(firm) for firm in self._rows}

    def index_of(self, firm: str) -> Floats:
        """Return the index of one firm, shape (week, run)."""
        expected = self._expected[:, self._rows[firm]]
        return _index(expected, expected[0])

    @cached_property
    def returns(self) -> dict[str, Floats]:
        """Weekly return by firm, share, shape (week, run); none in the first week."""
        return {firm: weekly_return(index) for firm, index in self.index.items()}

    @cached_property
    def market_return(self) -> Floats:
        """Weekly return of all firms together, weighted by revenue in the first week."""
        return self._together(np.stack(list(self.returns.values()), axis=1))

    def abnormal_return(self, firm: str, week: Weeks) -> Floats:
        """Return a firm's move above the market's in a week, share, shape (run,)."""
        moves, market = self._moves_of(week)
        above: Floats = moves[self._rows[firm]] - market
        return above

    @cached_property
    def _rows(self) -> dict[str, int]:
        """Rows of the firms in the arrays by firm."""
        owners = dict.fromkeys(owner_of(plant) for plant in self.recording.layout.suppliers)
        return {owner: row for row, owner in enumerate(owners)}

    @cached_property
    def _expected(self) -> Floats:
        """Expected profit of each firm, USD million/week, shape (week, firm, run)."""
        panels = self.recording.panels
        price, cost, shipped = panels["price"], panels["unit_cost"], panels["shipped"]
        profit = self._by_owner(
            lambda row: (price[:, row] - cost[:, row]) * shipped[:, row], shipped.shape
        )
        return smoothed(profit)

    @cached_property
    def _weights(self) -> Floats:
        """Revenue in the first week of each firm that has a price, USD million, (firm, run)."""
        price, shipped = (self.recording.panels[name][0] for name in ("price", "shipped"))
        revenue = self._by_owner(lambda row: price[row] * shipped[row], shipped.shape)
        return np.where(self._expected[0] > 0.0, revenue, 0.0)

    def _by_owner(self, of_plant: Callable[[int], Floats], shape: tuple[int, ...]) -> Floats:
        """Return what is told of each plant in USD added up by owner, in USD million.

        Args:
            of_plant: Gives the values of a supplier row, shape (..., run).
            shape: Shape of a panel by supplier, (..., supplier, run).
        """
        sums = np.zeros((*shape[:-2], len(self._rows), shape[-1]))
        for row, plant in enumerate(self.recording.layout.suppliers):
            sums[..., self._rows[owner_of(plant)], :] += of_plant(row) / USD_M
        return sums

    @cached_property
    def _known(self) -> dict[bytes, tuple[Floats, Floats]]:
        """Moves of the firms and of the market in weeks asked for before."""
        return {}

    def _moves_of(self, week: Weeks) -> tuple[Floats, Floats]:
        """Return the move of each firm and of the market in a week, share, (firm, run), (run,)."""
        key = week.tobytes()
        if key not in self._known:
            moves = _move(self._expected, week)
            self._known[key] = moves, self._together(moves)
        return self._known[key]

    def _together(self, moves: Floats) -> Floats:
        """Return the moves of all firms, (..., firm, run), weighted by revenue, (..., run)."""
        moved, whole = np.zeros((2, *moves.shape[:-2], moves.shape[-1]))
        for row, weight in enumerate(self._weights):
            moved += weight * np.where(weight > 0.0, moves[..., row, :], 0.0)
            whole += weight
        return ratio(moved, whole)


def owner_of(plant: Supplier) -> str:
    """Return the firm that a plant belongs to: itself where no owner is named."""
    return plant.owner or plant.name


def smoothed(profit: Floats) -> Floats:
    """Return expected profit, the exponential mean of profit, shape (week, ..., run)."""
    expected = profit.copy()
    for week in range(1, len(profit)):
        expected[week] -= expected[week - 1]
        expected[week] *= PROFIT_SMOOTHING
        expected[week] += expected[week - 1]
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
    """Return the change of indices in a week, share, (week, ..., run) to (..., run).

    0 in the first week.
    """
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
                firm = found.setdefault(owner_of(plant), [])
                if control not in firm:
                    firm.append(control)
    return found
