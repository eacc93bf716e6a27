"""Write into docs/hindcast.md how much skill a forecast could have that knew the whole course.

Usage: python scripts/skill_within_reach.py OBSERVED [OBSERVED ...]

The files are observed tables, as ``tradesim hindcast --observed`` reads them. For each episode of
the common design, two forecasts that nobody can make are scored like the median of the runs: the
mean of each series over all that is scored, and its mean over five months about each one. No run
is made. What they miss is the scatter of single months.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tradesim.cli.leave_out import _observed
from tradesim.evidence.episode_score import EpisodeScore
from tradesim.evidence.leave_out.design import load_design
from tradesim.evidence.proper_scores import rms
from tradesim.evidence.record import Record
from tradesim.evidence.scores import SeriesPair

PAGE = Path(__file__).resolve().parents[1] / "docs" / "hindcast.md"
BEGIN, END = "<!-- reach: begin -->", "<!-- reach: end -->"
Floats = npt.NDArray[np.float64]
HALF = 2
"""Periods on either side of one that are averaged with it."""


def main(*observed: str) -> None:
    """Score the forecasts and write the table into the page."""
    study = load_design("episodes")
    seen = _observed(study, [Path(path) for path in observed])
    lines = [
        "| episode | best naive | mean of each series known | five-month means known |",
        "|---|---|---|---|",
    ]
    found = []
    for name, scenario in study.scenarios.items():
        record = Record.of(scenario, seen[name])
        pairs = tuple(
            SeriesPair(line, line.observed[:, None], np.zeros(len(line.periods)))
            for line in record.lines
        )
        score = EpisodeScore(name, scenario.hindcast.group or name, pairs, ())
        skills = [skill(score, guess) for guess in (whole_mean, five_months)]
        found.append(skills)
        cells = [f"`{name}`", score.best_rival, *(f"{each:.2f}" for each in skills)]
        lines.append(f"| {' | '.join(cells)} |")
    middle = [f"{each:.2f}" for each in np.median(found, axis=0)]
    lines.append(f"| **median** |  | {' | '.join(middle)} |")
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    text = "\n".join(lines)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def skill(score: EpisodeScore, guess: Callable[[Floats], Floats]) -> float:
    """Return the skill of a forecast of each series against the best naive rival."""
    pairs = [pair for pair in score.pairs if pair.line.rivals]
    errors = [rms(guess(pair.observed) - pair.observed) / pair.line.scale for pair in pairs]
    return float(1.0 - np.mean(errors) / score.rmse_of_rival)


def whole_mean(observed: Floats) -> Floats:
    """Return the mean of a series, for each period."""
    return np.full(len(observed), observed.mean())


def five_months(observed: Floats) -> Floats:
    """Return the mean over the periods about each one."""
    places = range(len(observed))
    return np.array([observed[max(0, n - HALF) : n + HALF + 1].mean() for n in places])


if __name__ == "__main__":
    main(*sys.argv[1:])
