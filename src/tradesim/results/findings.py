"""What a run found, in the figures one would tell first: for the printed summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.measures.bands import UNKNOWN, Band
from tradesim.measures.control_weeks import announced_week
from tradesim.measures.disruption import stock_cover
from tradesim.measures.markets import Market, controls_on, markets
from tradesim.measures.measured import describe
from tradesim.measures.recording import Recording
from tradesim.measures.spans import (
    WINDOW,
    Floats,
    Weeks,
    between,
    last_year,
    mean,
    trailing,
    year_before,
)
from tradesim.measures.summary import measure_all


@dataclass(frozen=True)
class Course:
    """How something went: means over replicates; not a number where there is none.

    Attributes:
        before: In the year before the first control of the market, or the scenario's first year.
        lowest: At its lowest afterwards.
        end: In the last year.
    """

    before: float
    lowest: float
    end: float

    @property
    def lowest_share(self) -> float:
        """The lowest, share of what was before."""
        return self.lowest / self.before if self.before else np.nan

    @property
    def end_share(self) -> float:
        """The last year, share of what was before."""
        return self.end / self.before if self.before else np.nan


@dataclass(frozen=True)
class Findings:
    """The findings of a recording."""

    recording: Recording

    @cached_property
    def markets(self) -> list[Market]:
        """The markets to tell of."""
        return markets(self.recording)

    @cached_property
    def _measures(self) -> dict[tuple[str, str, str, str, str], Band]:
        return {measure.key: describe(measure) for measure in measure_all(self.recording)}

    def measure(
        self, name: str, market: Market | None = None, origin: str = "", *, actor: str = ""
    ) -> Band:
        """Return a measure of a market, or of an actor; no numbers where it was not taken."""
        item = market.item.name if market else ""
        destination = market.destination if market else ""
        nothing = UNKNOWN
        return self._measures.get((name, item, origin, destination, actor), nothing)

    def imposers(self, market: Market) -> tuple[str, ...]:
        """Return the countries that control some export to the market's country and supply it."""
        controls = controls_on(self.recording, market.destination)
        countries = dict.fromkeys(code for control in controls for code in control.origins)
        return tuple(code for code in countries if market.rows_from(code.__eq__))

    def imports(self, market: Market, origin: str | None = None) -> Course:
        """Return how imports of an item went, unit/week.

        Args:
            market: The market.
            origin: The only origin that counts; all foreign ones where absent.
        """

        def counts(country: str) -> bool:
            """Say whether a country is the origin, or any but the market's own."""
            return country == origin if origin else country != market.destination

        quantity = market.quantity(market.rows_from(counts))
        lately = trailing(quantity, WINDOW) / WINDOW
        lately[: WINDOW - 1] = np.inf
        return _course(market, quantity, lately)

    def cover(self, market: Market) -> Course:
        """Return how the buyers' stock went, weeks of use on hand."""
        cover = np.nan_to_num(stock_cover(market))
        return _course(market, cover, cover)

    def losses(self) -> Iterator[tuple[str, str, Band]]:
        """Yield final buyer, country and share of output lost, in the order of the file."""
        for name, item, origin, destination, actor in self._measures:
            if name == "output_lost_share" and actor:
                found = self._measures[name, item, origin, destination, actor]
                yield actor, destination, found


def _course(market: Market, values: Floats, smoothed: Floats) -> Course:
    weeks = market.recording.weeks
    start = _first_control(market)
    since = between(start, np.array([weeks]), weeks)
    lowest = np.where(since, smoothed, np.inf).min(axis=0)
    ends = (mean(values, year_before(start, weeks)), lowest, mean(values, last_year(weeks)))
    return Course(*(_mean(each) for each in ends))


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else np.nan


def _first_control(market: Market) -> Weeks:
    """Return the week in which the first control on the item, or on the country, is announced.

    Without controls it is the week of the first policy.
    """
    controls = market.controls or controls_on(market.recording, market.destination)
    if not controls:
        return market.recording.before_policies(market.destination) + 1
    announced = announced_week(market.recording, controls)
    return np.minimum(announced, market.recording.weeks - 1)
