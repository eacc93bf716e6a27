"""The chief outcome of a run: the one number of each run that a reader asks for first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tradesim.arrays import Floats, Weeks
from tradesim.measures.bands import band_of
from tradesim.measures.markets import Market, markets
from tradesim.measures.measured import Measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import YEAR, between, mean, ratio, year_before
from tradesim.scenario.naming import in_prose
from tradesim.scenario.wording import listing

if TYPE_CHECKING:
    from tradesim.records.records import Records

MOVES = 1e-6
"""An outcome whose middle 90 % of runs are wider than this moves."""


@dataclass(frozen=True)
class Chief:
    """The chief outcome.

    Attributes:
        name: What it is, in words.
        values: One value a run, shape (run,).
    """

    name: str
    values: Floats


def candidates(recording: Recording) -> Iterator[Measured]:
    """Yield, of each controlled trade, its first year over the year before, and what it is worth.

    One number a run each; item, imposing country and buyers' countries tell them apart.
    """
    groups: dict[tuple[str, str], list[Market]] = {}
    for market in markets(recording):
        for imposer in market.imposers:
            if market.rows_from(imposer.__eq__):
                groups.setdefault((imposer, market.item.name), []).append(market)
    runs = np.ones(len(recording.replicates))
    for (imposer, item), found in groups.items():
        into = listing([each.destination for each in found])
        worth, first = _worth(found, imposer) * runs, _first_year(found, imposer) * runs
        for name, values in (("control_worth", worth), ("control_first_year", first)):
            yield Measured(name, "", item, imposer, into, "", values)


def chief_outcome(records: Records) -> Chief | None:
    """Return the chief outcome, None where nothing differs between runs.

    Under control: what the largest controlled trade comes to in the year from the announcement,
    against the year before. Else output lost, else the highest price.
    """
    return next((found for found in _chiefs(records) if _moves(found)), None)


def _chiefs(records: Records) -> Iterator[Chief]:
    items = {item.name: item for item in records.layout.items}
    worth = [fact for fact in records.facts if fact.name == "control_worth"]
    for fact in sorted(worth, key=lambda fact: -float(fact.values.mean())):
        name = (
            f"trade in {in_prose(items[fact.item])} from {fact.origin} to {fact.destination}, "
            "year from the announcement over the year before"
        )
        first = records.fact("control_first_year", *fact.key[1:])
        if first is not None:
            yield Chief(name, first.values)
    for name, said in (("output_lost_share", "output lost"), ("price_peak", "highest price")):
        for measure in records.measures:
            if measure.name == name and not measure.actor:
                yield Chief(_said(said, measure), measure.values)


def _said(what: str, measure: Measured) -> str:
    good = f" of {measure.item}" if measure.item else ""
    return f"{what}{good} in {measure.destination}"


def _worth(found: list[Market], imposer: str) -> Floats:
    """Return what came from the imposing country in the year before, USD million a week."""
    weeks = found[0].recording.weeks
    span = year_before(_announced(found), weeks)
    rows = imposer.__eq__
    values = (mean(each.value(each.rows_from(rows)), span) for each in found)
    return sum(values, np.zeros(1))


def _announced(found: list[Market]) -> Weeks:
    """Return the week of the first announcement in some markets, within the run."""
    week = found[0].announced
    for market in found[1:]:
        week = np.minimum(week, market.announced)
    return np.minimum(week, found[0].recording.weeks - 1)


def _first_year(found: list[Market], imposer: str) -> Floats:
    weeks = found[0].recording.weeks
    flow = sum((each.quantity(each.rows_from(imposer.__eq__)) for each in found), np.zeros(1))
    week = _announced(found)
    before = mean(flow, year_before(week, weeks))
    after = mean(flow, between(week, week + YEAR, weeks))
    return ratio(after, before)


def _moves(chief: Chief) -> bool:
    band = band_of(chief.values)
    return band.is_known and band.high - band.low > MOVES
