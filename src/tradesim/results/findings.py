"""What a run found, in the figures one would tell first: for the printed summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.measures.bands import Band
from tradesim.measures.markets import Market, controls_on, markets
from tradesim.measures.measured import describe
from tradesim.records.records import Records


@dataclass(frozen=True)
class MeanCourse:
    """How something went: means over replicates; not a number where there is none.

    Attributes:
        before: In the year before the first control or loss of plants, or the first year.
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
    """The findings of a run."""

    records: Records

    @cached_property
    def markets(self) -> list[Market]:
        """The markets to tell of, as they are in the run that is kept whole."""
        return markets(self.records.run(self.records.number))

    def measure(
        self, name: str, market: Market | None = None, origin: str = "", *, actor: str = ""
    ) -> Band:
        """Return a measure of a market, or of an actor; no numbers where it was not taken."""
        item = market.item.name if market else ""
        destination = market.destination if market else ""
        return self.records.measure(name, item, origin, destination, actor)

    def threatened(self, market: Market) -> tuple[str, ...]:
        """Return the countries that supply a market, and control exports to it or are cut off."""
        controls = controls_on(market.recording, market.destination)
        cuts = self.records.aims.interruptions_of(market.destination, market.item.name)
        countries = dict.fromkeys(code for control in controls for code in control.origins)
        countries |= dict.fromkeys(cut.origin for cut in cuts)
        return tuple(code for code in countries if market.rows_from(code.__eq__))

    def imports(self, market: Market, origin: str = "") -> MeanCourse:
        """Return how imports of an item went, unit/week.

        Args:
            market: The market.
            origin: The only origin that counts; all foreign ones where absent.
        """
        return self._course("imports", market, origin)

    def cover(self, market: Market) -> MeanCourse:
        """Return how the buyers' stock went, weeks of use on hand."""
        return self._course("cover", market)

    def losses(self) -> Iterator[tuple[str, str, Band]]:
        """Yield final buyer, country and share of output lost, in the order of the file."""
        for measure in self.records.measures:
            if measure.name == "output_lost_share" and measure.actor:
                yield measure.actor, measure.destination, describe(measure)

    def _course(self, name: str, market: Market, origin: str = "") -> MeanCourse:
        return MeanCourse(*(
            self.measure(f"{name}_{when}", market, origin).mean
            for when in ("before", "lowest", "end")
        ))  # fmt: skip
