"""Simulation-based calibration: does a calibration recover what it is given?

    python scripts/recovery.py CALIBRATION [--draws 100] [--method rejection|sequential]

Truths are drawn from the ranges, data are simulated at them, and their posteriors are asked where
the truths lie: ranks and coverage by parameter. Over many draws ranks are even between 0 and 1
where posteriors are right (Talts et al. 2018): they then hold truths as often as they say.
Rejection shares one set of simulated points among all draws; sequential Monte Carlo simulates its
populations for each.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from tradesim.arrays import Floats
from tradesim.evidence.calibration import load_calibration
from tradesim.evidence.posterior import aim_of, simulator
from tradesim.evidence.sampling import Aim, Posterior, Simulate, hypercube, rejected, sequential

LEVELS = (0.5, 0.9)

FEWEST = 2
"""Points of a posterior from which on a rank in it means something."""

FIRST_REPLICATE = 500_000
"""Replicate of the first simulated truth: draws that no posterior has met."""

MOST_TRIES = 50
"""Draws of a truth until one can be simulated."""


def main() -> None:
    """Recover and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("calibration")
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--method", choices=("rejection", "sequential"), default="rejection")
    parser.add_argument("--samples", type=int, help="points of the prior, or of a population")
    parser.add_argument("--waves", type=int, default=8)
    asked = parser.parse_args()
    study = load_calibration(asked.calibration)
    samples = asked.samples or study.calibration.samples
    aim, simulate, seed = aim_of(study), simulator(study), study.calibration.seed
    if asked.method == "rejection":
        fit = shared(simulate, aim, samples, seed)
    else:
        fit = alone(simulate, samples, asked.waves, seed)
    found = recover(simulate, aim, fit, draws=asked.draws, seed=seed)
    tell(list(study.ranges), found, asked.draws)


def shared(
    simulate: Simulate, aim: Aim, samples: int, seed: int
) -> Callable[[Aim, int], Posterior]:
    """Return rejection from one set of points."""
    points = hypercube(aim, samples, seed)
    runs = simulate(points, 0)
    return lambda given, draw: rejected(points, runs, given, seed + draw)


def alone(
    simulate: Simulate, samples: int, waves: int, seed: int
) -> Callable[[Aim, int], Posterior]:
    """Return sequential Monte Carlo from points of each draw's own."""
    return lambda given, draw: sequential(simulate, given, samples, waves, seed + draw)


def tell(paths: list[str], found: Recovery, draws: int) -> None:
    """Print coverage and the evenness of ranks by parameter."""
    wide = sum(found.scales > 1.0)
    print(f"{len(found.ranks)} of {draws} posteriors, worth {found.effective.mean():.0f} points of")
    print(f"equal weight on average; {wide} with tolerances wider than asked for")
    print("| parameter | " + " | ".join(f"in {level:.0%}" for level in LEVELS) + " | p of ranks |")
    print("|---|" + "---|" * (len(LEVELS) + 1))
    coverage = [found.coverage(level) for level in LEVELS]
    for place, path in enumerate(paths):
        cells = " | ".join(f"{each[place]:.0%}" for each in coverage)
        print(f"| `{path}` | {cells} | {found.chances()[place]:.2f} |")


@dataclass(frozen=True)
class Recovery:
    """Where truths lie in their posteriors.

    Attributes:
        ranks: Weighted share of the posterior below each truth, drawn evenly between the two
            points that it lies between, shape (draw, parameter).
        effective: How many points of equal weight each posterior is worth, shape (draw,).
        scales: How many times wider than asked for its tolerances are, shape (draw,).
        lost: Draws whose posterior holds too few points to tell.
    """

    ranks: Floats
    effective: Floats
    scales: Floats
    lost: int

    def coverage(self, level: float) -> Floats:
        """Return how often the central interval of a level holds the truth, by parameter."""
        return np.asarray((np.abs(self.ranks - 0.5) <= level / 2.0).mean(axis=0))

    def chances(self) -> Floats:
        """Return by parameter how likely ranks so uneven are where posteriors are right.

        The p-value of a Kolmogorov-Smirnov test against an even distribution.
        """
        return np.array([stats.kstest(ranks, "uniform").pvalue for ranks in self.ranks.T])


def recover(
    simulate: Simulate, aim: Aim, fit: Callable[[Aim, int], Posterior], *, draws: int, seed: int
) -> Recovery:
    """Return where truths drawn from the prior lie in the posteriors of what they bring about.

    Args:
        simulate: The model.
        aim: Prior and tolerances; what was observed is replaced by each draw's data: a run, and
            a normal error of the tolerance.
        fit: From an aim and a number of the draw to its posterior.
        draws: How many truths.
        seed: Seed of the truths and of the errors.
    """
    rng = np.random.default_rng([seed, 4])
    ranks, effective, scales = list[Floats](), list[float](), list[float]()
    for draw in range(draws):
        truth, data = _truth(simulate, aim, rng, draw)
        found = fit(replace(aim, observed=data), draw)
        if len(found.weights) >= FEWEST:
            below = ((found.points < truth) * found.weights).sum(axis=1)
            room = rng.random(len(below))  # between two points, where few would pile up at the ends
            ranks.append((below * found.effective + room) / (found.effective + 1.0))
            effective.append(found.effective)
            scales.append(found.scale)
    shape = (len(ranks), len(aim.low))
    return Recovery(
        np.reshape(ranks, shape), np.array(effective), np.array(scales), draws - len(ranks)
    )


def _truth(
    simulate: Simulate, aim: Aim, rng: np.random.Generator, draw: int
) -> tuple[Floats, Floats]:
    """Return a truth that can be simulated, shape (parameter, 1), and its data, (target,)."""
    for attempt in range(MOST_TRIES):
        truth = aim.spread(rng.random((1, len(aim.low))))
        run = simulate(truth, FIRST_REPLICATE + draw * MOST_TRIES + attempt)[:, 0]
        error = rng.standard_normal(len(run)) * aim.tolerance
        if np.isfinite(run).all():
            return truth, run + error
    raise ValueError(f"no truth in {MOST_TRIES} can be simulated")


if __name__ == "__main__":
    main()
