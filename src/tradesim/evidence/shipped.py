"""Observed trade that comes with tradesim: published single figures, each with its source.

``observations.csv`` says which series a figure of ``figures.csv`` is a period of; ``no_change.csv``
keeps the mean month of a baseline whose months are not shipped.
"""

from __future__ import annotations

from functools import cache

from tradesim.evidence.observed import Key, Observed, ObservedSeries
from tradesim.evidence.periods import frequency_of, months_of, plain
from tradesim.evidence.window import Window
from tradesim.scenario import Scenario
from tradesim.scenario.bundled import bundled_table

A_MONTH = "month"
"""The factor of a mean month: the months of its period."""


def published_series(scenario: Scenario | None = None) -> Observed:
    """Return the observed trade that comes with tradesim.

    Args:
        scenario: Only goods of this scenario, from what was known before to its end; all where
            absent.
    """
    table = _published()
    if scenario is None:
        return table
    groups = {item.customs_group for item in scenario.items}
    first, last = Window.of(scenario).oldest, f"{scenario.end:%Y-%m}"
    found: Observed = {}
    for key, series in table.items():
        values = {
            measure: {
                period: number
                for period, number in known.items()
                if months_of(period)[-1] >= first and months_of(period)[0] <= last
            }
            for measure, known in series.values.items()
        }
        if key.customs_group in groups and any(values.values()):
            found[key] = ObservedSeries(series.unit, values)
    return found


@cache
def _published() -> Observed:
    figures = {row["id"]: row for row in bundled_table("tradesim.evidence", "figures.csv")}
    found: Observed = {}
    for row in bundled_table("tradesim.evidence", "observations.csv"):
        facts = figures[row["figure"]]
        period = plain(facts["period"], "")
        direction = "export" if row["flow"] == "export" else "import"
        key = Key(
            row["customs_group"],
            row["destination"],
            row["origin"],
            direction,  # type: ignore[arg-type]
            row["item"],
            frequency_of(period),
        )
        series = found.setdefault(key, ObservedSeries(row["unit"]))
        months = len(months_of(period))
        factor = months if row["factor"] == A_MONTH else float(row["factor"])
        series.values[row["measure"]][period] = float(facts["value"]) * factor
    return found


@cache
def kept_levels() -> Observed:
    """Return the totals of the baselines that the evidence keeps."""
    found: Observed = {}
    for row in bundled_table("tradesim.evidence", "no_change.csv"):
        period = row["period"]
        key = Key(row["customs_group"], row["destination"], row["origin"])
        series = ObservedSeries(row["unit"])
        for measure in ("quantity", "value_usd_m"):
            series.values[measure][period] = float(row[measure]) * len(months_of(period))
        found[key._replace(frequency=frequency_of(period))] = series
    return found
