"""What a layout is: its columns by role, and how its rows become records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from tradesim.customs.batch import FileRows, Reading

BRACKETED = re.compile("[(\uff08\\[](.*?)[)\uff09\\]]")
"""What stands in brackets, of a Western or an Asian keyboard."""

Rows = Callable[[FileRows], list[pa.Table]]
Survey = Callable[[Mapping[str, pa.Array], Reading], None]
"""Looks at all rows of a file, of whatever good, before those of the items are taken."""


@dataclass(frozen=True)
class FileLayout:
    """A layout of customs files.

    Attributes:
        name: What ``--layout`` calls it.
        title: What people call it.
        roles: Headings of each role, as documented; case, blanks and punctuation do not matter,
            and the first that is there is taken.
        required: Roles that a file must have to be of this layout.
        rows: How its rows become records.
        parts: What a record may be a part of, in the order in which totals are looked for.
        survey: What is looked at in all rows; nothing where absent.
        code_digits: Digits of its codes, where a spreadsheet may have dropped a leading zero.
        is_long: Whether each measure stands in a row of its own.
        edition: Edition its codes are of, by the name of the file and the period.
    """

    name: str
    title: str
    roles: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    rows: Rows
    parts: tuple[str, ...] = ()
    survey: Survey | None = None
    code_digits: int = 0
    is_long: bool = False
    edition: Callable[[str, str], str] | None = None

    def found(self, columns: tuple[str, ...]) -> dict[str, int]:
        """Return the place of each role among headings; roles that are not there are left out."""
        plain = [plain_heading(column) for column in columns]
        places: dict[str, int] = {}
        for role, headings in self.roles.items():
            for heading in headings:
                word = plain_heading(heading)[0]
                place = next((p for p, keys in enumerate(plain) if word in keys), None)
                if place is not None:
                    places[role] = place
                    break
        return places

    def fits(self, columns: tuple[str, ...]) -> bool:
        """Tell whether headings are those of this layout."""
        places = self.found(columns)
        return all(role in places for role in self.required)

    def missing(self, columns: tuple[str, ...]) -> list[str]:
        """Return the headings that this layout needs and a file has not, as documented."""
        places = self.found(columns)
        return [self.roles[role][0] for role in self.required if role not in places]


@cache
def plain_heading(heading: str) -> tuple[str, ...]:
    """Return a heading without case, blanks and punctuation; and that without its unit.

    ``Netweight (kg)`` is netweightkg and netweight, ``FREQ: Frequency`` is freq.
    """
    word = heading.strip().strip("\ufeff'\"").casefold()
    coded = re.match(r"([a-z_0-9]+):", word)
    short = coded[1] if coded else BRACKETED.sub("", word)
    keys = ("".join(letter for letter in text if letter.isalnum()) for text in (word, short))
    return tuple(dict.fromkeys(keys))


def unit_in(heading: str) -> str:
    """Return what stands in brackets in a heading: its unit."""
    found = BRACKETED.search(heading)
    return found[1].strip() if found else ""


def flow_meaning(imports: str, exports: str) -> Callable[[str], str]:
    """Return what a cell of a flow column means: imports, exports, or neither.

    Args:
        imports: Words for imports, separated by blanks.
        exports: Words for exports.
    """
    words = dict.fromkeys(imports.split(), "imports") | dict.fromkeys(exports.split(), "exports")
    return lambda word: words.get("".join(word.casefold().split()), "")
