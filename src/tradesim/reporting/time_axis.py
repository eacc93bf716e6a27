"""The axis of time: a tick for each month, as many names as fit, years under each January."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from tradesim.reporting.labels import POINTS, text_width
from tradesim.reporting.ruling import broken, rule
from tradesim.reporting.style import MUTED, TICK, Size
from tradesim.wording.dates import MONTHS

STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from one name to the next."""

AIR = 1.3
"""Room for a name, in widths of a year's number."""

MINOR = 4.0
"""Least distance of small ticks, points of a slide."""


def name_months(axes: Axes, span: tuple[float, float], size: Size, *, named: bool) -> None:
    """Set limits, ticks and names of the axis of time.

    Args:
        axes: The axes; once more when they have their place.
        span: First and last day.
        size: Size of the figure.
        named: Whether the months are named; not above a panel that shares the axis.
    """
    names = months_named(axes, span, size)
    axes.set_xlim(*span)
    axes.set_xticks(list(names), list(names.values()), fontsize=size.small, color=MUTED)
    axes.tick_params(axis="x", length=size.scaled(6), color=MUTED, labelbottom=named)


def months_named(axes: Axes, span: tuple[float, float], size: Size) -> dict[float, str]:
    """Return the days that have room for a name on axes as wide as they are now, with the name."""
    width = float(axes.get_window_extent().width) / axes.figure.dpi * POINTS
    months = _months(span)
    days = _days(months)
    step = _step(len(months), width, text_width("2020", size.small) * AIR)
    chosen = [index for index, month in enumerate(months.astype(int)) if _is_named(month, step)]
    numbers = [int(months[index].astype(int)) for index in chosen]
    names = [_name(number, step, dated=number in numbers[:1]) for number in numbers]
    return dict(zip(days[chosen].tolist(), names, strict=True))


def lines_of(names: Mapping[float, str]) -> int:
    """Return how many lines names take."""
    return max((name.count("\n") + 1 for name in names.values()), default=0)


def tick_months(axes: Axes, span: tuple[float, float], size: Size) -> None:
    """Draw a small tick for each month, all as one broken line: hundreds of objects are slow.

    The axes must have their final place.
    """
    box, days = axes.get_window_extent(), _days(_months(span))
    scale = axes.figure.dpi / POINTS
    if len(days) * size.scaled(MINOR) * scale > box.width:
        return
    depth = -size.scaled(3) * scale / max(float(box.height), 1.0)
    place = axes.get_xaxis_transform()
    rule(axes, broken(days, 0.0, depth), place, TICK, size.scaled(0.8), 1).set_clip_on(False)


def time_axis(axes: Axes, span: tuple[float, float], size: Size, *, named: bool) -> None:
    """Set limits, ticks and names of the axis of time of axes in their final place."""
    name_months(axes, span, size, named=named)
    tick_months(axes, span, size)


def _days(months: npt.NDArray[np.datetime64]) -> npt.NDArray[np.float64]:
    return months.astype("datetime64[D]").astype(np.float64)


def _months(span: tuple[float, float]) -> npt.NDArray[np.datetime64]:
    """Return the months that begin within a span."""
    first, last = (np.datetime64(int(day), "D").astype("datetime64[M]") for day in span)
    months = np.arange(first, last + np.timedelta64(1, "M"))
    return months[_days(months) >= span[0]]


def _step(months: int, width: float, room: float) -> int:
    return next((step for step in STEPS if months / step * room <= width), STEPS[-1])


def _is_named(month: int, step: int) -> bool:
    """Say whether a month, counted from January 1970, gets a name."""
    return (1970 * 12 + month) % step == 0


def _name(month: int, step: int, *, dated: bool) -> str:
    """Return the name of a month, with its year in January and where asked for."""
    year, number = 1970 + month // 12, month % 12
    if step >= 12:  # noqa: PLR2004
        return str(year)
    return f"{MONTHS[number]}\n{year}" if dated or number == 0 else MONTHS[number]
