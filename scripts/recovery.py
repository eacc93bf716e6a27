"""Simulation-based calibration: does a calibration recover what it is given?

    python scripts/recovery.py CALIBRATION [--draws 100] [--method rejection|sequential]

Truths are drawn from the ranges, data are simulated at them, and their posteriors are asked where
the truths lie: ranks and coverage by parameter. Rejection shares one set of simulated points among
all draws; sequential Monte Carlo simulates its populations for each.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tradesim.evidence.calibration import load_calibration
from tradesim.evidence.posterior import aim_of, simulator
from tradesim.evidence.recovery import Recovery, recover
from tradesim.evidence.sampling import Aim, Posterior, Simulate, hypercube, rejected, sequential

LEVELS = (0.5, 0.9)


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


if __name__ == "__main__":
    main()
