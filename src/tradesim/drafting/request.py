"""What is asked for: which dispute, from which data, over which months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tradesim.customs import CustomsItem
from tradesim.errors import OptionError, ScenarioError

MONTHS_OF_BASELINE = 12
MOST_COUNTRIES = 6
"""Countries named where the user does not say how many, the imposer among them."""


@dataclass(frozen=True)
class Request:
    """A dispute to be drafted.

    Attributes:
        name: Name of the scenario.
        table: Path of the tidy table of trade, as given.
        items_file: Path of the items file, as given.
        items: The goods.
        imposer: Country that imposes the policy.
        announced: Day on which it is announced: nothing later is looked at.
        effective: Day on which it binds.
        until: First day without it; None where no end is announced.
        kind: Kind of policy.
        review_weeks: Median review of an application; None for the rule's.
        baseline: First and last month of the baseline, ``YYYY-MM``; None for the last twelve.
        partners: Countries that it is aimed at; empty for all others.
        regime: Name of a licensing regime; empty for none.
        countries: Codes that are to be named; empty to choose those that matter.
        most_countries: How many are named, where they are chosen.
        covered: Names of the items that the policy is on; set once the trade is known.
    """

    name: str
    table: str
    items_file: str
    items: Sequence[CustomsItem]
    imposer: str
    announced: dt.date
    effective: dt.date
    until: dt.date | None = None
    kind: str = "individual_licence"
    review_weeks: float | None = None
    baseline: tuple[str, str] | None = None
    partners: tuple[str, ...] = ()
    regime: str = ""
    countries: tuple[str, ...] = ()
    most_countries: int = MOST_COUNTRIES
    covered: tuple[str, ...] = ()

    @property
    def first_unseen(self) -> pd.Period:
        """The month of the announcement: neither it nor a later one is looked at."""
        return pd.Period(self.announced, freq="M")

    @property
    def baseline_months(self) -> pd.PeriodIndex:
        """The months of the baseline."""
        if self.baseline is None:
            return pd.period_range(end=self.first_unseen - 1, periods=MONTHS_OF_BASELINE)
        return pd.period_range(*self.baseline, freq="M")

    @property
    def span(self) -> str:
        """The months of the baseline in words."""
        months = self.baseline_months
        return f"{months[0]} to {months[-1]}"


class DraftError(ScenarioError):
    """A scenario cannot be drafted from what was given, with every reason."""


class RequestError(DraftError, OptionError):
    """A scenario cannot be drafted as it was asked for: an option is wrong, no table is."""
