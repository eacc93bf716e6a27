"""Dates within sentences. Tables and files write them as 2019-07-01."""

from __future__ import annotations

import datetime as dt

from tradesim.wording.said import said, said_date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""English whatever the locale, so that words are the same everywhere."""


def day(date: dt.date) -> str:
    """Return a date: 1 Jul 2019."""
    return said_date(date, f"{date.day} {month(date)}")


def month(date: dt.date) -> str:
    """Return the month of a date: Jul 2019."""
    return f"{MONTHS[date.month - 1]} {date.year}"


def date_of(days: float) -> dt.date:
    """Return the date that lies so many days after 1970-01-01, as series and tables count them."""
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(days))


def days_until(date: str) -> float:
    """Return the days from 1970-01-01 to a date that is written as 2019-07-01."""
    return float((dt.date.fromisoformat(date) - dt.date(1970, 1, 1)).days)


def span(first: dt.date, last: dt.date) -> str:
    """Return two dates, or one where they are the same."""
    return (
        day(first)
        if first == last
        else said("{since} to {until}", since=day(first), until=day(last))
    )
