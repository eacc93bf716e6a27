"""Published figures are scored by hand-worked cases."""

import math

import numpy as np
import pytest

from tradesim.evidence.figure_scores import FigureScore, figure_score


def figure(value: str, unit: str, *simulated: float, relative: float = 0.25) -> FigureScore:
    facts = {"id": "x", "measure": "", "item": "", "period": "", "value": value, "unit": unit}
    return figure_score(facts, np.array(simulated), relative)


@pytest.mark.parametrize(
    ("value", "unit", "simulated", "hit"),
    [
        ("100", "t", 125.0, True),
        ("100", "t", 126.0, False),
        ("100", "t", 75.0, True),
        ("-26", "per cent", -21.0, True),
        ("-26", "per cent", -20.9, False),
        ("12.9", "per cent", 17.9, True),
        ("0", "stops", 0.0, True),
        ("0", "stops", 1.0, False),
        ("2019-08-21", "date", 18129.0 + 28, True),
        ("2019-08-21", "date", 18129.0 - 29, False),
        ("2019-08-21", "date", math.inf, False),
    ],
)
def test_a_median_within_the_tolerance_is_a_hit(
    value: str, unit: str, simulated: float, *, hit: bool
) -> None:
    assert figure(value, unit, simulated).is_hit == hit


def test_the_median_decides_whatever_the_band() -> None:
    score = figure("100", "t", 10.0, 100.0, 1000.0)
    assert score.is_hit
    assert score.low == pytest.approx(19.0)
    assert score.high == pytest.approx(910.0)


def test_a_date_that_half_of_the_runs_never_see_is_missed_without_a_warning() -> None:
    score = figure("2019-08-21", "date", 18129.0, math.inf, math.inf)
    assert math.isinf(score.median)
    assert not score.is_hit


def test_how_far_a_hit_may_lie_is_the_scenarios_word() -> None:
    assert figure("100", "t", 140.0, relative=0.4).is_hit
    assert not figure("100", "t", 141.0, relative=0.4).is_hit
    assert not figure("50", "per cent", 56.0, relative=0.4).is_hit


def test_a_figure_lies_inside_the_band_of_the_runs_or_not() -> None:
    runs = tuple(float(n) for n in range(101))  # the band is 5 to 95
    assert figure("95", "t", *runs).is_inside
    assert not figure("95.1", "t", *runs).is_inside
    assert not figure("4.9", "t", *runs).is_inside
