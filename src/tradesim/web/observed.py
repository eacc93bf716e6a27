"""Published months of imports, as points on the charts of what comes from where."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tradesim.evidence.shipped import published_series
from tradesim.measures.months import days_of_months
from tradesim.web.numbers import rounded
from tradesim.web.view import View
from tradesim.wording.said import said


def observed_points(view: View) -> dict[str, Any]:
    """Return published imports by chart and series, in units a week at the end of each month.

    Only months of the goods and the country shown that come with tradesim; where there are none,
    the fields are empty.
    """
    points: dict[str, dict[str, list[list[float]]]] = {}
    for key, series in published_series().items():
        group, origin = key.customs_group, key.origin
        unit = {item.unit for item in view.scenario.items if item.customs_group == group}
        shown_as = view.scenario.page.region or view.country
        is_import = (key.flow, key.frequency, key.destination) == ("import", "month", shown_as)
        shown = is_import and origin in view.origins.get(group, ())
        if not shown or unit != {series.unit}:
            continue
        months = [
            _point(view, month, amount) for month, amount in series.values["quantity"].items()
        ]
        kept = sorted(point for point in months if point is not None)
        if kept:
            points.setdefault(f"imports {group}", {})[origin] = kept
    source = said("Points: months published by customs statistics, per week.")
    return {"observed": points, "observed_sources": dict.fromkeys(points, source)}


def _point(view: View, month: str, amount: float) -> list[float] | None:
    """Return the week in which a month ends and its mean per week, None where it is not shown."""
    days = days_of_months(view.calendar)
    first = dt.date.fromisoformat(f"{month}-01")
    if first not in days.months:
        return None
    share = days.share[days.months.index(first)]
    week = int(share.nonzero()[0][-1]) - view.span.start
    if not 0 <= week < len(view.mondays):
        return None
    return [week, float(rounded(amount / share.sum()))]
