"""What a simulation traded: the series that an observed one is held against, run by run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence.observed import Key
from tradesim.evidence.periods import months_of
from tradesim.measures.last_days import last_days
from tradesim.measures.markets import USD_M
from tradesim.measures.months import PRICES, WORLD, MonthDays, days_of_months
from tradesim.measures.recording import Flow, Recording, flows_of
from tradesim.world.layout import Layout

PANEL = {"import": "arrivals", "export": "dispatches"}


@dataclass(frozen=True)
class ObservedTerms:
    """Which flows of a scenario an observed series is the sum of.

    Attributes:
        layout: Names and rows of the scenario.
        regions: Countries of the scenario that a name stands for.
    """

    layout: Layout
    regions: dict[str, tuple[str, ...]]

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """The rows of the panels of trade."""
        return flows_of(self.layout)[0]

    @cached_property
    def countries(self) -> frozenset[str]:
        """Codes of the scenario's countries."""
        return frozenset(country.code for country in self.layout.countries)

    @cached_property
    def months(self) -> dict[str, int]:
        """Position of each month that is wholly simulated."""
        return {f"{month:%Y-%m}": n for n, month in enumerate(self.days.months)}

    @cached_property
    def days(self) -> MonthDays:
        """How weeks fall into months."""
        return days_of_months(self.layout.calendar)

    def knows(self, place: str) -> bool:
        """Say whether a place is a country of the scenario, a region of it, or the world."""
        return place == WORLD or place in self.countries or place in self.regions

    def members(self, place: str) -> frozenset[str]:
        """Return the countries that a place stands for."""
        if place == WORLD:
            return self.countries
        return frozenset(self.regions.get(place, (place,)))

    def units(self, key: Key) -> set[str]:
        """Return the units in which the goods of a series are simulated; none: not at all."""
        return {item.unit for item in self.layout.items if self._is_about(key, item.name)}

    def rows(self, key: Key) -> list[int]:
        """Return the flows that make up a series; what a country sells itself is no trade."""
        layout = self.layout
        origins, destinations = self.members(key.origin), self.members(key.destination)
        return [
            number
            for number, flow in enumerate(self.flows)
            if self._is_about(key, layout.items[flow.item].name)
            and (origin := layout.suppliers[flow.supplier].country) in origins
            and flow.destination in destinations
            and origin != flow.destination
        ]

    def _is_about(self, key: Key, name: str) -> bool:
        item = self.layout.items[self.layout.item_row[name]]
        return item.customs_group == key.customs_group and key.item in {"", item.name}

    def weeks_of(self, periods: Sequence[str]) -> Floats:
        """Return the part of each week that lies in each period, shape (period, week)."""
        share = self.days.share
        return self.total(share, periods).reshape(len(periods), share.shape[1])

    def total(self, monthly: Floats, periods: Sequence[str]) -> Floats:
        """Return the sums over the months of each period of something by month."""
        parts = [
            monthly[[self.months[month] for month in months_of(period)]].sum(axis=0)
            for period in periods
        ]
        return np.array(parts)


LastWeek = tuple[Floats, int, int, Floats]
"""By period, what is added to its part of a week; the week; which of the rows; and its share."""


def _last_days(
    terms: ObservedTerms, recording: Recording, periods: Sequence[str], rows: Sequence[int]
) -> list[LastWeek]:
    """Return what left by other days than those of its whole week, since a control cut it off."""
    return [
        (terms.total(each.moved, periods)[:, None], each.week, rows.index(each.flow), each.part)
        for each in last_days(recording, terms.days.months)
        if each.flow in rows
    ]


def traded(
    terms: ObservedTerms, recording: Recording, key: Key, measure: str, periods: Sequence[str]
) -> Floats:
    """Return what was traded in some periods, shape (period, run).

    A unit value is value over quantity; where a run traded nothing, the mean of the sellers'
    prices.
    """
    rows, panels = terms.rows(key), recording.panels
    weeks = terms.weeks_of(periods)
    if not rows:
        return np.zeros((len(periods), len(recording.replicates)))
    moved = panels[PANEL[key.flow]][:, rows]
    quantity = weeks @ moved.sum(axis=1)
    before = _last_days(terms, recording, periods, rows) if key.flow == "export" else []
    for parts, week, place, part in before:
        quantity += parts * part * moved[week, place]
    if measure == "quantity":
        return np.asarray(quantity)
    price_of = PRICES[PANEL[key.flow]]
    price = np.stack([price_of(recording, row) for row in rows], axis=1)
    value = weeks @ (moved * price).sum(axis=1)
    for parts, week, place, part in before:
        value += parts * part * moved[week, place] * price[week, place]
    if measure == "value_usd_m":
        return np.asarray(value / USD_M)
    posted = weeks @ price.mean(axis=1) / weeks.sum(axis=1, keepdims=True)
    is_traded = quantity > 0.0
    return np.where(is_traded, value / np.where(is_traded, quantity, 1.0), posted)
