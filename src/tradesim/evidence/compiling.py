"""Which observed series a scenario simulates, over which periods, and what rivals say of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.evidence.interruptions import Openness
from tradesim.evidence.levels import Past, past_of, shared_scatter
from tradesim.evidence.line import ObservedLine
from tradesim.evidence.observed import MEASURES, Key, Observed
from tradesim.evidence.periods import FREQUENCIES, months_of
from tradesim.evidence.rivals import RivalKnowledge
from tradesim.evidence.traded import ObservedTerms
from tradesim.evidence.window import Window
from tradesim.measures.months import WORLD
from tradesim.scenario.wording import listing

UNIT_VALUE = MEASURES[2]

MONEY = {"value_usd_m": "USD million", "unit_value_usd": "USD/{unit}"}
"""Units of what is not counted in the unit of the goods."""


@dataclass(frozen=True)
class Compiler:
    """Works out the lines of an episode.

    Attributes:
        terms: Which flows a series is about.
        window: The months of the episode.
        observed: What was observed of it.
        earlier: What else is known of the months before.
    """

    terms: ObservedTerms
    window: Window
    observed: Observed
    earlier: Observed

    def lines(self) -> list[ObservedLine]:
        """Return every series that can be scored, in every measure that was observed."""
        found = [
            (key, measure)
            for key in self.observed
            for measure in MEASURES
            if not self.unfit(key) and self._scored(key, measure)
        ]
        return [self._line(key, measure) for key, measure in found]

    def notes(self) -> list[str]:
        """Return what cannot be scored, and why."""
        strange = [key.subject for key in self.observed if not self.terms.units(key)]
        notes = []
        if strange:
            goods = ", ".join(dict.fromkeys(strange))
            notes.append(f"{goods}: no goods of {self.terms.layout.scenario.name}, not scored.")
        for key in self.observed:
            unfit = self.unfit(key)
            if unfit:
                notes += [f"{unfit}: not scored."] if self.terms.units(key) else []
                continue
            notes += self._outside(key)
        return list(dict.fromkeys(notes))

    def unknown(self, sums: Mapping[Key, Sequence[str]]) -> list[str]:
        """Return what is said of sums over countries of which some are in no table."""
        return [
            f"{key.subject} {_way(key)}: {listing(missing)} {verb} in no table, so that there is "
            "no sum: not scored."
            for key, missing in sums.items()
            if self.terms.units(key) and self.terms.rows(key)
            for verb in ["is" if len(missing) == 1 else "are"]
        ]

    def unfit(self, key: Key) -> str:
        """Return why a series is none of this scenario's, nothing where it is."""
        terms, units, found = self.terms, self.terms.units(key), self.observed[key].unit
        if not units:
            return f"{key.subject} is no goods of the scenario"
        if units != {found}:
            known = ", ".join(sorted(units))
            return f"{key.subject} is observed in {found}, simulated in {known}"
        counted_at = key.destination if key.flow == "import" else key.origin
        for place in (counted_at, key.destination):
            if not terms.knows(place):
                return (
                    f"{key.subject} {_way(key)}: {place} is no country of the scenario (a name for "
                    "several is given in its 'hindcast: regions')"
                )
        if not terms.rows(key):
            return f"{key.subject} {_way(key)}: nobody sells it in the scenario, no forecast"
        return ""

    def _scored(self, key: Key, measure: str) -> tuple[str, ...]:
        """Return the periods that are scored: those that end after the news, if simulated."""
        return tuple(
            period
            for period in self._later(key, measure)
            if all(month in self.terms.months for month in months_of(period))
        )

    def _later(self, key: Key, measure: str) -> list[str]:
        values = self.observed[key].values[measure]
        return [p for p in sorted(values) if months_of(p)[-1] >= self.window.first_scored]

    def _outside(self, key: Key) -> list[str]:
        """Return a note on periods that lie outside what is simulated."""
        measure = max(MEASURES, key=lambda m: len(self.observed[key].values[m]))
        later, scored = self._later(key, measure), self._scored(key, measure)
        if len(later) == len(scored):
            return []
        months = sorted(self.terms.months)
        count = f"{len(later) - len(scored)} of {len(later)} {key.frequency}s"
        where = f"outside {months[0]} to {months[-1]}"
        return [f"{count} of {key.subject} {_way(key)} lie {where}: not scored."]

    def _line(self, key: Key, measure: str) -> ObservedLine:
        values = self.observed[key].values[measure]
        past, adds_up = self._past(key, measure), measure != UNIT_VALUE
        periods = self._scored(key, measure)
        before = tuple(m for m in sorted(past.months) if m in self.terms.months)
        scatter = self._scatters[measure] if math.isnan(past.scatter) else past.scatter
        outlook = RivalKnowledge(past, self.window, scatter, adds_up)
        known = past.level > 0.0
        unit = self.observed[key].unit
        return ObservedLine(
            key=key,
            measure=measure,
            unit=MONEY[measure].format(unit=unit) if measure in MONEY else unit,
            periods=periods,
            observed=np.array([values[period] for period in periods]),
            before=before,
            seen=np.array([past.months[month] for month in before]),
            level=past.level,
            scatter=scatter,
            adds_up=adds_up,
            rivals=outlook.forecasts(periods, self._open(key, periods)) if known else {},
        )

    def _open(self, key: Key, periods: tuple[str, ...]) -> dict[str, float]:
        """Return the share of a series that is open, by month; nothing where none is closed."""
        months = sorted({month for period in periods for month in months_of(period)})
        share = self._openness.share(self.terms, key, months)
        return dict(zip(months, share.tolist(), strict=True)) if (share < 1.0).any() else {}

    @cached_property
    def _openness(self) -> Openness:
        return Openness.of(self.terms.layout, self.window.announced)

    def _past(self, key: Key, measure: str) -> Past:
        """Return what was known of a series, from what was published at any frequency."""
        known: dict[str, float] = {}
        for table in (self.observed, self.earlier):
            for frequency in FREQUENCIES:
                series = table.get(key._replace(frequency=frequency))
                if series is not None and series.unit == self.observed[key].unit:
                    known = {**series.values[measure], **known}
        return past_of(known, self.window, adds_up=measure != UNIT_VALUE)

    @cached_property
    def _scatters(self) -> dict[str, float]:
        """The scatter of series that have too few months of their own, by measure."""
        return {
            measure: shared_scatter(
                (
                    self._past(key, measure).scatter
                    for key in self.observed
                    if key.frequency == "month" and not self.unfit(key)
                ),
                measure,
            )
            for measure in MEASURES
        }


def _way(key: Key) -> str:
    """Return where a series goes, in words."""
    places = {WORLD: "all origins" if key.flow == "import" else "all destinations"}
    ends = (places.get(place, place) for place in (key.origin, key.destination))
    return "from {} to {}".format(*ends)
