"""The scores of an episode: averages over its series, so that no long one carries them.

Errors of each series are taken over its scale and averaged, for the runs and for each naive
rival (where a series has no such rival, that of no change stands in); the rival that does best on
the episode as a whole is the one to beat.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.evidence.figure_scores import FigureScore
from tradesim.evidence.proper_scores import covered
from tradesim.evidence.rivals import NO_CHANGE, RIVALS
from tradesim.evidence.scores import SeriesPair, SeriesScore, ratio

LONG = 8
"""Months from which the coverage of a series is told by itself."""


@dataclass(frozen=True)
class EpisodeScore:
    """How well an episode was forecast.

    Attributes:
        episode: Name of the scenario.
        group: Episodes that are left out together.
        pairs: Every observed series beside the simulated one.
        figures: Every published single figure that is no trade.
    """

    episode: str
    group: str
    pairs: tuple[SeriesPair, ...]
    figures: tuple[FigureScore, ...]

    @cached_property
    def series(self) -> tuple[SeriesScore, ...]:
        """The scores of the series."""
        return tuple(pair.score() for pair in self.pairs)

    @property
    def share_of_figures_hit(self) -> float:
        """Share of the published figures whose median lies within tolerance; NaN without any."""
        return _mean([float(figure.is_hit) for figure in self.figures])

    @cached_property
    def _coverages(self) -> list[tuple[SeriesPair, float]]:
        return [
            (pair, float(covered(pair.band[0], pair.band[1], pair.observed).sum()))
            for pair in self.pairs
        ]

    @property
    def inside(self) -> int:
        """Observed numbers inside the 90 % band: periods of series and single figures."""
        points = sum(round(count) for _, count in self._coverages)
        return points + sum(figure.is_inside for figure in self.figures)

    @property
    def count(self) -> int:
        """Observed numbers that are scored."""
        return sum(len(pair.months) for pair in self.pairs) + len(self.figures)

    @property
    def figures_in_band(self) -> float:
        """Share of observed numbers inside the band, mean over series; a figure is one."""
        shares = [count / len(pair.months) for pair, count in self._coverages]
        return _mean([*shares, *(float(figure.is_inside) for figure in self.figures)])

    @property
    def _long(self) -> list[float]:
        return [
            count / len(pair.months)
            for pair, count in self._coverages
            if pair.key.frequency == "month" and len(pair.months) >= LONG
        ]

    @property
    def coverage(self) -> float:
        """Mean coverage of the monthly series of at least ``LONG`` months; NaN without any."""
        return _mean(self._long)

    @property
    def lowest_coverage(self) -> float:
        """Lowest coverage of any of them."""
        return min(self._long, default=math.nan)

    @property
    def best_rival(self) -> str:
        """The naive rival whose median errs least on the episode."""
        return self._best("rmse")[0]

    @property
    def skill(self) -> float:
        """Skill of the median against the naive rival that errs least."""
        return 1.0 - self._ratio("rmse")

    @property
    def interval_ratio(self) -> float:
        """Interval score over that of the naive rival with the lowest."""
        return self._ratio("interval")

    @property
    def crps_ratio(self) -> float:
        """Continuous ranked probability score over that of the naive rival with the lowest."""
        return self._ratio("crps")

    @property
    def crps_of_rival(self) -> float:
        """The lowest continuous ranked probability score of a naive rival, over the scales."""
        return self._best("crps")[1]

    @property
    def rmse_of_rival(self) -> float:
        """The lowest root mean squared error of a naive rival, over the scales."""
        return self._best("rmse")[1]

    @property
    def width(self) -> float:
        """Mean width of the bands over the baseline."""
        return _mean([score.width for score in self.series if math.isfinite(score.width)])

    @cached_property
    def _scaled(self) -> list[SeriesPair]:
        """The series that have a baseline, over which errors are taken."""
        return [pair for pair in self.pairs if pair.line.rivals]

    def _ratio(self, score: str) -> float:
        own = _mean([getattr(pair.errors, score) for pair in self._scaled])
        return ratio(own, self._best(score)[1])

    def _best(self, score: str) -> tuple[str, float]:
        """Return the naive rival with the lowest mean error, and that error."""
        means = {
            name: _mean(
                [
                    getattr(rivals.get(name, rivals[NO_CHANGE]), score)
                    for rivals in (pair.line.errors_of_rivals for pair in self._scaled)
                ]
            )
            for name in RIVALS
            if any(name in pair.line.rivals for pair in self._scaled)
        }
        if not means:
            return "", math.nan
        best = min(means, key=means.__getitem__)
        return best, means[best]


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if len(values) else math.nan
