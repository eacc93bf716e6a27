"""How imports or stocks went: before the first cut, at their lowest after it, in the last year."""

from __future__ import annotations

from dataclasses import dataclass

from tradesim.measures.bands import UNKNOWN, Band, band_of
from tradesim.measures.spans import ratio
from tradesim.records.records import Records


@dataclass(frozen=True)
class Course:
    """How something went, over runs; bands are unknown where nothing was recorded.

    Attributes:
        before: In the year before the first control or loss of plants, or the first year.
        lowest: At its lowest afterwards.
        end: In the last year.
        change_lowest: The lowest over what was before in the same run, less one.
        change_end: The last year, likewise.
    """

    before: Band = UNKNOWN
    lowest: Band = UNKNOWN
    end: Band = UNKNOWN
    change_lowest: Band = UNKNOWN
    change_end: Band = UNKNOWN


def imports_course(records: Records, item: str, destination: str, origin: str = "") -> Course:
    """Return how imports of an item went, unit/week; those from all abroad where no origin is."""
    return _course(records, "imports", item, origin, destination)


def cover_course(records: Records, item: str, destination: str) -> Course:
    """Return how the stocks of a country's buyers went, weeks of use on hand."""
    return _course(records, "cover", item, "", destination)


def _course(records: Records, name: str, *about: str) -> Course:
    found = [records.fact(f"{name}_{when}", *about) for when in ("before", "lowest", "end")]
    before, lowest, end = (each.values if each else None for each in found)
    if before is None or lowest is None or end is None:
        return Course()
    changes = (ratio(part, before) - 1.0 for part in (lowest, end))
    return Course(*(band_of(part) for part in (before, lowest, end, *changes)))
