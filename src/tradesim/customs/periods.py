"""Periods of customs files: months, years, and the totals that dress as either."""

from __future__ import annotations

import re
from typing import NamedTuple

TOTALS = frozenset(
    {"총계", "합계", "소계", "계", "総計", "合計", "总计", "合计", "total", "totals"}
)
"""Words, in small letters, for all the periods of a table together."""

MONTHS = 12

_MONTH = re.compile(
    r"([0-9]{4})(?:-?M?|[/년年.]\s*)([0-9]{2})(?:[월月]|-01|/01)?|([0-9]{4})[년年]\s*([0-9]{1,2})[월月]"
)
_YEAR = re.compile(r"([0-9]{4})(?:[년年]|-A1|-01-01/P1Y)?")


class Period(NamedTuple):
    """A month or a year.

    Attributes:
        text: YYYY-MM or YYYY.
        frequency: month, year, or total where it is neither.
    """

    text: str
    frequency: str


def parse_period(text: str) -> Period | None:
    """Return the period of a cell, None where it is none.

    Months 52 and 00, and words such as 총계, are totals. ``2019.1`` is refused: a spreadsheet made
    it of 2019.10, or of 2019.01.
    """
    word = text.strip().strip("'\"").strip()
    if word.lower() in TOTALS:
        return Period("", "total")
    found = _MONTH.fullmatch(word)
    if found:
        year, month = found[1] or found[3], int(found[2] or found[4])
        if month in {0, 52}:
            return Period(year, "year")
        return Period(f"{year}-{month:02d}", "month") if month <= MONTHS else None
    found = _YEAR.fullmatch(word)
    return Period(found[1], "year") if found else None


def unknown_period(text: str) -> str:
    """Return a sentence on a cell that is no period."""
    if re.fullmatch(r"[0-9]{4}\.[0-9]", text.strip()):
        return (
            f"'{text}' is no month: a spreadsheet took it for a number and dropped a zero. "
            "Load the column as text."
        )
    return f"'{text}' is no month, such as 2019-07 or 201907, and no year."


def period_in(text: str) -> Period | None:
    """Return the month that stands in a file's name or title, else the year; None without."""
    month = re.search(r"(?<![0-9])((?:19|20)[0-9]{2})[-_.年 ]?(0[1-9]|1[0-2])(?![0-9])", text)
    if month:
        return Period(f"{month[1]}-{month[2]}", "month")
    year = re.search(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])", text)
    return Period(year[1], "year") if year else None
