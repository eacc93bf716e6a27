"""How many firms a row of makers stands for, and of which sizes."""

from __future__ import annotations

from collections.abc import Sequence

from tradesim.customs.known import Concentration, Firms

MOST_FIRMS = 40
TOLERANCE = 1e-6


def sizes(firms: Firms) -> int | list[float]:
    """Return a number of equal firms, or the shares of unequal ones, largest first."""
    if isinstance(firms, Concentration):
        return falling(firms.hhi)
    if isinstance(firms, int):
        return firms
    whole = sum(firms)
    return _in_thousandths([share / whole for share in sorted(firms, reverse=True)])


def falling(hhi: float) -> list[float] | int:
    """Return shares that fall by a constant factor and have a given sum of squares.

    There are twice as many firms as equal ones would be; ``hhi = sum(share^2)``.
    """
    equal = max(1, round(1.0 / hhi))
    count = min(2 * equal, MOST_FIRMS)
    if hhi >= 1.0 - TOLERANCE or count < 2:  # noqa: PLR2004
        return 1
    low, high = 0.0, 1.0
    for _ in range(60):
        factor = (low + high) / 2
        shares = _geometric(factor, count)
        low, high = (low, factor) if sum(s * s for s in shares) < hhi else (factor, high)
    return _in_thousandths(_geometric((low + high) / 2, count))


def _geometric(factor: float, count: int) -> list[float]:
    weights = [factor**place for place in range(count)]
    return [weight / sum(weights) for weight in weights]


def _in_thousandths(shares: Sequence[float]) -> list[float]:
    parts = [max(1, round(1000 * share)) for share in shares]
    parts[0] += 1000 - sum(parts)
    return [part / 1000 for part in parts]
