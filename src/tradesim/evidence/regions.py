"""Countries that a scenario takes together, taken together in what was observed, too."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tradesim.evidence.observed import MEASURES, Key, Observed, ObservedSeries
from tradesim.measures.months import WORLD

SUMS = MEASURES[:2]
"""What adds up over countries; unit values do not."""

ENDS = ("destination", "origin")
"""Where a series has a country that a region may stand for."""


def gathered(
    observed: Observed, regions: Mapping[str, Sequence[str]], countries: Collection[str]
) -> Observed:
    """Return observed series in which what a country of the scenario stands for is added up.

    A period counts where all series that are added up have it. A member that the tables show with
    another partner, and not with this one, traded nothing with this one; one that they show with
    nobody is not known, and without it there is no sum.

    Args:
        observed: By country as published.
        regions: Countries that a name stands for.
        countries: Those of the scenario; only names among them are gathered.
    """
    for name, members in regions.items():
        if name in countries:
            for end in ENDS:
                observed = _gathered_at(observed, end, name, members)
    return observed


def ungathered(
    observed: Observed, regions: Mapping[str, Sequence[str]], countries: Collection[str]
) -> dict[Key, list[str]]:
    """Return the sums that ``gathered`` cannot make, each with the members that are not known."""
    return {
        key: missing
        for name, members in regions.items()
        if name in countries
        for end in ENDS
        for key, by_place in _parts(observed, end, name, members).items()
        if key not in observed and (missing := _unknown(observed, end, key, members, by_place))
    }


def _gathered_at(observed: Observed, end: str, name: str, members: Sequence[str]) -> Observed:
    """Return series in which some places at one end become another."""
    found = {key: series for key, series in observed.items() if getattr(key, end) not in members}
    for key, by_place in _parts(observed, end, name, members).items():
        is_whole = not _unknown(observed, end, key, members, by_place)
        units = {series.unit for series in by_place.values()}
        if key not in found and is_whole and len(units) == 1:
            found[key] = _sum(list(by_place.values()))
    return found


def _parts(
    observed: Observed, end: str, name: str, members: Sequence[str]
) -> dict[Key, dict[str, ObservedSeries]]:
    """Return the series that are added up for a name at one end, by place, by key of the sum."""
    parts: dict[Key, dict[str, ObservedSeries]] = {}
    for key, series in observed.items():
        place = getattr(key, end)
        if place in members:
            parts.setdefault(_at(key, end, name), {})[place] = series
    return parts


def _unknown(
    observed: Observed, end: str, key: Key, members: Sequence[str], known: Collection[str]
) -> list[str]:
    """Return the members of a sum that no table shows at its end, with whatever partner."""
    shown = {
        getattr(other, end)
        for other in observed
        if WORLD not in other and _goods(other) == _goods(key)
    }
    return [member for member in members if member not in known and member not in shown]


def _goods(key: Key) -> Key:
    return key._replace(origin="", destination="")


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
