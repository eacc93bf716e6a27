"""Charts of runs as the page gets them, and the run that stands for all: that nearest the mean."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.bands import bands
from tradesim.measures.panels import PANELS
from tradesim.measures.recording import Recording
from tradesim.web.charts import Chart
from tradesim.web.numbers import listed


@dataclass(frozen=True, eq=False)
class DrawnChart:
    """A chart of some runs.

    Attributes:
        series: The bands of each line, by its name.
        away: How far each run lies from the mean, shape (run,).
    """

    series: dict[str, dict[str, Any]]
    away: Floats


class ChartsDrawn:
    """Draws charts, once for settings of a block that have their goods in common.

    Args:
        charts: The charts.
        weeks: The weeks shown.
    """

    def __init__(self, charts: Sequence[Chart], weeks: range) -> None:
        """Begin with none drawn."""
        self._charts, self._weeks = charts, weeks
        self._known: dict[Hashable, DrawnChart] = {}

    def drawn(self, recording: Recording) -> list[DrawnChart]:
        """Return the charts of some runs."""
        goods = _goods_of(recording)
        return [self._drawn(chart, recording, goods) for chart in self._charts]

    def forget(self) -> None:
        """Let go of what was drawn, before panels are written over."""
        self._known.clear()

    def _drawn(self, chart: Chart, recording: Recording, goods: Hashable) -> DrawnChart:
        if goods is None or any(map(_is_of_controls, chart.panels)):
            return drawn_chart(chart, chart.values(recording, self._weeks))
        key = chart.name, goods
        if key not in self._known:
            self._known[key] = drawn_chart(chart, chart.values(recording, self._weeks))
        return self._known[key]


def drawn_chart(chart: Chart, values: Floats) -> DrawnChart:
    """Return a chart, given its values, shape (line, week, run)."""
    band = bands(values)
    names = (line.name for line in chart.lines)
    return DrawnChart(dict(zip(names, _series(band), strict=True)), away(values, band))


def nearest_to_mean(distances: Sequence[Floats]) -> int:
    """Return the run whose charts are nearest their means over runs, the first of equals.

    Args:
        distances: Of each chart, how far each run lies from the mean, shape (run,).
    """
    total = np.zeros_like(distances[0])
    for distance in distances:
        total += distance
    return int(np.argmin(total))


def away(chart: Floats, band: Floats) -> Floats:
    """Return how far each run lies from the mean of a chart, shape (run,).

    Distances are added up over weeks and lines, each in proportion to the spread of its line.

    Args:
        chart: Its values, shape (line, week, run).
        band: Mean and ends of their band, shape (3, line, week).
    """
    mean, low, high = band
    distance = np.nansum(np.abs(chart - mean[..., None]), axis=1)
    spread = np.nansum(high - low, axis=1)[:, None]
    apart = np.divide(distance, spread, out=np.zeros_like(distance), where=spread > 0.0)
    return np.asarray(apart.sum(axis=0))


def _goods_of(recording: Recording) -> Hashable:
    """Return a mark of the goods of some runs: settings of a block that share them share panels.

    None where rights are priced: who keeps the rent is a matter of policies.
    """
    if recording.panels["rent"].size:
        return None
    places = [
        (name, panel.shape, panel.__array_interface__["data"][0])
        for name, panel in recording.panels.items()
        if panel.size and not _is_of_controls(name)
    ]
    return recording.origin, tuple(places)


def _is_of_controls(panel: str) -> bool:
    return PANELS.get(panel) == "control"


def _series(band: Floats) -> list[dict[str, Any]]:
    """Return the bands of each line of a chart, from an array of shape (3, line, week)."""
    mean, low, high = (listed(part) for part in band)
    return [{"mean": m, "low": lo, "high": hi} for m, lo, hi in zip(mean, low, high, strict=True)]
