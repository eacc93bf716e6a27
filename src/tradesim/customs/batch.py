"""Rows of a customs file by the role of their columns, and the records they become.

A *record* is a row in the words of the project, whatever the layout: who reports, which flow, from
or to whom, when, which code, how much. What a record is a part of (a mode of transport, a customs
procedure, an office) stands in its parts; an empty part is the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tradesim.arrays import Flags, Floats
from tradesim.countries import WORLD
from tradesim.customs.numbers import numbers
from tradesim.customs.partners import PartnerCodes
from tradesim.customs.periods import parse_period, unknown_period
from tradesim.customs.units import factor

TEXTS = (
    *("period", "frequency", "flow", "reporter", "partner", "code", "edition"),
    *("amount_unit", "currency", "basis", "item", "group"),
)
MEASURES = ("weight", "amount", "value")
MARKS = ("estimated", "provisional")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be used.

    Attributes:
        row: Row of the table, from 0.
        field: Heading of its column.
        message: What is wrong with it.
    """

    row: int
    field: str
    message: str


@dataclass
class Reading:
    """What is known of a file while it is read.

    Attributes:
        file: Its name.
        title: What stands above its heading.
        headings: The heading of each role, as written.
        flow: The flow it holds, where somebody said so.
        faults: Cells that cannot be used.
        left_out: Rows left out, by reason.
        notes: What somebody should know of the file.
        seen_months: Months in which any row of the file, of whatever good, has trade.
    """

    file: str
    title: str = ""
    headings: dict[str, str] = field(default_factory=dict)
    flow: str = ""
    faults: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    seen_months: set[int] = field(default_factory=set)

    def note(self, said: str) -> None:
        """Keep a note, once."""
        if said not in self.notes:
            self.notes.append(said)


class FileRows:
    """Some rows of a file that are about the items.

    Attributes:
        reading: What is known of the file.
        rows: Number of each row in the table, from 0, shape (row,).
    """

    def __init__(self, columns: Mapping[str, pa.Array], rows: Any, reading: Reading) -> None:
        """Keep the columns by role."""
        self.columns = columns
        self.rows: npt.NDArray[np.int64] = rows
        self.reading = reading
        self.size = len(rows)
        self.kept: Flags = np.ones(self.size, dtype=bool)
        self.trimmed: dict[str, pa.Array] = {}
        self.encoded: dict[str, pa.DictionaryArray] = {}

    def has(self, role: str) -> bool:
        """Tell whether the file has a column of a role."""
        return role in self.columns

    def text(self, role: str) -> pa.Array:
        """Return a column of text, trimmed; empty where there is none."""
        if role not in self.columns:
            return constant("", self.size)
        if role not in self.trimmed:
            filled = pc.fill_null(self.columns[role], "")
            self.trimmed[role] = pc.utf8_trim_whitespace(filled)
        return self.trimmed[role]

    def add(self, **columns: pa.Array) -> None:
        """Add columns that are made of others."""
        self.columns = {**self.columns, **columns}

    def words(self, role: str) -> pa.DictionaryArray:
        """Return a column as its different texts and where each stands."""
        if role not in self.encoded:
            self.encoded[role] = self.text(role).dictionary_encode()
        return self.encoded[role]

    def mapped(self, role: str, meaning: Callable[[str], str]) -> pa.Array:
        """Return what a function makes of each text of a column, asked once for each text."""
        return mapped(self.words(role), meaning)

    def where(self, role: str, test: Callable[[str], bool]) -> Flags:
        """Return where a column passes a test."""
        return np.asarray(by_word(self.words(role), test, bool), dtype=bool)

    def flow(self, meaning: Callable[[str], str]) -> pa.Array:
        """Return the flow of each row; rows of neither imports nor exports are left out."""
        self.leave_out(~self.where("flow", lambda word: bool(meaning(word))), "parts of a flow")
        return self.mapped("flow", meaning)

    def number(self, role: str, times: float = 1.0) -> Floats:
        """Return a column of numbers, NaN where they are missing or there is no column.

        Args:
            role: The column.
            times: What a unit of it is.
        """
        if role not in self.columns:
            return np.full(self.size, np.nan)
        values, refused = numbers(self.text(role))
        self.blame(
            refused,
            role,
            lambda word: f"'{word}' is not a number from 0 up. Leave unknown figures empty.",
        )
        return values * times

    def kilograms(self, role: str) -> Floats:
        """Return how many kilograms a unit of each row is, NaN where it is none of weight."""
        times = by_word(self.words(role), lambda word: factor(word, "kg") or np.nan, float)
        return np.asarray(times, dtype=float)

    def weights(self) -> Floats:
        """Return the weight in kg, whichever of two quantities it is; the first, where both are."""
        weight = np.full(self.size, np.nan)
        for number in ("2", "1"):
            kilograms = self.kilograms(f"unit{number}")
            quantity = self.number(f"quantity{number}") * kilograms
            weight = np.where(np.isnan(kilograms), weight, quantity)
        return weight

    def leave_out(self, where: Any, reason: str) -> None:
        """Leave out rows for a reason; those that are out already are not counted again."""
        out = np.asarray(where, dtype=bool) & self.kept
        count = int(out.sum())
        if count:
            self.reading.left_out[reason] += count
            self.kept &= ~out

    def blame(self, where: Any, role: str, message: Callable[[str], str]) -> None:
        """Refuse cells of a column; rows that are left out already are not looked at."""
        wrong = np.flatnonzero(np.asarray(where, dtype=bool) & self.kept)
        if len(wrong):
            words = self.text(role)
            heading = self.reading.headings.get(role, role)
            self.reading.faults += [
                Fault(int(self.rows[place]), heading, message(words[int(place)].as_py()))
                for place in wrong
            ]
            self.kept[wrong] = False

    def partner(self, role: str, codes: PartnerCodes, part: str = "") -> dict[str, pa.Array]:
        """Return who a column of country codes means; groups and nobody are left out.

        Args:
            role: The column.
            codes: The system its codes are of.
            part: Name of the part under which parts of a country are told; none where empty.

        Returns:
            The partner and, where asked for, the part.
        """
        kinds = self.mapped(role, lambda word: codes.meaning(word).kind)
        kind = kinds.to_numpy(zero_copy_only=False)
        self.leave_out(kind == "group", "groups of countries, beside the countries")
        self.leave_out(kind == "nowhere", "areas that are not named or are secret")
        self.blame(kind == "unknown", role, codes.unknown)
        found = {"partner": self.mapped(role, lambda word: codes.meaning(word).code)}
        if part:
            found[part] = self.mapped(role, lambda w: w if codes.meaning(w).is_part else "")
        return found

    def partner_or_world(self, role: str, codes: PartnerCodes) -> dict[str, pa.Array]:
        """Return the same; of a file without the column, all countries together."""
        known = role in self.columns
        return self.partner(role, codes) if known else {"partner": constant(WORLD, self.size)}

    def reporter(self, role: str, codes: PartnerCodes) -> pa.Array:
        """Return the country that reports; a code that is none is refused."""
        known = self.where(role, lambda word: bool(codes.meaning(word).code))
        self.blame(~known, role, codes.unknown)
        return self.mapped(role, lambda word: codes.meaning(word).code)

    def period(self, role: str) -> dict[str, pa.Array]:
        """Return the period and frequency of a column; totals of all periods are left out."""
        self.leave_out(
            self.where(role, lambda w: (p := parse_period(w)) is not None and not p.text),
            "totals of all periods",
        )
        self.blame(self.where(role, lambda w: parse_period(w) is None), role, unknown_period)
        return {
            "period": self.mapped(role, lambda w: p.text if (p := parse_period(w)) else ""),
            "frequency": self.mapped(role, lambda w: p.frequency if (p := parse_period(w)) else ""),
        }


def constant(word: str, size: int) -> pa.Array:
    """Return a column of one word."""
    return pa.repeat(pa.scalar(word, pa.string()), size)


def mapped(encoded: pa.DictionaryArray, meaning: Callable[[str], str]) -> pa.Array:
    """Return what a function makes of each text, asked once for each different one."""
    said = [meaning(str(word)) for word in encoded.dictionary.to_pylist()]
    return pa.array(said, pa.string()).take(encoded.indices)


def by_word(encoded: pa.DictionaryArray, meaning: Callable[[str], Any], kind: Any) -> Any:
    """Return the same of a function that makes numbers or truths of texts, as a NumPy array."""
    found = np.array([meaning(str(word)) for word in encoded.dictionary.to_pylist()], dtype=kind)
    places = encoded.indices.to_numpy(zero_copy_only=False)
    return found[places] if len(found) else np.zeros(0, dtype=kind)


def records(batch: FileRows, parts: tuple[str, ...], **columns: Any) -> pa.Table:
    """Return the records of the rows that are kept.

    Args:
        batch: The rows.
        parts: Names of what a record may be a part of.
        columns: Texts, measures and marks; what is not given is empty, unknown or false.
    """
    table: dict[str, Any] = {}
    for name in (*TEXTS, *parts):
        given = columns.get(name, "")
        table[name] = constant(given, batch.size) if isinstance(given, str) else given
    for name in MEASURES:
        given = _unless_worthless(columns.get(name), columns.get("value"), name)
        table[name] = pa.nulls(batch.size, pa.float64()) if given is None else pa.array(given)
    for name in MARKS:
        given = columns.get(name)
        marks = np.zeros(batch.size, dtype=np.int8) if given is None else given
        table[name] = pa.array(np.asarray(marks, dtype=np.int8))
    table["row"] = pa.array(batch.rows)
    return pa.table(table).filter(pa.array(batch.kept))


def _unless_worthless(given: Any, value: Any, name: str) -> Any:
    """Return a quantity; none beside a value is not nothing, but unknown."""
    if name == "value" or not isinstance(given, np.ndarray) or not isinstance(value, np.ndarray):
        return given
    return np.where((given == 0.0) & (value > 0.0), np.nan, given)


def usual_basis(flow: pa.Array) -> pa.Array:
    """Return how goods are valued where nothing is said: imports CIF, exports FOB."""
    return pc.if_else(pc.equal(flow, "imports"), "cif", "fob")
