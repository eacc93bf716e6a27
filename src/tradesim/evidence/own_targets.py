"""Targets of one's own: a CSV file with a figure a row, its tolerance and where it is from."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from tradesim.errors import ObservedError, Problem
from tradesim.evidence.figure_scores import observed_number
from tradesim.evidence.periods import months_of
from tradesim.evidence.simulated import STATISTICS
from tradesim.evidence.table_rows import cells_by_name, csv_rows, heading_of
from tradesim.experiments.columns import PLACES, column_name
from tradesim.measures.catalogue import MEASURES
from tradesim.scenario.wording import did_you_mean, listing

REQUIRED = ("statistic", "value", "tolerance", "source")
OPTIONAL = ("name", "item", "origin", "destination", "actor", "period", "base_period", "scale")


@dataclass(frozen=True)
class OwnTarget:
    """A target and what it is in a run.

    Attributes:
        name: What it is called.
        row: How it is measured, as a row of ``scored.csv``.
        observed: Its value; a date as days since 1970.
        deviation: Standard deviation of its gap to a run, in its unit (of dates: days).
        unit: ``date``, or nothing.
        source: Where the value is from.
        line: Its line in the file.
    """

    name: str
    row: dict[str, str]
    observed: float
    deviation: float
    unit: str
    source: str
    line: int


def read_targets(path: Path, own: Collection[str] = ()) -> list[OwnTarget]:
    """Return the targets of a file.

    Args:
        path: A CSV file with a heading.
        own: Names of measures of one's own.

    Raises:
        ObservedError: With every problem of the file, by line.
    """
    rows = csv_rows(path)
    problems = list(_heading(heading_of(rows)))
    found = list[OwnTarget]()
    first = dict[tuple[str, ...], int]()
    for line, given in cells_by_name(rows if not problems else [], OPTIONAL, problems):
        wrong = list(_row(given, line, own))
        problems += wrong
        if not wrong:
            target = _target(given, line, own)
            found.append(target)
            problems += _again(target, first.setdefault(tuple(target.row.values()), line))
    if not found and not problems:
        problems.append(Problem(None, "", "a heading and at least one target are needed."))
    if problems:
        raise ObservedError(path, problems)
    return found


def ends_of(period: str) -> tuple[str, str] | None:
    """Return the first and last month, or the day twice, that a period means; None if it is none.

    A period is ``2019``, ``2019-Q3``, ``2019-07``, ``2019-07..2020-06`` or a day.
    """
    months = months_of(period)
    if months:
        return months[0], months[-1]
    return (period, period) if _is_date(period) else None


def _again(target: OwnTarget, first: int) -> Iterator[Problem]:
    """Yield that a target is what an earlier line is: it would count twice."""
    if target.line != first:
        said = f"line {first} is of the same: it would count twice. Make one target of both."
        yield Problem(target.line, "", said)


def _heading(heading: list[str]) -> Iterator[Problem]:
    for name in (name for name in REQUIRED if name not in heading):
        yield Problem(1, name, f"this column is missing (columns: {listing(heading) or 'none'}).")
    for name in heading:
        if name not in {*REQUIRED, *OPTIONAL}:
            near = did_you_mean(name, [*REQUIRED, *OPTIONAL])
            yield Problem(1, name, f"there is no such column.{near}")
        elif heading.count(name) > 1:
            yield Problem(1, name, "this column stands there twice.")


def _row(given: dict[str, str], line: int, own: Collection[str]) -> Iterator[Problem]:
    statistic, value = given["statistic"], given["value"]
    is_statistic, is_measure = statistic in STATISTICS, statistic in {*own, *MEASURES}
    if not (is_statistic or is_measure):
        near = did_you_mean(statistic, [*STATISTICS, *own, *MEASURES])
        said = f"'{statistic}' is neither a statistic nor a measure.{near}"
        yield Problem(line, "statistic", said)
    if not (_is_number(value) or _is_date(value)):
        yield Problem(line, "value", f"'{value}' is neither a number nor a date.")
    if not given["source"]:
        yield Problem(line, "source", "say where the value is from.")
    tolerance = given["tolerance"].removesuffix("%")
    if not _is_number(tolerance) or float(tolerance) <= 0.0:
        said = f"'{given['tolerance']}' is no tolerance: a number above 0, or a share as in 10%."
        yield Problem(line, "tolerance", said)
    elif given["tolerance"].endswith("%") and (_is_date(value) or value.strip("0.+-") == ""):
        said = "a share of a date, or of nothing, is none: give a number (of dates: of days)."
        yield Problem(line, "tolerance", said)
    for field in ("period", "base_period"):
        said = given[field]
        if said and is_measure and not is_statistic:
            yield Problem(line, field, "a measure is of the whole run: leave it out.")
        elif said and ends_of(said) is None:
            words = (
                f"'{said}' is no period. Write 2019, 2019-Q3, 2019-07, 2019-07..2020-06 or a day."
            )
            yield Problem(line, field, words)


def _target(given: dict[str, str], line: int, own: Collection[str]) -> OwnTarget:
    unit = "date" if _is_date(given["value"]) else ""
    observed = observed_number(given["value"], unit)
    share = given["tolerance"].endswith("%")
    tolerance = float(given["tolerance"].removesuffix("%"))
    statistic, places = given["statistic"], [given[place] for place in PLACES]
    if statistic not in STATISTICS and statistic not in own and any(places):
        statistic = column_name((statistic, places[0], places[1], places[2], places[3]))
    first, last = ends_of(given["period"]) or ("", "")
    base_first, base_last = ends_of(given["base_period"]) or ("", "")
    named = [given["statistic"], *places, given["period"]]
    row = {"statistic": statistic, "subject": given["item"], "first": first, "last": last}
    row |= {name: given[name] for name in ("origin", "destination", "actor", "scale")}
    row |= {"base_first": base_first, "base_last": base_last}
    return OwnTarget(
        given["name"] or " ".join(word for word in named if word),
        row,
        observed,
        tolerance / 100.0 * abs(observed) if share else tolerance,
        unit,
        given["source"],
        line,
    )


def _is_number(word: str) -> bool:
    try:
        return math.isfinite(float(word))
    except ValueError:
        return False


def _is_date(word: str) -> bool:
    try:
        dt.date.fromisoformat(word)
    except ValueError:
        return False
    return True
