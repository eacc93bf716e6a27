"""Which codes of the items a file has, and in which edition of the Harmonised System."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tradesim.customs.items import CustomsItem
from tradesim.customs.reading import FileRecords
from tradesim.scenario.wording import listing


def codes_missing(
    found: FileRecords, items: Sequence[CustomsItem], anywhere: Collection[str]
) -> Iterator[str]:
    """Say which codes of the items a file has no rows of, and why that may be.

    Args:
        found: The file.
        items: The items.
        anywhere: Codes that some file has; of those, a file without them says no word.
    """
    for item in items:
        for code in item.hs.codes:
            if code in found.codes:
                yield from _other_editions(code, item, found)
            elif code not in anywhere:
                yield _absent(code, item, found)


def _absent(code: str, item: CustomsItem, found: FileRecords) -> str:
    said = f"no row has code {code} of {item.name} ({item.hs.edition})"
    wider = [word for word in found.wider if code.startswith(word.strip("'\""))]
    if wider:
        return f"{said}, only {listing(wider)}, which holds more."
    editions = sorted(found.editions or {e for known in found.codes.values() for e in known if e})
    if editions and item.hs.edition not in editions:
        return (
            f"{said}: the file is in {listing(editions)}, which may not have it. Look it up in the "
            "correlation tables of the World Customs Organization."
        )
    return f"{said}."


def _other_editions(code: str, item: CustomsItem, found: FileRecords) -> Iterator[str]:
    """Say where a code was read in another edition, in which it may mean something else."""
    editions = sorted(e for e in found.codes[code] if e and e != item.hs.edition)
    if editions:
        yield (
            f"code {code} of {item.name} is named in {item.hs.edition} and read in "
            f"{listing(editions)}: the same digits, not always the same goods."
        )
