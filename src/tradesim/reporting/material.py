"""What figures are drawn from: the records of a run, read as series with their bands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from tradesim.arrays import Floats
from tradesim.records.bands import SeriesBand
from tradesim.records.monthly import weeks_in_months
from tradesim.records.records import Records
from tradesim.reporting.moments import Moment, moments
from tradesim.reporting.style import SLIDE, Colours, Size, colours_of
from tradesim.scenario import Scenario
from tradesim.scenario.schema import Item
from tradesim.world.layout import Layout


class Tables(Protocol):
    """A result, as far as figures are concerned."""

    @property
    def scenario(self) -> Scenario:
        """The scenario that was run."""

    @property
    def records(self) -> Records:
        """What is kept of all its runs."""

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
        self.scenario = tables.scenario
        self.records = tables.records
        self.monthly = tables.monthly_imports
        self.size = size
        self.replicates = self.records.replicates
        self._items: dict[str, list[Item]] = {}

    @cached_property
    def colours(self) -> Colours:
        """The colours of the scenario."""
        return colours_of(self.scenario)

    @property
    def layout(self) -> Layout:
        """The rows of the scenario."""
        return self.records.layout

    @property
    def weeks(self) -> Floats:
        """Weeks in each month of the monthly series."""
        return weeks_in_months(self.layout.calendar)

    @property
    def destinations(self) -> tuple[str, ...]:
        """Country codes that figures are drawn for: the partners of the policies."""
        return self.records.aims.destinations

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

    def bands(self, outcome: str, **about: str) -> list[SeriesBand]:
        """Return the series of an outcome, perhaps of one item, origin, destination or actor."""
        return list(self.records.band(outcome, **about))

    def series(self, outcome: str, **about: str) -> Series | None:
        """Return the first such series as a line, with its band where there are several runs."""
        found = next(self.records.band(outcome, **about), None)
        return None if found is None else self.line(found)

    def line(self, band: SeriesBand, scale: float = 1.0) -> Series:
        """Return a series as a line on some scale, with its band where there are several runs."""
        if self.replicates == 1:
            return Series(band.days, band.mean * scale)
        return Series(band.days, *(part * scale for part in (band.mean, band.low, band.high)))

    def items(self, destination: str) -> list[Item]:
        """Return the items to draw for a country, in the order of the file.

        Under control: the controlled items and what else the imposing countries supply.
        """
        if destination not in self._items:
            self._items[destination] = self._items_of(destination)
        return list(self._items[destination])

    def _items_of(self, destination: str) -> list[Item]:
        sold = [band.place for band in self.bands("sourcing_share", destination=destination)]
        controls = [policy for policy in self.scenario.policies if policy.aims_at(destination)]
        imposers = {control.actor for control in controls}
        chosen = {place.item for place in sold}
        if controls:
            chosen = {place.item for place in sold if place.origin in imposers}
            chosen |= {item for control in controls for item in self.layout.subjects(control)}
        chosen &= {place.item for place in sold}  # what is not bought there has no line
        return [item for item in self.scenario.items if item.name in chosen]

    @property
    def line_note(self) -> str:
        """What lines are, in words."""
        return "one run" if self.replicates == 1 else f"mean of {self.replicates} runs"

    @property
    def band_note(self) -> str:
        """What lines and bands are, in words."""
        band = "" if self.replicates == 1 else ", band: 90\N{NO-BREAK SPACE}% of runs"
        return f"{self.line_note}{band}"


def days_of(dates: Iterable[dt.date | str]) -> Floats:
    """Return dates as days since 1970-01-01."""
    return np.array(list(dates), dtype="datetime64[D]").astype(np.float64)


def unit_word(unit: str) -> str:
    """Return a unit as it is printed: ``m2`` as m², ``t/week`` as t per week."""
    for plain, printed in (("m2", "m²"), ("m3", "m³"), ("/", " per ")):
        unit = unit.replace(plain, printed)
    return unit
