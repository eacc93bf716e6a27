"""Editions of the Harmonised System: their names, the letters of statistics, their years."""

from __future__ import annotations

from typing import Literal

EditionName = Literal["HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022"]

EDITIONS: dict[str, str] = {
    "HS1992": "H0",
    "HS1996": "H1",
    "HS2002": "H2",
    "HS2007": "H3",
    "HS2012": "H4",
    "HS2017": "H5",
    "HS2022": "H6",
}
"""The code that UN Comtrade and WITS write for each edition (World Customs Organization)."""

BY_CODE = {code: name for name, code in EDITIONS.items()}


def edition_named(text: str) -> str:
    """Return the edition that a word means, such as H5, HS17, HS2017; empty where it is none."""
    word = text.strip().upper().replace(" ", "").replace("-", "")
    if word in BY_CODE:
        return BY_CODE[word]
    digits = word.removeprefix("HS")
    near = [name for name in EDITIONS if digits and name.endswith(digits[-2:])]
    is_year = digits.isdigit() and len(digits) in {2, 4}
    return near[0] if is_year and near and near[0].endswith(digits) else ""


def edition_in_force(year: int) -> str:
    """Return the edition that customs used in a year, if they changed on time."""
    started = [name for name in EDITIONS if int(name.removeprefix("HS")) <= year]
    return started[-1] if started else ""


def national_edition(file: str, period: str) -> str:
    """Return the edition in force in a period, for files that follow the customs of the day."""
    del file
    return edition_in_force(int(period[:4])) if period[:4].isdigit() else ""
