"""Periods of observations: a month, a quarter, a year, or a span of months, and how they add up."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Frequency = Literal["month", "quarter", "year", "span"]

FREQUENCIES: tuple[Frequency, ...] = ("month", "quarter", "year", "span")

_YEAR = "(?:1[6-9]|2[01])[0-9]{2}"
_MONTH, _QUARTER = f"{_YEAR}-(?:0[1-9]|1[0-2])", f"{_YEAR}-Q[1-4]"
_SPAN = re.compile(rf"({_MONTH})\.\.({_MONTH})")
_SHORT = re.compile(rf"({_YEAR})-([01][0-9])\.\.([01][0-9])")

MONTHS_A_YEAR, MONTHS_A_QUARTER = 12, 3
LONGEST_SPAN = 1200
"""Months in the longest span that is read."""

EXAMPLES = "a month 2019-07, a quarter 2019-Q3, a year 2019 or a span 2019-01..2019-06"


@cache
def months_of(period: str) -> tuple[str, ...]:
    """Return the months of a period as YYYY-MM, none where it is not one."""
    if re.fullmatch(_MONTH, period):
        return (period,)
    if re.fullmatch(_QUARTER, period):
        first = MONTHS_A_QUARTER * (int(period[-1]) - 1)
        return _from(12 * int(period[:4]) + first, MONTHS_A_QUARTER)
    if re.fullmatch(_YEAR, period):
        return _from(12 * int(period), MONTHS_A_YEAR)
    span = _SPAN.fullmatch(period)
    if span is None:
        return ()
    first, last = (_number(month) for month in span.groups())
    return _from(first, last - first + 1) if 0 <= last - first < LONGEST_SPAN else ()


def frequency_of(period: str) -> Frequency:
    """Return how often periods of this form come; ``span`` is a single figure."""
    if re.fullmatch(_MONTH, period):
        return "month"
    if re.fullmatch(_QUARTER, period):
        return "quarter"
    return "year" if re.fullmatch(_YEAR, period) else "span"


def plain(period: str, frequency: str) -> str:
    """Return a period in its own form.

    The year 2019 for '2019-01' in a yearly table, '2019-01..2019-06' for '2019-01..06'.
    """
    short = _SHORT.fullmatch(period)
    if short:
        year, first, last = short.groups()
        return f"{year}-{first}..{year}-{last}"
    if frequency == "year" and re.fullmatch(_MONTH, period) and period.endswith("-01"):
        return period[:4]
    if frequency == "quarter" and re.fullmatch(_MONTH, period):
        quarter, rest = divmod(int(period[5:]) - 1, MONTHS_A_QUARTER)
        return period if rest else f"{period[:4]}-Q{quarter + 1}"
    return period


@cache
def earlier(month: str, months: int) -> str:
    """Return the month some months before another."""
    return _from(_number(month) - months, 1)[0]


def between(first: str, last: str) -> tuple[str, ...]:
    """Return the months from the first to the last."""
    return _from(_number(first), _number(last) - _number(first) + 1)


def _number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:]) - 1


def _from(first: int, count: int) -> tuple[str, ...]:
    return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, first + count))
