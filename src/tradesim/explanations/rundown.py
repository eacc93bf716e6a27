"""How a stock ran down: from when, against what was usual, and what took it.

Over a span of weeks the books of a stock balance:
``stock at its beginning - stock at its end + unmet need`` is what the sources delivered less than
usual, plus what was needed more than usual, plus what was lost more, plus what deliveries fell
short of use by in usual times already. The terms above zero are the causes; those below offset
them. Shares are parts of the sum of the terms above zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.explanations.holds import relevant_weeks, weeks_in_force
from tradesim.explanations.one_run import OneRun

ENOUGH = 0.95
"""Share of the buyer's cover in ordinary times from which its stock counts as full."""

LOOK_BACK = 26
"""Weeks over which the fullest stock before a fall is looked for, and usual flows are taken."""

YEAR = 52


@dataclass(frozen=True)
class Rundown:
    """The fall of a stock.

    Attributes:
        need: Row of the need.
        first: Week at whose end the stock was full.
        last: Week that is explained.
        usual: First week and end of the span that was usual; empty where the run has none.
        less: By link, what it delivered less than usual.
        more_needed: What was needed more than usual.
        more_lost: What was lost more than usual.
        before: What deliveries fell short of use and loss by, in usual times already.
    """

    need: int
    first: int
    last: int
    usual: tuple[int, int]
    usual_deliveries: dict[int, float]
    less: dict[int, float]
    more_needed: float
    more_lost: float
    before: float

    @property
    def total(self) -> float:
        """Sum of the terms above zero: what shares are parts of."""
        return sum(max(term, 0.0) for term in self._terms)

    @property
    def offset(self) -> float:
        """Sum of the terms below zero, as a positive quantity."""
        return sum(max(-term, 0.0) for term in self._terms)

    @property
    def _terms(self) -> tuple[float, ...]:
        return (*self.less.values(), self.more_needed, self.more_lost, self.before)


def run_down(run: OneRun, need: int, week: int) -> Rundown:
    """Return how the stock of a need ran down to a week."""
    first = full_week(run, need, week)
    usual = usual_weeks(run, need, first)
    span = slice(first + 1, week + 1)
    weeks = week - first
    deliveries = _usual_deliveries(run, need, usual)
    use, loss = _usual_use(run, need, usual)
    less = {
        link: flow * weeks - float(run.panels["deliveries"][span, link].sum())
        for link, flow in deliveries.items()
    }
    return Rundown(
        need,
        first,
        week,
        usual,
        deliveries,
        less,
        more_needed=float(run.needed[span, need].sum()) - use * weeks,
        more_lost=float(run.panels["lost"][span, need].sum()) - loss * weeks,
        before=(use + loss - sum(deliveries.values())) * weeks,
    )


def full_week(run: OneRun, need: int, week: int) -> int:
    """Return the last week before a fall at whose end the stock was at its fullest.

    It is the last with cover as in ordinary times or, where a rule on the goods had been announced
    within the half year before and buyers filled their stocks, the fullest since; -1, before the
    first week, where there is none.
    """
    usual = run.number(run.layout.need_rows[need].need.base_cover_weeks)
    full = np.flatnonzero(np.nan_to_num(run.panels["cover"][:week, need]) >= ENOUGH * usual)
    if not len(full):
        return -1
    last = int(full[-1])
    told = [day for day in relevant_weeks(run, need) if last - LOOK_BACK <= day <= last]
    low = max(min([last, *told]), 0)
    stock = run.panels["stock"][low : last + 1, need]
    fullest = np.flatnonzero(stock >= stock.max() * (1.0 - 1e-9))
    return low + int(fullest[-1])


def usual_weeks(run: OneRun, need: int, first: int) -> tuple[int, int]:
    """Return the span whose flows are usual: the half year before anything was decided.

    It ends when the stock was full, or a year before that at most, when the first rule that
    concerns the need was announced; where all were announced longer ago, when the first came
    into force.
    """
    told, begun = (
        [week for week in weeks if first - YEAR <= week <= first + 1]
        for weeks in (relevant_weeks(run, need), weeks_in_force(run, need))
    )
    end = max(min([first + 1, *(told or begun)]), 0)
    return max(end - LOOK_BACK, 0), end


def _usual_deliveries(run: OneRun, need: int, usual: tuple[int, int]) -> dict[int, float]:
    """Return usual deliveries by link, per week; the baseline's where nothing came before."""
    links, (low, end) = run.links_of(need), usual
    if low < end:
        return {link: float(run.panels["deliveries"][low:end, link].mean()) for link in links}
    wanted = run.layout.need_rows[need].need
    names = {link: run.layout.suppliers[run.layout.link_rows[link].supplier].name for link in links}
    shares = {name: run.number(share) for name, share in wanted.sources.items()}
    use = run.number(wanted.baseline_use)
    return {link: use * shares.get(names[link], 0.0) for link in links}


def _usual_use(run: OneRun, need: int, usual: tuple[int, int]) -> tuple[float, float]:
    low, end = usual
    if low < end:
        lost = run.panels["lost"][low:end, need]
        return float(run.needed[low:end, need].mean()), float(lost.mean())
    return run.number(run.layout.need_rows[need].need.baseline_use), 0.0
