"""When trade is closed by what was published of a measure: reviewed, banned or held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats, Rows
from tradesim.evidence.observed import Key
from tradesim.evidence.traded import ObservedTerms
from tradesim.measures.recording import flows_of
from tradesim.policies.effects import DENIAL, INDIVIDUAL
from tradesim.policies.export_control import ExportControl
from tradesim.world.build import build_world
from tradesim.world.layout import Layout

DAYS_A_WEEK = 7

FOREVER = dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Closure:
    """Links on which nothing leaves from one day up to another.

    Attributes:
        links: Rows of the links.
        first: First day.
        end: The first day after.
    """

    links: Rows
    first: dt.date
    end: dt.date


def closures(layout: Layout, known_on: dt.date) -> list[Closure]:
    """Return what the controls of a scenario close by their published terms.

    Under a licence nothing leaves for the published time of review; under a ban or a hold nothing
    for its published span. Controls that were announced later than the day of the forecast are
    left out.
    """
    return [
        closure
        for policy in layout.scenario.policies
        if isinstance(policy, ExportControl) and _was_known(policy, known_on)
        for closure in _closures_of(policy, layout)
    ]


def _was_known(policy: ExportControl, day: dt.date) -> bool:
    heard = policy.announced or policy.effective
    return heard is not None and bool(heard.value <= day)


def _closures_of(policy: ExportControl, layout: Layout) -> Iterator[Closure]:
    if policy.effective is None or policy.waits or policy.rung < INDIVIDUAL:
        return
    first = policy.effective.value
    end = policy.ends.value if policy.ends is not None else FOREVER
    for row in policy.controls(layout):
        if policy.rung < DENIAL:
            weeks = float(policy.review_for(row.partner).review_weeks.value)
            reviewed = first + dt.timedelta(weeks=weeks)
            yield Closure(row.links, first, min(end, reviewed))
        else:
            yield Closure(row.links, first, end)


@dataclass(frozen=True)
class Openness:
    """How much of a scenario's trade is open by what was published.

    Attributes:
        closed: What is closed, and when.
        flow: Flow of each link before the measure, shape (link,).
        lead_weeks: Lead time of each link, shape (link,).
    """

    closed: tuple[Closure, ...]
    flow: Floats
    lead_weeks: Floats

    @classmethod
    def of(cls, layout: Layout, known_on: dt.date) -> Openness:
        """Return it for a scenario, from its steady state.

        Args:
            layout: Of the scenario.
            known_on: Day of the forecast.
        """
        link = build_world(layout.scenario, 0, (0,)).link
        return cls(tuple(closures(layout, known_on)), link.placed[:, 0], link.lead_time[:, 0])

    def share(self, terms: ObservedTerms, key: Key, months: Sequence[str]) -> Floats:
        """Return the share of a series that is open in each month, shape (month,).

        Each link counts by its flow before the measure, and for imports by the day its goods
        arrive.
        """
        groups = flows_of(terms.layout)[1].group_of
        links = np.flatnonzero(np.isin(groups, terms.rows(key)))
        weight = self.flow[links]
        if weight.sum() <= 0.0:
            return np.ones(len(months))
        lag = self.lead_weeks[links] * (key.flow == "import")
        shares = [
            [self._open(int(link), month, float(late)) for month in months]
            for link, late in zip(links, lag, strict=True)
        ]
        return np.asarray(weight @ np.array(shares) / weight.sum())

    def _open(self, link: int, month: str, lag_weeks: float) -> float:
        """Return the share of a month's days on which a link is open."""
        this = np.datetime64(month, "M")
        days = np.arange(this, this + np.timedelta64(1, "M"), dtype="datetime64[D]")
        left = days - np.timedelta64(round(DAYS_A_WEEK * lag_weeks), "D")
        is_open = np.ones(len(days), dtype=bool)
        for closure in self.closed:
            if link in closure.links:
                first, end = np.datetime64(closure.first), np.datetime64(closure.end)
                is_open &= (left < first) | (left >= end)
        return float(is_open.mean())
