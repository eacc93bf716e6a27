"""The records of a run: what is kept of all its runs, and the way to each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tradesim.measures.bands import UNKNOWN, Band
from tradesim.measures.measured import Measured, describe
from tradesim.measures.recording import Recording
from tradesim.records.again import Again
from tradesim.records.aims import Aims
from tradesim.records.bands import Bands, SeriesBand
from tradesim.records.events import Event, events_table
from tradesim.records.trade import TradeByMonth
from tradesim.scenario import Scenario
from tradesim.world.layout import Layout

if TYPE_CHECKING:
    import pandas as pd

MID_MONTH = 14.0
"""A month's figure stands in its middle: days after its first."""

Key = tuple[str, str, str, str, str]
"""Name, item, origin, destination and actor of a measure or fact."""


@dataclass(frozen=True)
class Records:
    """What a run left behind: bands of every series, one number a run of every measure.

    Attributes:
        again: How each of its runs is lived again.
        number: Number of the run that is kept whole.
        distance: How far that run lies from the medians, in widths of bands.
        weekly: Weekly series.
        monthly: Monthly series of markets.
        measures: Every measure of the catalogue, one number a run.
        facts: What a reader is told first, one number a run.
        trade: Monthly imports and exports of every run, where they are at hand.
        happened: Policies and moves of governments in all runs, other events of the whole run.
        whole: The run that is kept whole, where it is at hand.
        condensed: Whether the world is large: series and measures are of groups of firms.
    """

    again: Again
    number: int
    distance: float
    weekly: Bands = field(repr=False)
    monthly: Bands = field(repr=False)
    measures: tuple[Measured, ...] = field(repr=False)
    facts: tuple[Measured, ...] = field(repr=False)
    trade: Mapping[str, TradeByMonth] = field(repr=False)
    happened: tuple[Event, ...] = field(repr=False)
    whole: Recording | None = field(default=None, repr=False)
    condensed: bool = False

    @property
    def scenario(self) -> Scenario:
        """The scenario as it was run."""
        return self.again.scenario

    @property
    def replicates(self) -> int:
        """Number of runs."""
        return len(self.again.replicates)

    @property
    def layout(self) -> Layout:
        """Names of all rows."""
        return self.again.layout

    @cached_property
    def events(self) -> pd.DataFrame:
        """What happened, as a table."""
        return events_table(self.happened)

    @cached_property
    def aims(self) -> Aims:
        """Whom the scenario is about."""
        return Aims(self.layout)

    def band(self, outcome: str, **about: str) -> Iterator[SeriesBand]:
        """Yield the series of an outcome with their bands, weekly or monthly.

        Args:
            outcome: Its name.
            about: Item, origin, destination or actor, by these names; any where absent.
        """
        yield from self.weekly.select(outcome, **about)
        for band in self.monthly.select(outcome, **about):
            yield replace(band, days=band.days + MID_MONTH)

    def run(self, replicate: int) -> Recording:
        """Return one run with every panel; it is lived again unless it is the one kept whole."""
        if self.whole is not None and replicate == self.number:
            return self.whole
        return self.again.run(replicate)

    def fact(
        self, name: str, item: str = "", origin: str = "", destination: str = "", actor: str = ""
    ) -> Measured | None:
        """Return a fact, one number a run; None where it was not taken."""
        return self._facts.get((name, item, origin, destination, actor))

    def measure(
        self, name: str, item: str = "", origin: str = "", destination: str = "", actor: str = ""
    ) -> Band:
        """Return a measure, or a fact, over runs; no numbers where it was not taken."""
        key = (name, item, origin, destination, actor)
        found = self._measures.get(key) or self._facts.get(key)
        return describe(found) if found is not None else UNKNOWN

    @cached_property
    def _facts(self) -> dict[Key, Measured]:
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def _measures(self) -> dict[Key, Measured]:
        return {measure.key: measure for measure in self.measures}
