"""Countries that a scenario takes together, taken together in what was observed, too."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tradesim.evidence.observed import MEASURES, Key, Observed, ObservedSeries

SUMS = MEASURES[:2]
"""What adds up over countries; unit values do not."""


def gathered(
    observed: Observed, regions: Mapping[str, Sequence[str]], countries: Collection[str]
) -> Observed:
    """Return observed series in which what a country of the scenario stands for is added up.

    A period counts where all series that are added up have it.

    Args:
        observed: By country as published.
        regions: Countries that a name stands for.
        countries: Those of the scenario; only names among them are gathered.
    """
    for name, members in regions.items():
        if name in countries:
            for end in ("destination", "origin"):
                observed = _gathered_at(observed, end, name, members)
    return observed


def _gathered_at(observed: Observed, end: str, name: str, members: Sequence[str]) -> Observed:
    """Return series in which some places at one end become another."""
    found: Observed = {}
    parts: dict[Key, dict[str, ObservedSeries]] = {}
    for key, series in observed.items():
        place = getattr(key, end)
        if place in members:
            parts.setdefault(_at(key, end, name), {})[place] = series
        else:
            found[key] = series
    for key, by_place in parts.items():
        units = {series.unit for series in by_place.values()}
        if key not in found and by_place.keys() == set(members) and len(units) == 1:
            found[key] = _sum(list(by_place.values()))
    return found


def _at(key: Key, end: str, name: str) -> Key:
    return key._replace(destination=name) if end == "destination" else key._replace(origin=name)


def _sum(parts: Sequence[ObservedSeries]) -> ObservedSeries:
    total = ObservedSeries(parts[0].unit)
    for measure in SUMS:
        tables = [part.values[measure] for part in parts]
        for period in tables[0]:
            if all(period in table for table in tables):
                total.values[measure][period] = sum(table[period] for table in tables)
    return total
