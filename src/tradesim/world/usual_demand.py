"""The demand of final buyers but for shocks: trend, season and noise, some weeks at a time.

What no week changes need not be worked out week by week: a dozen small calls of numpy, draws above
all, cost more than the numbers that they make.
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats, Words
from tradesim.randomness import normal_of_weeks
from tradesim.world.state import Buyers

WEEKS_PER_YEAR = 365.25 / 7

CELLS, MOST_WEEKS = 16_384, 32
"""Numbers that are drawn at once, while a week has no more, and the weeks that they are for."""


def keys_once(runs: Words) -> Words:
    """Return the run keys up to where they begin anew; all of them where they do not.

    Settings that stand in one block with the same replicates draw the same: drawn once.

    Args:
        runs: Run keys, shape (1, run).
    """
    again = np.flatnonzero(runs[0] == runs[0, 0])
    count = runs.shape[1]
    first = int(again[1]) if len(again) > 1 else count
    once = runs[:, :first]
    repeats = count % first == 0 and (runs.reshape(-1, first) == once).all()
    return once if repeats else runs


class UsualDemand:
    """Demand but for shocks.

    ``baseline * (1 + season) * exp(growth * week + sd * z - sd^2 / 2)``; season is a cosine with
    its peak in ``season_peak``.
    """

    def __init__(self, buyer: Buyers, runs: Words) -> None:
        """Keep whose demand it is.

        Args:
            buyer: The final buyers, of whom no week changes what is read here.
            runs: Run keys, shape (1, run).
        """
        self._buyer = buyer
        self._noisy = bool(buyer.noise.any())
        self._once, self._settings = keys_once(runs), runs.shape[1]
        self._settings //= self._once.shape[1]
        cells = max(len(buyer.key) * self._once.shape[1], 1)
        self._at_once = min(max(CELLS // cells, 1), MOST_WEEKS)
        self._first, self._usual, self._drift = 0, np.empty((0, 0, 0)), np.empty((0, 0, 0))

    def of(self, week: int) -> tuple[Floats, Floats]:
        """Return the demand of a week in two factors.

        Returns:
            What is usual at the season, units a week, and what trend and noise make of it, each of
            shape (buyer, 1) or (buyer, run).
        """
        if not 0 <= week - self._first < len(self._drift):
            self._look_ahead(week)
        return self._usual[week - self._first], self._drift[week - self._first]

    def _look_ahead(self, first: int) -> None:
        """Work out some weeks from one on."""
        buyer, weeks = self._buyer, range(first, first + self._at_once)
        week = np.array(weeks, dtype=np.float64).reshape(-1, 1, 1)
        shift = buyer.growth * week - 0.5 * buyer.noise * buyer.noise
        if self._noisy:
            drawn = normal_of_weeks(self._once, "demand", buyer.key, weeks)
            shift = shift + buyer.noise * np.tile(drawn, self._settings)
        phase = (2.0 * np.pi / WEEKS_PER_YEAR) * (week - buyer.season_peak)
        self._usual = buyer.baseline_output * (1.0 + buyer.season * np.cos(phase))
        self._drift, self._first = np.exp(shift), first
