"""Weekly series of every run by name: what panels hold, added up over places and divided.

A line of a picture is data: which quantity, of which items, origins, destinations and actors, over
what, averaged over how many weeks. Bands over all runs are read from ``Records``; these series are
for runs in hand, as a page that has just had them lived draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.markets import baseline_prices
from tradesim.measures.output import wanted_output
from tradesim.measures.prices import price_cif
from tradesim.measures.recording import Recording
from tradesim.measures.spans import lately, ratio
from tradesim.records.places import Place, places_of

ALL = slice(None)


@dataclass(frozen=True)
class Sum:
    """A quantity, added up over the places that are meant; any, where none is named.

    Attributes:
        quantity: A panel, or a name in ``WORKED_OUT``.
        items: Items.
        origins: Country codes of plants; names of plants, for sourcing links.
        destinations: Country codes of buyers.
        actors: Plants, buyers or policies.
    """

    quantity: str
    items: Sequence[str] = ()
    origins: Sequence[str] = ()
    destinations: Sequence[str] = ()
    actors: Sequence[str] = ()

    @property
    def panel(self) -> str:
        """The panel whose rows are added up."""
        return WORKED_OUT.get(self.quantity, (self.quantity, None))[0]

    def of(self, recording: Recording, runs: slice = ALL, weeks: slice = ALL) -> Floats:
        """Return the sum in some runs and weeks, (week, run); nothing where nothing is meant."""
        panel, row_of = WORKED_OUT.get(self.quantity, (self.quantity, None))
        values = recording.panels[panel]
        sums = np.zeros(values[weeks, 0:1, runs].shape[::2])
        meant = tuple(map(tuple, (self.items, self.origins, self.destinations, self.actors)))
        for row in _rows(meant, places_of(recording, panel)):
            found = row_of(recording, row) if row_of else values[:, row]
            sums += found[weeks, runs]
        return sums


@dataclass(frozen=True)
class Line:
    """A line of a picture.

    Attributes:
        name: Its key in the picture.
        label: What a reader sees.
        part: What is shown.
        whole: What it is divided by, if it is.
        weeks: How many weeks it is averaged over.
    """

    name: str
    label: str
    part: Sum
    whole: Sum | None = None
    weeks: int = 1

    @property
    def panels(self) -> frozenset[str]:
        """The panels that it is made of."""
        return frozenset(each.panel for each in (self.part, self.whole) if each)

    def values(self, recording: Recording, runs: slice = ALL, span: range | None = None) -> Floats:
        """Return the line in some runs, shape (week, run).

        Args:
            recording: The runs.
            runs: Which of them.
            span: Which weeks; all where absent.
        """
        span = span or range(recording.weeks)
        first = max(span.start - self.weeks + 1, 0)
        weeks = slice(first, span.stop)
        found = self.part.of(recording, runs, weeks)
        if self.whole is not None:
            found = ratio(found, self.whole.of(recording, runs, weeks))
        found = lately(found, self.weeks) if self.weeks > 1 else found
        return found[span.start - first :]


@lru_cache(maxsize=4096)
def _rows(meant: tuple[tuple[str, ...], ...], places: tuple[Place, ...]) -> tuple[int, ...]:
    """Return the rows at places that have, field by field, one of the words that are meant."""
    named = [(at, words) for at, words in enumerate(meant) if words]
    return tuple(
        row for row, place in enumerate(places) if all(place[at] in words for at, words in named)
    )


def _wanted(recording: Recording, row: int) -> Floats:
    """Return the output that demand and capacity allow."""
    found: Floats = recording.once("wanted output", lambda: wanted_output(recording))[:, row]
    return found


def _paid(recording: Recording, flow: int) -> Floats:
    """Return what arrivals cost at the border, USD a week."""
    paid: Floats = recording.panels["arrivals"][:, flow] * price_cif(recording, flow)
    return paid


def _usually_paid(recording: Recording, flow: int) -> Floats:
    """Return what arrivals would cost at baseline prices, USD a week."""
    usual = baseline_prices(recording)[recording.flows[flow].supplier]
    return np.asarray(recording.panels["arrivals"][:, flow] * usual)


WORKED_OUT: Mapping[str, tuple[str, Callable[[Recording, int], Floats]]] = {
    "wanted": ("output", _wanted),
    "paid": ("arrivals", _paid),
    "usually_paid": ("arrivals", _usually_paid),
}
"""Quantities that no panel holds: the panel whose rows they have, and the values of a row."""
