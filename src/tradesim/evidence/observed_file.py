"""A tidy table of observed trade, as CSV or Parquet, read or refused with all its problems."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from tradesim.customs.numbers import parse_number
from tradesim.errors import ObservedError, Problem
from tradesim.evidence.observed import MEASURES, Key, Observed, ObservedSeries, joined
from tradesim.evidence.periods import EXAMPLES, FREQUENCIES, frequency_of, months_of, plain
from tradesim.evidence.table_rows import cells_by_name, csv_rows, heading_of, readable
from tradesim.limits import MOST_ROWS
from tradesim.records.parquet import open_parquet
from tradesim.scenario.wording import did_you_mean, listing, near_miss

NEEDED = ("month", "destination", "origin")
GOODS = ("customs_group", "item")
"""Columns that say what a row is about; one of them is needed."""
OPTIONAL = (*GOODS, *MEASURES, "unit", "flow", "basis", "frequency", "flag")
COLUMNS = ("month", "item", "destination", "origin", "flow", "quantity", "unit")
"""A heading that suffices."""
YEAR = "year"
"""What a yearly table may call its column of periods."""
FLOWS = {"": "import", "import": "import", "imports": "import", "export": "export"} | {
    "exports": "export"
}
SUFFIXES = (".csv", ".parquet")


def read_observed(paths: Path | Sequence[Path]) -> Observed:
    """Return the series of tidy tables; of a folder, of all tables in it.

    Where two files give a period of a series, the first has it.

    Raises:
        ObservedError: With every problem of the first file that has any, and its lines.
    """
    given = [paths] if isinstance(paths, Path) else list(paths)
    return joined([_read(path) for place in given for path in _files(place)])


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    found = sorted(path for path in place.iterdir() if path.suffix in SUFFIXES)
    if not found:
        raise ObservedError.of(place, "this folder holds no table (.csv or .parquet).")
    return found


def _read(path: Path) -> Observed:
    if path.suffix == ".parquet":
        rows = readable(path, _parquet_rows, "Parquet", (pa.ArrowException,))
    else:
        rows = csv_rows(path)
    series, problems = _series(rows)
    if problems:
        raise ObservedError(path, problems)
    return series


def _parquet_rows(path: Path) -> list[list[str]]:
    """Return the rows of a Parquet file as text; its heading is line 1, as in CSV."""
    table = open_parquet(path, most_rows=MOST_ROWS).read()
    columns = [
        ["" if value is None or value != value else str(value) for value in column.to_pylist()]  # noqa: PLR0124
        for column in table.columns
    ]
    return [list(table.column_names), *(list(row) for row in zip(*columns, strict=True))]


def _series(rows: list[list[str]]) -> tuple[Observed, list[Problem]]:
    if rows and "month" not in heading_of(rows):
        rows = [["month" if name == YEAR else name for name in heading_of(rows)], *rows[1:]]
    problems = list(_heading_problems(heading_of(rows)))
    if problems:
        return {}, problems
    found: Observed = {}
    for line, row in cells_by_name(rows, OPTIONAL, problems):
        wrong = list(_row_problems(row, line))
        problems += wrong or list(_add(found, row, line))
    if not found and not problems:
        problems.append(Problem(None, "", "it has a heading and no months."))
    return found, problems


def _heading_problems(heading: list[str]) -> Iterator[Problem]:
    if not heading:
        yield Problem(None, "", f"it is empty. Its first line is: {','.join(COLUMNS)}")
        return
    for column in NEEDED:
        if column not in heading:
            yield Problem(1, column, _absent(column, heading))
    counted = MEASURES[0] in heading or MEASURES[2] in heading
    if counted and "unit" not in heading:
        yield Problem(1, "unit", _absent("unit", heading))
    for choice, what in ((GOODS, "the goods"), (MEASURES, "how much it was")):
        if not set(choice) & set(heading):
            near = "".join(_near(column, heading) for column in choice)
            said = f"no column says {what} ({listing(heading)}).{near} Add one of"
            yield Problem(1, "", f"{said} {listing(choice)}; {_SUFFICES}.")
    for column in dict.fromkeys(heading):
        if heading.count(column) > 1:
            yield Problem(1, column, "this column stands there twice.")


_SUFFICES = f"a heading that suffices is {','.join(COLUMNS)}"


def _absent(column: str, heading: Sequence[str]) -> str:
    near = _near(column, heading)
    return f"there is no such column ({listing(heading)}).{near} Add it; {_SUFFICES}."


def _near(column: str, heading: Sequence[str]) -> str:
    near = near_miss(column, heading, {*NEEDED, *OPTIONAL})
    return near.replace("Did you mean", "Is it")


def _row_problems(row: dict[str, str], line: int) -> Iterator[Problem]:
    period = plain(row["month"], row["frequency"])
    if not months_of(period):
        said = f"'{row['month']}' is not a month. Write {EXAMPLES}."
        yield Problem(line, "month", said)
    elif row["frequency"] not in {"", *FREQUENCIES}:
        near = did_you_mean(row["frequency"], FREQUENCIES)
        said = f"'{row['frequency']}' is none of {listing(FREQUENCIES)}.{near}"
        yield Problem(line, "frequency", said)
    elif row["frequency"] not in {"", frequency_of(period)}:
        said = f"'{row['month']}' is a {frequency_of(period)}, not a {row['frequency']}."
        yield Problem(line, "month", said)
    counted = ("unit",) if row["quantity"] or row["unit_value_usd"] else ()
    goods = () if any(row[name] for name in GOODS) else ("customs_group",)
    for name in (*goods, "destination", "origin", *counted):
        if not row[name]:
            yield Problem(line, name, "nothing is given.")
    if row["flow"].lower() not in FLOWS:
        yield Problem(line, "flow", f"'{row['flow']}' is neither import nor export.")
    for measure in MEASURES:
        if row[measure] and _number(row[measure]) is None:
            said = f"'{row[measure]}' is not a number from 0 up. Leave unknown months empty."
            yield Problem(line, measure, said)


def _add(found: Observed, row: dict[str, str], line: int) -> Iterator[Problem]:
    period = plain(row["month"], row["frequency"])
    key = Key(
        row["customs_group"],
        row["destination"],
        row["origin"],
        "export" if FLOWS[row["flow"].lower()] == "export" else "import",
        row["item"] if row["item"] != row["customs_group"] else "",
        frequency_of(period),
    )
    series = found.setdefault(key, ObservedSeries(row["unit"]))
    if not series.unit and row["unit"]:
        series = found[key] = replace(series, unit=row["unit"])
    if row["unit"] and series.unit != row["unit"]:
        said = f"'{row['unit']}', but '{series.unit}' earlier in the same series."
        yield Problem(line, "unit", said)
    for measure in MEASURES:
        number = _number(row[measure])
        if number is None or math.isnan(number) or _is_unknown(row, measure, number):
            continue
        if period in series.values[measure]:
            said = f"{period} of {' '.join(key[:3])} stands there twice."
            yield Problem(line, measure, said)
        series.values[measure][period] = number


def _is_unknown(row: dict[str, str], measure: str, number: float) -> bool:
    """Tell a quantity of nothing beside a value: somebody paid, so something came."""
    value = _number(row["value_usd_m"])
    return measure == "quantity" and number == 0.0 and value is not None and value > 0.0


def _number(text: str) -> float | None:
    """Return a number from 0 up, NaN where it is missing; None where it is neither."""
    number = parse_number(text)
    return None if number is None or number < 0.0 else number
