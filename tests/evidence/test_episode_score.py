"""Averages over series within an episode, by hand-worked numbers."""

import math

import numpy as np
import pytest

from tradesim.evidence.episode_score import EpisodeScore
from tradesim.evidence.figure_scores import FigureScore
from tradesim.evidence.line import ObservedLine
from tradesim.evidence.observed import Key
from tradesim.evidence.rivals import Forecast
from tradesim.evidence.scores import SeriesPair


def pair(observed: list[float], simulated: float, rivals: dict[str, float]) -> SeriesPair:
    count = len(observed)
    months = tuple(f"2019-{month:02d}" for month in range(1, count + 1))
    naive = {name: Forecast(np.full(count, v), np.zeros(count)) for name, v in rivals.items()}
    line = ObservedLine(
        Key("acids", "BBB", "AAA"), "quantity", "t", months, np.array(observed), 10.0, rivals=naive
    )
    return SeriesPair(line, np.full((count, 3), simulated), np.zeros(count))


def figure(observed: float, low: float, high: float) -> FigureScore:
    return FigureScore("x", "", "", "", "t", observed, (low + high) / 2, low, high, 1.0)


def test_every_series_counts_once_however_long_and_a_figure_is_one() -> None:
    """Inside: 8 of 10 months (10.0 of a forecast of 10), 0 of 1, and one of two figures."""
    long = pair([10.0] * 8 + [20.0] * 2, 10.0, {"no change": 10.0})
    short = pair([10.0], 3.0, {"no change": 10.0})
    figures = (figure(5.0, 0.0, 10.0), figure(50.0, 0.0, 10.0))
    score = EpisodeScore("e", "g", (long, short), figures)
    assert (score.inside, score.count) == (9, 13)
    assert score.figures_in_band == pytest.approx((0.8 + 0.0 + 1.0 + 0.0) / 4)
    assert (score.coverage, score.lowest_coverage) == (0.8, 0.8)  # of the long series alone
    assert score.share_of_figures_hit == 0.5


def test_skill_is_against_the_rule_that_does_best_on_the_episode_as_a_whole() -> None:
    """Observed 10 and 4. No change errs by 0 and 8 (mean 4), closed by 6 and 1 (mean 3.5).

    The runs err by 2 and 1, mean 1.5: skill 1 - 1.5 / 3.5. All errors are over the same 10.
    """
    first = pair([10.0], 12.0, {"no change": 10.0, "closed first": 4.0})
    second = pair([4.0], 5.0, {"no change": 12.0, "closed first": 3.0})
    score = EpisodeScore("e", "g", (first, second), ())
    assert score.best_rival == "closed first"
    assert score.skill == pytest.approx(1 - 1.5 / 3.5)
    assert score.crps_ratio == pytest.approx(1.5 / 3.5)
    assert score.interval_ratio == pytest.approx(1.5 / 3.5)  # bands without width


def test_where_a_series_lacks_a_rival_no_change_stands_in() -> None:
    """Last year errs by 1 on the first, no change by 4 on the second: mean 2.5."""
    first = pair([10.0], 10.0, {"no change": 30.0, "last year": 11.0})
    second = pair([10.0], 15.0, {"no change": 14.0})
    score = EpisodeScore("e", "g", (first, second), ())
    assert score.best_rival == "last year"
    assert score.skill == pytest.approx(1 - 2.5 / 2.5)


def test_a_series_that_grew_from_almost_nothing_does_not_rule() -> None:
    grown = pair([1000.0], 500.0, {"no change": 10.0})
    assert grown.line.scale == 1000.0
    assert grown.errors.rmse == 0.5


def test_an_episode_without_observations_has_no_scores() -> None:
    score = EpisodeScore("e", "g", (), ())
    assert (score.inside, score.count, score.best_rival) == (0, 0, "")
    assert all(
        math.isnan(value)
        for value in (score.figures_in_band, score.coverage, score.skill, score.interval_ratio)
    )
