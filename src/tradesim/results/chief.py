"""The chief outcome of a run: the one number of each run that a reader asks for first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tradesim.measures.markets import Market, markets
from tradesim.measures.measured import Measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import YEAR, Floats, Weeks, between, mean, ratio, year_before
from tradesim.measures.summary import measure_all
from tradesim.scenario.naming import in_prose
from tradesim.scenario.wording import listing

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


def chief_outcome(recording: Recording) -> Chief | None:
    """Return the chief outcome, None where nothing differs between runs.

    Under control: what the largest controlled trade comes to in the year from the announcement,
    against the year before. Else output lost, else the highest price.
    """
    return next((found for found in _candidates(recording) if _moves(found)), None)


def _candidates(recording: Recording) -> Iterator[Chief]:
    groups: dict[tuple[str, str], list[Market]] = {}
    for market in markets(recording):
        for imposer in market.imposers:
            if market.rows_from(imposer.__eq__):
                groups.setdefault((imposer, market.item.name), []).append(market)
    worth = {key: _worth(found, key[0]) for key, found in groups.items()}
    for key in sorted(groups, key=lambda key: -worth[key]):
        yield _first_year(groups[key], key[0])
    measures = measure_all(recording)
    for name, said in (("output_lost_share", "output lost"), ("price_peak", "highest price")):
        for measure in measures:
            if measure.name == name and not measure.actor:
                yield Chief(_said(said, measure), measure.values)


def _said(what: str, measure: Measured) -> str:
    good = f" of {measure.item}" if measure.item else ""
    return f"{what}{good} in {measure.destination}"


def _worth(found: list[Market], imposer: str) -> float:
    """Return what came from the imposing country in the year before, USD million a week."""
    weeks = found[0].recording.weeks
    span = year_before(_announced(found), weeks)
    rows = imposer.__eq__
    return sum(float(mean(each.value(each.rows_from(rows)), span).mean()) for each in found)


def _announced(found: list[Market]) -> Weeks:
    """Return the week of the first announcement in some markets, within the run."""
    week = found[0].announced
    for market in found[1:]:
        week = np.minimum(week, market.announced)
    return np.minimum(week, found[0].recording.weeks - 1)


def _first_year(found: list[Market], imposer: str) -> Chief:
    weeks, item = found[0].recording.weeks, found[0].item
    flow = sum((each.quantity(each.rows_from(imposer.__eq__)) for each in found), np.zeros(1))
    week = _announced(found)
    before = mean(flow, year_before(week, weeks))
    after = mean(flow, between(week, week + YEAR, weeks))
    into = listing([each.destination for each in found])
    name = (
        f"trade in {in_prose(item)} from {imposer} to {into}, "
        "year from the announcement over the year before"
    )
    return Chief(name, ratio(after, before))


def _moves(chief: Chief) -> bool:
    known = chief.values[np.isfinite(chief.values)]
    if not len(known):
        return False
    low, high = np.quantile(known, [0.05, 0.95])
    return bool(high - low > MOVES)
