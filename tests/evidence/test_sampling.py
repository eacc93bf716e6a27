"""Rejection and sequential Monte Carlo, where the posterior is known."""

from collections.abc import Callable

import numpy as np
import pytest

from scripts.recovery import recover
from tradesim.arrays import Floats
from tradesim.evidence.sampling import (
    Aim,
    Posterior,
    hypercube,
    rejected,
    rejection,
    sequential,
    squared_gaps,
)

CHANCE, TOLERANCE = 0.4, 0.3
SIZE = float(np.hypot(CHANCE, TOLERANCE))


def simulate(points: Floats, first: int) -> Floats:
    """Two parameters, seen with chance; a third that nothing shows."""
    rng = np.random.default_rng([11, first])
    return points[:2] + CHANCE * rng.standard_normal(points[:2].shape)


def aim(observed: tuple[float, float] = (1.0, -2.0)) -> Aim:
    low = np.full(3, -5.0)
    return Aim(low, -low, np.array(observed), np.full(2, TOLERANCE))


FITS: dict[str, Callable[[Aim, int], Posterior]] = {
    "rejection": lambda given, seed: rejection(simulate, given, 40_000, seed),
    "sequential": lambda given, seed: sequential(simulate, given, 2_000, 12, seed),
}


@pytest.mark.parametrize("name", FITS)
def test_the_known_posterior_is_found(name: str) -> None:
    found = FITS[name](aim(), 5)
    mean = (found.points * found.weights).sum(axis=1)
    spread = np.sqrt((found.weights * (found.points - mean[:, None]) ** 2).sum(axis=1))
    assert found.scale == 1.0
    assert found.weights.sum() == pytest.approx(1.0)
    np.testing.assert_allclose(mean[:2], [1.0, -2.0], atol=0.08)
    np.testing.assert_allclose(spread[:2], SIZE, rtol=0.12)
    assert spread[2] == pytest.approx(10 / np.sqrt(12), rel=0.12)


def test_at_an_end_of_the_prior_nothing_is_lost() -> None:
    found = sequential(simulate, aim((5.0, 0.0)), 2_000, 12, 1)
    half_normal = 5.0 - SIZE * np.sqrt(2 / np.pi)
    assert (found.points[0] * found.weights).sum() == pytest.approx(half_normal, abs=0.06)


def test_sequential_needs_fewer_runs_for_as_many_points() -> None:
    by_rejection, by_waves = (FITS[name](aim(), 5) for name in ("rejection", "sequential"))
    worth = [found.effective / found.tried for found in (by_rejection, by_waves)]
    assert worth[1] > 2 * worth[0]


def test_tolerances_that_cannot_be_met_are_widened_and_said() -> None:
    found = sequential(simulate, aim((40.0, 0.0)), 500, 3, 1)
    assert found.scale > 5.0
    assert len(rejection(simulate, aim((40.0, 0.0)), 500, 1).weights) == 0


def test_points_that_cannot_be_simulated_weigh_nothing() -> None:
    def half(points: Floats, first: int) -> Floats:
        return np.where(points[2] > 0.0, simulate(points, first), np.nan)

    found = sequential(half, aim(), 1_000, 8, 1)
    assert (found.points[2] > 0.0).all()
    nothing = sequential(lambda points, _: np.full((2, points.shape[1]), np.nan), aim(), 50, 3, 1)
    assert len(nothing.weights) == 0


def test_dates_that_never_come_are_gaps_without_end() -> None:
    never = np.array([[np.inf, 1.0], [-2.0, -2.0]])
    assert squared_gaps(never, aim()).tolist() == [np.inf, 0.0]


def test_equally_likely_points_are_drawn_as_often_as_they_weigh() -> None:
    found = Posterior(np.zeros((1, 3)), np.array([0.5, 0.3, 0.2]), np.zeros((1, 3)), 1.0, 3)
    assert np.bincount(found.drawn(100, 1)).tolist() == pytest.approx([50, 30, 20], abs=1)
    assert found.effective == pytest.approx(1 / 0.38)


def test_truths_lie_in_their_posteriors_as_often_as_these_say() -> None:
    """Of a model of known answer; scripts/recovery.py does so with a scenario."""
    points = hypercube(aim(), 20_000, 2)
    bank = simulate(points, 0)

    def honest(given: Aim, draw: int) -> Posterior:
        return rejected(points, bank, given, draw)

    def sure(given: Aim, draw: int) -> Posterior:
        found = honest(given, draw)
        mean = found.points.mean(axis=1, keepdims=True)
        return Posterior(mean + 0.3 * (found.points - mean), found.weights, found.simulated, 1, 1)

    found = recover(simulate, aim(), honest, draws=60, seed=1)
    assert (found.chances() > 0.01).all()
    assert found.lost == 0
    np.testing.assert_allclose(found.coverage(0.5), 0.5, atol=0.2)
    wrong = recover(simulate, aim(), sure, draws=60, seed=1)
    assert (wrong.chances()[:2] < 0.01).all()
    assert (wrong.coverage(0.5)[:2] < 0.35).all()


def test_posteriors_of_waves_hold_a_few_truths_as_often_as_they_say() -> None:
    def fit(given: Aim, draw: int) -> Posterior:
        return sequential(simulate, given, 300, 6, draw)

    found = recover(simulate, aim(), fit, draws=24, seed=2)
    assert (found.chances() > 0.01).all()
    assert (found.coverage(0.9) > 0.7).all()
