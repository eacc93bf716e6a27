"""What figures are drawn from: the tables of a result, read as series with their bands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from tradesim.measures.bands import bands
from tradesim.measures.markets import destinations
from tradesim.measures.spans import Floats
from tradesim.reporting.moments import Moment, moments
from tradesim.reporting.style import SLIDE, Colours, Size, colours_of
from tradesim.scenario import Scenario
from tradesim.scenario.schema import Item
from tradesim.world.layout import Layout, lay_out


class Tables(Protocol):
    """A result, as far as figures are concerned."""

    @property
    def scenario(self) -> Scenario:
        """The scenario that was run."""

    @property
    def weekly(self) -> pd.DataFrame:
        """Tidy weekly outcomes of every replicate."""

    @property
    def monthly_imports(self) -> pd.DataFrame:
        """Imports by calendar month, customs group, destination and origin."""


@dataclass(frozen=True)
class Series:
    """A line with its band.

    Attributes:
        days: Dates as days since 1970-01-01.
        mean: Mean over replicates.
        low: Lower edge of the band, None where there is one replicate.
        high: Upper edge of the band, likewise.
    """

    days: Floats
    mean: Floats
    low: Floats | None = None
    high: Floats | None = None

    @property
    def top(self) -> float:
        """The highest point of line and band."""
        return float(np.nanmax(self.mean if self.high is None else self.high, initial=0.0))

    @property
    def bottom(self) -> float:
        """The lowest point of line and band."""
        return float(np.nanmin(self.mean if self.low is None else self.low, initial=np.inf))

    @property
    def end(self) -> float:
        """The last value."""
        known = self.mean[~np.isnan(self.mean)]
        return float(known[-1]) if len(known) else 0.0


class Material:
    """The tables of a result, sorted for drawing, with the colours of its scenario."""

    def __init__(self, tables: Tables, size: Size = SLIDE) -> None:
        """Take the tables of a result."""
        weekly = tables.weekly
        self.scenario = tables.scenario
        self.monthly = tables.monthly_imports
        self.size = size
        self.replicates = int(weekly["replicate"].nunique())
        self._weekly = weekly
        self._outcomes: dict[str, pd.DataFrame] = {}
        self._items: dict[str, list[Item]] = {}

    @cached_property
    def colours(self) -> Colours:
        """The colours of the scenario."""
        return colours_of(self.scenario)

    @cached_property
    def layout(self) -> Layout:
        """The rows of the scenario."""
        return lay_out(self.scenario)

    @cached_property
    def destinations(self) -> tuple[str, ...]:
        """Country codes that figures are drawn for: the partners of the policies."""
        return destinations(self.scenario, self.scenario.policies)

    @cached_property
    def country_names(self) -> dict[str, str]:
        """Name of each country by code."""
        return {country.code: country.name for country in self.scenario.countries}

    @property
    def span(self) -> tuple[float, float]:
        """First and last day of the axis of time."""
        first, last = days_of([self.scenario.start, self.scenario.end])
        return float(first), float(last)

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return self.country_names.get(code, code)

    def moments(self, destination: str, items: Collection[str]) -> list[Moment]:
        """Return the policy dates that matter to a country's trade in some items."""
        return moments(self.scenario, destination, items)

    def outcome(self, name: str, **places: str) -> pd.DataFrame:
        """Return the rows of an outcome, perhaps of one item, origin, destination or actor."""
        if name not in self._outcomes:
            self._outcomes[name] = self._weekly[self._weekly["outcome"] == name]
        rows = self._outcomes[name]
        for column, word in places.items():
            rows = rows[rows[column] == word]
        return rows

    def items(self, destination: str) -> list[Item]:
        """Return the items to draw for a country, in the order of the file.

        Under control: the controlled items and what else the imposing countries supply.
        """
        if destination not in self._items:
            self._items[destination] = self._items_of(destination)
        return list(self._items[destination])

    def _items_of(self, destination: str) -> list[Item]:
        shares = self.outcome("sourcing_share", destination=destination)
        controls = [policy for policy in self.scenario.policies if policy.aims_at(destination)]
        imposers = {control.actor for control in controls}
        chosen = set(shares["item"])
        if controls:
            chosen = set(shares["item"][shares["origin"].isin(imposers)])
            chosen |= {item for control in controls for item in self.layout.subjects(control)}
        chosen &= set(shares["item"])  # what is controlled but not bought there has no line
        return [item for item in self.scenario.items if item.name in chosen]

    @property
    def band_note(self) -> str:
        """What lines and bands are, in words."""
        if self.replicates == 1:
            return "one run"
        return f"mean of {self.replicates} runs, band: 90\N{NO-BREAK SPACE}% of runs"


def series(rows: pd.DataFrame, how: str = "sum") -> Series:
    """Return the mean and band over replicates of rows that belong together.

    Args:
        rows: Rows of a weekly table.
        how: How rows of one week and replicate are put together: ``sum`` or ``mean``.
    """
    return series_of(wide_table(rows, how))


def series_of(wide: pd.DataFrame) -> Series:
    """Return the mean and band over the columns of a table of one line a week."""
    days, values = days_of(wide.index), wide.to_numpy(dtype=float)
    if values.shape[1] == 1:
        return Series(days, values[:, 0])
    return Series(days, *bands(values))


def wide_table(rows: pd.DataFrame, how: str = "sum") -> pd.DataFrame:
    """Return rows as a table of one line a week and one column a replicate."""
    grouped = rows.groupby(["date", "replicate"], observed=True)["value"]
    together = grouped.sum(min_count=1) if how == "sum" else grouped.mean()
    return together.unstack("replicate")  # noqa: PD010  (keeps weeks without a value)


def days_of(dates: Iterable[dt.date | str]) -> Floats:
    """Return dates as days since 1970-01-01."""
    return np.array(list(dates), dtype="datetime64[D]").astype(np.float64)


def unit_word(unit: str) -> str:
    """Return a unit as it is printed: ``m2`` as m², ``t/week`` as t per week."""
    for plain, printed in (("m2", "m²"), ("m3", "m³"), ("/", " per ")):
        unit = unit.replace(plain, printed)
    return unit
