"""Names of the columns of the runs: readable, and able to be taken apart again.

A measure's column is its name, followed by what it is of in brackets:
``unmet_need[item=acid, destination=BBB]``. Names of actors and items can hold neither ``=`` nor
brackets, so every column leads back to its measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradesim.measures.catalogue import MEASURES

if TYPE_CHECKING:
    from tradesim.measures.measured import Measured

PLACES = ("item", "origin", "destination", "actor")
"""What a measure may be of, in the order of its key."""

KEYS = ("run", "variant", "point", "replicate")
"""The columns that tell runs apart."""

KEY_MEANINGS = {
    "run": "number of the run",
    "variant": "name of the variant",
    "point": "number of the design point",
    "replicate": "number of the replicate: the draws that the run met",
    "error": "what went wrong; empty where nothing did",
}

SHARE_OF = "share of "
"""What the columns of a design begin with that say where a point lies in the unit cube."""

_COLUMN = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?:\[(?P<places>[^\[\]]+)\])?")
_NEXT = re.compile(rf", (?=(?:{'|'.join(PLACES)})=)")

Key = tuple[str, str, str, str, str]
"""Name, item, origin, destination and actor of a measure."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the runs that holds an outcome.

    Attributes:
        key: Name, item, origin, destination and actor of its measure.
        unit: Unit, with the item's own unit filled in.
    """

    key: Key
    unit: str

    @property
    def name(self) -> str:
        """The heading of the column."""
        return column_name(self.key)

    @property
    def meaning(self) -> str:
        """What it is, with its formula."""
        return MEASURES[self.key[0]].meaning


def column_name(key: Key) -> str:
    """Return the heading of a measure's column."""
    pairs = zip(PLACES, key[1:], strict=True)
    places = ", ".join(f"{place}={name}" for place, name in pairs if name)
    return f"{key[0]}[{places}]" if places else key[0]


def column_key(name: str) -> Key:
    """Return the measure that a column holds.

    Raises:
        ValueError: This is no heading of an outcome.
    """
    found = _COLUMN.fullmatch(name)
    if found is None:
        raise ValueError(f"'{name}' is not a column such as 'unmet_need[item=x, destination=Y]'.")
    places = dict.fromkeys(PLACES, "")
    for part in _NEXT.split(found["places"] or ""):
        place, _, value = part.partition("=")
        if part and place not in places:
            raise ValueError(f"'{name}': '{part}' is not one of {', '.join(PLACES)} with '='.")
        if part:
            places[place] = value
    return (found["name"], *places.values())  # type: ignore[return-value]


def column_of(measure: Measured) -> Column:
    """Return the column of a measure."""
    return Column(measure.key, measure.unit)
