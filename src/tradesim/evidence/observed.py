"""Observed monthly imports: a tidy customs file, or what comes with tradesim.

A file has a line a month, customs group, destination and origin; the origin ``WLD`` is all
origins together. An empty cell is a month that was not published.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from tradesim.errors import ObservedError, Problem
from tradesim.evidence.published import published_months
from tradesim.scenario.wording import did_you_mean, listing

COLUMNS = ("month", "customs_group", "destination", "origin", "quantity", "unit", "value_usd_m")
MEASURES = ("quantity", "value_usd_m")

NAIVE_FIRST, NAIVE_LAST = "2019-01", "2019-06"
"""The months whose mean is the forecast of no change."""

SCORED_FROM = "2019-07"
"""The first month that is scored."""

Key = tuple[str, str, str]
"""Customs group, destination, origin."""


@dataclass(frozen=True)
class ObservedSeries:
    """The months of one series.

    Attributes:
        unit: Physical unit of the quantity.
        values: By measure and month (YYYY-MM).
    """

    unit: str
    values: dict[str, dict[str, float]]

    def unchanged(self, measure: str, key: Key) -> float:
        """Return the level of January to June 2019: its own, or what the evidence keeps."""
        own = [v for m, v in self.values[measure].items() if NAIVE_FIRST <= m <= NAIVE_LAST]
        if len(own) == len("123456"):
            return float(np.mean(own))
        kept = kept_levels().get(key)
        if kept is None or kept.unit != self.unit:
            return math.nan
        return kept.values[measure].get(NAIVE_FIRST, math.nan)


Observed = dict[Key, ObservedSeries]


def read_observed(path: Path) -> Observed:
    """Return the series of a tidy customs file.

    Raises:
        ObservedError: With every problem of the file and its line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ObservedError(
            str(path), [Problem(None, "", f"it cannot be read: {reason}.")]
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        said = f"it is not CSV in UTF-8: {error}."
        raise ObservedError(str(path), [Problem(None, "", said)]) from None
    series, problems = _series(rows)
    if problems:
        raise ObservedError(str(path), problems)
    return series


def published_series() -> Observed:
    """Return the months that come with tradesim."""
    units = {key[0]: (key[1], series.unit) for key, series in kept_levels().items()}
    found: Observed = {}
    for row in published_months().itertuples():
        destination, unit = units[str(row.customs_group)]
        key = (str(row.customs_group), destination, str(row.origin))
        series = found.setdefault(key, ObservedSeries(unit, {m: {} for m in MEASURES}))
        for measure in MEASURES:
            value = float(getattr(row, measure))
            if not math.isnan(value):
                series.values[measure][str(row.month)] = value
    return found


@cache
def kept_levels() -> Observed:
    """Return the mean months of January to June 2019 that the evidence keeps."""
    text = (files("tradesim.evidence") / "no_change.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        (row["customs_group"], row["destination"], row["origin"]): ObservedSeries(
            row["unit"], {m: {NAIVE_FIRST: float(row[m])} for m in MEASURES}
        )
        for row in rows
    }


def _series(rows: list[list[str]]) -> tuple[Observed, list[Problem]]:
    heading = [word.strip() for word in rows[0]] if rows else []
    problems = list(_heading_problems(heading))
    if problems:
        return {}, problems
    found: Observed = {}
    for line, cells in enumerate(rows[1:], start=2):
        if not any(cells):
            continue
        if len(cells) != len(heading):
            said = f"{len(cells)} cells, but the heading has {len(heading)}."
            problems.append(Problem(line, "", said))
            continue
        row = {name: cell.strip() for name, cell in zip(heading, cells, strict=True)}
        wrong = [*_row_problems(row, line), *_add(found, row, line)]
        problems += wrong
    if not found and not problems:
        problems.append(Problem(None, "", "it has a heading and no months."))
    return found, problems


def _heading_problems(heading: list[str]) -> Iterator[Problem]:
    if not heading:
        yield Problem(None, "", f"it is empty. Its first line is: {','.join(COLUMNS)}")
        return
    for column in COLUMNS:
        if column not in heading:
            near = did_you_mean(column, heading).replace("Did you mean", "Is it")
            yield Problem(1, column, f"there is no such column ({listing(heading)}).{near}")


def _row_problems(row: dict[str, str], line: int) -> Iterator[Problem]:
    if not _is_month(row["month"]):
        said = f"'{row['month']}' is not a month. Write it as 2019-07."
        yield Problem(line, "month", said)
    for name in ("customs_group", "destination", "origin", "unit"):
        if not row[name]:
            yield Problem(line, name, "nothing is given.")
    for measure in MEASURES:
        if row[measure] and _number(row[measure]) is None:
            said = f"'{row[measure]}' is not a number from 0 up. Leave unknown months empty."
            yield Problem(line, measure, said)


def _add(found: Observed, row: dict[str, str], line: int) -> Iterator[Problem]:
    key = (row["customs_group"], row["destination"], row["origin"])
    series = found.setdefault(key, ObservedSeries(row["unit"], {m: {} for m in MEASURES}))
    if series.unit != row["unit"]:
        said = f"'{row['unit']}', but '{series.unit}' earlier in the same series."
        yield Problem(line, "unit", said)
    for measure in MEASURES:
        number = _number(row[measure])
        if number is None:
            continue
        if row["month"] in series.values[measure]:
            said = f"{row['month']} of {' '.join(key)} stands there twice."
            yield Problem(line, measure, said)
        series.values[measure][row["month"]] = number


def _is_month(text: str) -> bool:
    year, dash, month = text.partition("-")
    digits = year.isascii() and year.isdigit() and month.isascii() and month.isdigit()
    shaped = len(year) == len("2019") and len(month) == len("07")
    return bool(dash) and digits and shaped and 1 <= int(month) <= len("JFMAMJJASOND")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0.0 else None
