"""Markets under a levy: what buyers pay with it, before and after, and what it brings there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.arrays import Flags, Floats, Weeks
from tradesim.measures.control_weeks import earliest, ruled_weeks
from tradesim.measures.markets import USD_M, Market
from tradesim.measures.recording import Recording
from tradesim.measures.spans import added, ratio, since, total, year_before
from tradesim.policies.levy import Levy
from tradesim.policies.rule import follows_rule


@dataclass(frozen=True)
class LeviedMarket:
    """A market in which some levy is due on some flow.

    Attributes:
        market: The market.
        levies: The levies, of these runs or of those they are compared with.
    """

    market: Market
    levies: tuple[Levy, ...]

    @cached_property
    def begins(self) -> Weeks:
        """The first week in which one of them holds, shape (1,) or (run,)."""
        recording = self.market.recording
        dated = [levy.effective for levy in self.levies if not follows_rule(levy)]
        ruled = [levy for levy in self.levies if follows_rule(levy)]
        return earliest(recording, dated, (ruled_weeks(recording, levy) for levy in ruled))

    @cached_property
    def before(self) -> Flags:
        """The 52 weeks before, shape (week, 1 or run)."""
        return year_before(self.begins, self.market.recording.weeks)

    @cached_property
    def after(self) -> Flags:
        """The weeks from then on."""
        return since(self.begins, self.market.recording.weeks)

    @cached_property
    def levied(self) -> Floats:
        """What is levied on what comes here, USD million, shape (week, run)."""
        recording = self.market.recording
        brought = np.zeros(recording.panels["arrivals"].shape[::2])
        for levy in self.levies:
            brought = brought + levied_on(recording, levy, self.market.flows)
        return brought

    @cached_property
    def dutiable(self) -> tuple[int, ...]:
        """The flows of the market on which some levy is due."""
        recording = self.market.recording
        due = {row for levy in self.levies for row in flows_under(recording, levy)}
        return tuple(row for row in self.market.flows if row in due)

    @cached_property
    def quantity(self) -> Floats:
        """What arrives, unit/week, shape (week, run)."""
        return self.market.quantity()

    @cached_property
    def usual_quantity(self) -> Floats:
        """The mean of the year before, unit/week, shape (run,)."""
        return ratio(total(self.quantity, self.before), self.before.sum(axis=0, dtype=np.float64))

    @cached_property
    def usual_price(self) -> Floats:
        """The unit value of the year before with what was levied then, USD/unit, shape (run,)."""
        paid = total(self.market.value() + self.levied, self.before) * USD_M
        return ratio(paid, total(self.quantity, self.before))

    @cached_property
    def rise(self) -> Floats:
        """What a unit costs more than usual with the levy, USD, shape (week, run)."""
        paid = (self.market.value() + self.levied) * USD_M
        return np.nan_to_num(ratio(paid, self.quantity) - self.usual_price)

    def index(self, rows: Sequence[int], span: Flags) -> Floats:
        """Return the price of some flows over that of the year before, at that year's quantities.

        ``sum(q0 p1) / sum(q0 p0)`` (Laspeyres), at suppliers' prices, shape (run,).

        Args:
            rows: Flows.
            span: The weeks of ``p1``.
        """
        recording = self.market.recording
        now, usual = np.zeros(1), np.zeros(1)
        for row in rows:
            price = recording.panels["price"][:, recording.flows[row].supplier]
            weight = total(recording.panels["arrivals"][:, row], self.before)
            now = now + weight * ratio(total(price, span), span.sum(axis=0, dtype=np.float64))
            usual = usual + weight * ratio(
                total(price, self.before), self.before.sum(axis=0, dtype=np.float64)
            )
        return ratio(now, usual)


def levied_market(market: Market) -> LeviedMarket | None:
    """Return a market with the levies on it, None where there is none."""
    recording = market.recording
    levies = [policy for policy in recording.policies if isinstance(policy, Levy)]
    here = tuple(p for p in levies if set(flows_under(recording, p)) & {*market.flows})
    return LeviedMarket(market, here) if here else None


def flows_under(recording: Recording, levy: Levy) -> tuple[int, ...]:
    """Return the rows of the flows on which a levy is due."""

    def found() -> tuple[int, ...]:
        """Return them, worked out once."""
        layout = recording.layout
        cells = {
            (int(layout.link_rows[row].supplier), layout.buyer_countries[layout.buyer_of_link[row]])
            for row in levy.links(layout).tolist()
        }
        flows = enumerate(recording.flows)
        return tuple(row for row, flow in flows if (flow.supplier, flow.destination) in cells)

    return recording.once(f"flows under {levy.name}", found)


def levied_on(recording: Recording, levy: Levy, rows: Sequence[int]) -> Floats:
    """Return what a levy brings on some flows, USD million, at its mean rate of the week."""
    owners = [owner.name for owner, _ in recording.layout.rows_of(Levy.group)]
    under = flows_under(recording, levy)
    if levy.name not in owners:
        return np.zeros(recording.panels["arrivals"].shape[::2])
    moved = recording.panels["dispatches" if levy.at_departure else "arrivals"]
    prices = recording.panels["price"]
    value = np.stack([moved[:, row] * prices[:, recording.flows[row].supplier] for row in under], 1)
    here = [number for number, row in enumerate(under) if row in rows]
    part = np.nan_to_num(ratio(added(value, here), added(value, range(len(under)))))
    return recording.panels["levied"][:, owners.index(levy.name)] * part
