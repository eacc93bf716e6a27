"""Numbers as a reader wants them: few digits, the same in a terminal, a report and on the page."""

from __future__ import annotations

import math
from collections.abc import Callable

NOTHING = "–"
"""Where there is no number."""

PLAIN = 1000.0
"""From here on, numbers are written without decimals."""

MOST_DECIMALS = 4
"""Decimals of an amount at most."""

FEW_PERCENT = 9.95
"""Up to here, per cent have a decimal."""

ONE_DECIMAL = 0.05
"""Below this, one decimal of a per cent would round a number away."""

LEAST_PERCENT = 0.001
"""Smaller shares than this, in per cent, are told as smaller."""


def amount(value: float) -> str:
    """Return a number with about three digits, without zeros that end its decimals."""
    if not math.isfinite(value) or value == 0.0 or abs(value) >= PLAIN:
        return fixed(value, 0)
    text = fixed(value, min(max(2 - math.floor(math.log10(abs(value))), 0), MOST_DECIMALS))
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return short if short.strip("0") else text


def fixed(value: float, decimals: int) -> str:
    """Return a number with some decimals."""
    return minus(f"{value:,.{decimals}f}") if math.isfinite(value) else NOTHING


def percent(value: float) -> str:
    """Return a share as per cent, with about two digits."""
    if not math.isfinite(value):
        return NOTHING
    hundredths = 100.0 * value
    if 0.0 < abs(hundredths) < LEAST_PERCENT:
        return f"under {LEAST_PERCENT:g} %"
    small = 0.0 < abs(hundredths) < FEW_PERCENT
    decimals = 1 if small else 0
    if small and abs(hundredths) < ONE_DECIMAL:
        decimals = 1 - math.floor(math.log10(abs(hundredths)))
    return minus(f"{hundredths:.{decimals}f} %")


def signed(value: float, write: Callable[[float], str] = amount) -> str:
    """Return a number with its sign, plus too."""
    return f"+{write(value)}" if value > 0.0 else write(value)


def minus(text: str) -> str:
    """Return a number with a true minus sign, and none before zero."""
    text = text.removeprefix("-") if not any(digit in text for digit in "123456789") else text
    return text.replace("-", "\N{MINUS SIGN}")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun; one that ends in s, as series does, has no other plural."""
    return f"{number:,} {noun}{'' if number == 1 or noun.endswith('s') else 's'}"


def writer(how: str) -> Callable[[float], str]:
    """Return the function that writes numbers: ``amount``, ``percent``, or that many decimals."""
    named: dict[str, Callable[[float], str]] = {"amount": amount, "percent": percent}
    return named.get(how, lambda value: fixed(value, int(how)))
