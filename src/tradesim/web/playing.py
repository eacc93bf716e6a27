"""One run of the page: from positions of levers to what the page draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tradesim.ensemble import Ensemble
from tradesim.experiments.columns import column_name
from tradesim.measures.bands import bands
from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats
from tradesim.measures.summary import Measured, measure_all
from tradesim.web.flows import network_values
from tradesim.web.numbers import listed
from tradesim.web.packing import packed
from tradesim.web.page import Stage
from tradesim.web.stops import stops
from tradesim.web.telling import policy_dates, sentences

DIGITS = 7
"""Significant digits of outcomes, so that their means are those of ``summary.json``."""


class Player:
    """Plays positions of levers, one after the other, in the same memory.

    Args:
        stage: The scenario.
    """

    def __init__(self, stage: Stage) -> None:
        """Keep the scenario; the panels of the first run are written over by the next."""
        self.stage = stage
        self._memory: dict[str, Floats] | None = None

    def run(self, positions: Sequence[int]) -> dict[str, Any]:
        """Return a run as the page gets it.

        Settings without a policy are measured over the same markets and weeks as the scenario as
        written, so that they can be compared; what their command says otherwise is ``apart``.

        Raises:
            OverrideError: If the values of the positions do not fit together.
        """
        stage = self.stage
        change = stage.board.change(positions)
        recording = self._recording(positions)
        drawn = [chart.values(recording)[:, stage.view.span] for chart in stage.charts]
        shown = [bands(values) for values in drawn]
        run = nearest_to_mean(drawn, shown)
        measured = _by_column(measure_all(recording, beside=stage.scenario.policies))
        alone = _by_column(measure_all(recording)) if change.without else measured
        return {
            "positions": list(positions),
            "command": change.command(stage.name, stage.replicates),
            "replicate": recording.replicates[run],
            "charts": {
                chart.name: dict(
                    zip((line.name for line in chart.lines), _series(band), strict=True)
                )
                for chart, band in zip(stage.charts, shown, strict=True)
            },
            "network": network_values(stage.view, recording, run),
            "policies": policy_dates(stage.view, recording.layout),
            "outcomes": self._outcomes(measured, len(recording.replicates)),
            "apart": self._apart(measured, alone),
            "sentences": sentences(stage.view, recording, run),
            "stops": stops(stage.view, recording, run),
        }

    def packed(self, positions: Sequence[int]) -> bytes:
        """Return a run as gzipped JSON."""
        return packed(self.run(positions))

    def _recording(self, positions: Sequence[int]) -> Recording:
        scenario, count = self.stage.board.made(positions), self.stage.replicates
        ensemble = Ensemble(scenario, range(count), block=count)
        recording = next(ensemble.recordings(memory=self._memory, detailed=True))
        self._memory = recording.panels
        return recording

    def _outcomes(self, measured: Mapping[str, Floats], runs: int) -> dict[str, Any]:
        """Return the shown measures, one value a replicate; null where a run has none."""
        nothing = np.full(runs, np.nan)
        return {
            outcome.measure: {"values": listed(measured.get(outcome.measure, nothing), DIGITS)}
            for outcome in self.stage.outcomes
        }

    def _apart(self, measured: Mapping[str, Floats], alone: Mapping[str, Floats]) -> list[str]:
        """Return the shown measures that the command of a run gives otherwise, or not at all."""
        named = [outcome.measure for outcome in self.stage.outcomes if outcome.measure in measured]
        return [
            name
            for name in named
            if name not in alone or not np.array_equal(measured[name], alone[name], equal_nan=True)
        ]


def _by_column(measures: Sequence[Measured]) -> dict[str, Floats]:
    return {column_name(measure.key): measure.values for measure in measures}


def nearest_to_mean(drawn: Sequence[Floats], shown: Sequence[Floats]) -> int:
    """Return the run whose charts are nearest their means over runs, the first of equals.

    Distances are added up over weeks and series, each in proportion to the spread of its series.

    Args:
        drawn: Charts, each of shape (series, week, run).
        shown: Mean and ends of the band of each, each of shape (3, series, week).
    """
    away = np.zeros(drawn[0].shape[-1])
    for chart, (mean, low, high) in zip(drawn, shown, strict=True):
        distance = np.nansum(np.abs(chart - mean[..., None]), axis=1)
        spread = np.nansum(high - low, axis=1)[:, None]
        apart = np.divide(distance, spread, out=np.zeros_like(distance), where=spread > 0.0)
        away += apart.sum(axis=0)
    return int(np.argmin(away))


def _series(band: Floats) -> list[dict[str, Any]]:
    """Return the bands of each series of a chart, from an array of shape (3, series, week)."""
    mean, low, high = (listed(part) for part in band)
    return [{"mean": m, "low": lo, "high": hi} for m, lo, hi in zip(mean, low, high, strict=True)]
