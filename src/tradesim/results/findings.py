"""What a run found, in the figures one would tell first: for the printed summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tradesim.measures.bands import Band
from tradesim.measures.markets import Market, controls_on, markets
from tradesim.measures.measured import describe
from tradesim.records.course import Course, cover_course, imports_course
from tradesim.records.records import Records


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

    def imports(self, market: Market, origin: str = "") -> Course:
        """Return how imports of an item went, unit/week.

        Args:
            market: The market.
            origin: The only origin that counts; all foreign ones where absent.
        """
        return imports_course(self.records, market.item.name, market.destination, origin)

    def cover(self, market: Market) -> Course:
        """Return how the buyers' stock went, weeks of use on hand."""
        return cover_course(self.records, market.item.name, market.destination)

    def losses(self) -> Iterator[tuple[str, str, Band]]:
        """Yield final buyer, country and share of output lost, in the order of the file."""
        for measure in self.records.measures:
            if measure.name == "output_lost_share" and measure.actor:
                yield measure.actor, measure.destination, describe(measure)
