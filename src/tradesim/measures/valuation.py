"""Valuation: share prices worked out after the run from recorded profits.

They feed nothing back: no actor in the model sees them. Prices of chips and of other products are
not modelled, so the firms valued are the owners of the plants that make items.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.arrays import Floats, Rows, Weeks
from tradesim.measures.control_weeks import announced_week
from tradesim.measures.markets import USD_M
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import at, ratio, summed
from tradesim.policies.effects import Effect
from tradesim.policies.export_control import ExportControl
from tradesim.scenario.schema import SupplierEntry
from tradesim.world.layout import controls_of
from tradesim.world.parameters import column
from tradesim.world.threats import HERE

PROFIT_SMOOTHING = 1 / 26
"""Weight of the last week in expected profit, 1/week: half a year of memory (judgement)."""

DISCOUNT_RATE = 0.08
"""Yearly rate at which future profit is discounted, share/year (judgement)."""

PERSISTENCE_YEARS = 10.0
"""Years for which a change of expected profit is taken to last (judgement)."""

TOGETHER = 64
"""Weeks that are worked out at once where those of some news are asked for."""

YEAR = 365.25 / 7
"""Weeks in a year."""


def value_of(weeks: Floats) -> Floats:
    """Return what profit over some weeks is worth over the same for ever, share.

    ``1 - (1 + r)^-years``, at most ``PERSISTENCE_YEARS``.
    """
    years = np.minimum(weeks / YEAR, PERSISTENCE_YEARS)
    return 1.0 - (1.0 + DISCOUNT_RATE) ** -years


DISCOUNTED = float(value_of(np.array(np.inf)))
"""Value of a change that lasts ``PERSISTENCE_YEARS`` over the value of one that lasts for ever."""


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

    def abnormal_return(self, firm: str, week: Weeks) -> Floats:
        """Return a firm's move above the market's on the news of a week, share, shape (run,).

        A firm moves by the expected profit that the news puts at risk,
        ``-100 * sum(E_plant * part at risk) / E_0 / index``, all as of the week before: prices move
        on what is expected on the day, not on what comes of it (MacKinlay 1997). The market is
        the firms of the same sphere of trade, weighted by revenue in the first week.
        """
        moves = self._moves_of(week)
        above: Floats = moves[self._rows[firm]] - self._together(moves, self._peers(firm))
        return above

    @cached_property
    def _rows(self) -> dict[str, int]:
        """Rows of the firms in the arrays by firm."""
        owners = dict.fromkeys(owner_of(plant) for plant in self.recording.layout.suppliers)
        return {owner: row for row, owner in enumerate(owners)}

    @cached_property
    def _expected(self) -> Floats:
        """Expected profit of each firm, USD million/week, shape (week, firm, run)."""
        weeks, _, runs = self.recording.panels["shipped"].shape
        expected = np.empty((weeks, len(self._rows), runs))
        plants: list[list[int]] = [[] for _ in self._rows]
        for number, plant in enumerate(self.recording.layout.suppliers):
            plants[self._rows[owner_of(plant)]].append(number)
        for row, own in enumerate(plants):
            expected[:, row] = summed(map(self._profit, own))
        return smooth(expected)

    def _smoothed(self, weeks: int) -> Floats:
        """Return expected profit of each plant in the first weeks, USD/week, (week, plant, run)."""
        if len(self._first_weeks[-1]) < weeks:
            first = slice(0, -(-weeks // TOGETHER) * TOGETHER)  # other news is soon to come
            price, cost, shipped = (
                self.recording.panels[name][first] for name in ("price", "unit_cost", "shipped")
            )
            profit = np.subtract(price, cost, out=np.empty(price.shape))  # week after week
            profit *= shipped
            self._first_weeks.append(smooth(profit))
        return self._first_weeks[-1]

    @cached_property
    def _first_weeks(self) -> list[Floats]:
        """Expected profit of each plant, for as many weeks as were asked for."""
        return [np.empty((0, 0, 0))]

    def _profit(self, plant: int) -> Floats:
        """Return the profit of a plant, USD million/week, shape (week, run)."""
        panels = self.recording.panels
        profit = panels["price"][:, plant] - panels["unit_cost"][:, plant]
        profit *= panels["shipped"][:, plant]
        profit /= USD_M
        return profit

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
    def _known(self) -> dict[bytes, Floats]:
        """Moves of the firms in weeks asked for before."""
        return {}

    def _moves_of(self, week: Weeks) -> Floats:
        """Return the move of each firm on the news of a week, share, shape (firm, run)."""
        key = week.tobytes()
        if key not in self._known:
            before = np.maximum(week - 1, 0)
            part = sales_at_risk(self.recording, week)
            shape = self.recording.panels["shipped"].shape[1:]
            smoothed = self._smoothed(int(before.max()) + 1)
            risked = self._by_owner(lambda row: at(smoothed[:, row], before) * part[row], shape)
            index = _index(at(self._expected, before), self._expected[0])
            worth = index * self._expected[0] / 100.0
            self._known[key] = -np.divide(
                risked, worth, out=np.zeros_like(risked), where=(worth > 0.0) & (index > 0.0)
            )
        return self._known[key]

    def _peers(self, firm: str) -> list[int]:
        """Return the rows of the firms that stand in one sphere of trade with a firm."""
        spheres, plants = self.recording.spheres, self.recording.layout.suppliers
        home = next(plant.country for plant in plants if owner_of(plant) == firm)
        peers = {owner_of(plant) for plant in plants if spheres.same(plant.country, home)}
        return [row for peer, row in self._rows.items() if peer in peers]

    def _together(self, moves: Floats, peers: Sequence[int]) -> Floats:
        """Return the moves of some firms, (firm, run), weighted by revenue, shape (run,)."""
        moved, whole = np.zeros((2, moves.shape[-1]))
        for row in peers:
            weight = self._weights[row]
            moved += weight * np.where(weight > 0.0, moves[row], 0.0)
            whole += weight
        return ratio(moved, whole)


def owner_of(plant: SupplierEntry) -> str:
    """Return the firm that a plant belongs to: itself where no owner is named."""
    return plant.owner or plant.name


def smooth(expected: Floats) -> Floats:
    """Turn profit into expected profit, its exponential mean, in place; shape (week, ..., run)."""
    for week in range(1, len(expected)):
        expected[week] -= expected[week - 1]
        expected[week] *= PROFIT_SMOOTHING
        expected[week] += expected[week - 1]
    return expected


def _index(expected: Floats, start: Floats) -> Floats:
    """Return the index that some expected profit makes of that of the start."""
    return 100.0 * np.maximum(1.0 + DISCOUNTED * ratio(expected - start, start), 0.0)


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


def sales_at_risk(recording: Recording, week: Weeks) -> Floats:
    """Return the part of each plant's value that the news of a week puts at risk, (supplier, run).

    ``sum(sales * value of the interruption told) / sum(sales)`` over the plant's links, with the
    sales of the baseline. The interruption is what buyers are told, and the time of dispatch.
    A plant that sells nothing at the baseline has nothing at risk. A control of a scenario that
    these runs are only compared with is no news in them.
    """
    layout = recording.layout
    told = np.zeros((len(layout.link_rows), len(recording.replicates)))
    for control in controls_of(layout.scenario):
        when = announced_week(recording, [control])
        for effect in _heard(recording, control):
            known = np.where((when == week) & (effect.value > 0.0), effect.value, 0.0)
            told[effect.rows] = np.maximum(told[effect.rows], known)
    dispatch = column([layout.scenario.behaviour], lambda behaviour: behaviour.dispatch_weeks)
    lost = value_of(np.where(told > 0.0, told + dispatch, 0.0))
    sales = _usual_sales(recording)
    of_plant = layout.links_of_supplier
    whole = of_plant.total(np.broadcast_to(sales, lost.shape))
    return np.where(whole > 0.0, ratio(of_plant.total(sales * lost), whole), 0.0)


def _heard(recording: Recording, control: ExportControl) -> Sequence[Effect]:
    """Return what buyers are told of a control, on whichever day."""
    layout = recording.layout
    effects = control.news(layout) if control.waits else control.effects(layout)
    return [effect for effect in effects if effect.array == HERE]


def _usual_sales(recording: Recording) -> Floats:
    """Return what is sold on each link at the baseline, unit/week, shape (link, 1 or run)."""
    layout = recording.layout
    rows: Rows = layout.links_of_need.group_of
    use = column(layout.need_rows, lambda row: row.need.baseline_use)[rows]
    share = column(
        layout.link_rows,
        lambda row: layout.need_rows[row.need].need.sources.get(
            layout.suppliers[row.supplier].name, 0.0
        ),
    )
    return use * share
