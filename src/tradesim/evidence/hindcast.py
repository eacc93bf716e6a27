"""The hindcast: an ensemble of a scenario held against what was published, and scored."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from tradesim.evidence.episode_score import EpisodeScore
from tradesim.evidence.figure_scores import FigureScore
from tradesim.evidence.observed import Observed
from tradesim.evidence.period_table import periods_of
from tradesim.evidence.record import Record
from tradesim.evidence.simulated_record import Simulated
from tradesim.evidence.window import Window
from tradesim.measures.recording import Recording
from tradesim.results.tables import finite_or_none
from tradesim.scenario import Scenario
from tradesim.wording.dates import date_of


@dataclass(frozen=True)
class Hindcast:
    """A scored ensemble.

    Attributes:
        score: Scores of the episode, its series and figures.
        window: What was known when, and what is scored.
        notes: What could not be scored, and why.
    """

    score: EpisodeScore
    window: Window
    notes: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return the scores as JSON values."""
        score, window = self.score, self.window
        return {
            "announced": str(window.announced),
            "baseline": [window.baseline[0], window.baseline[-1]],
            "first_scored": window.first_scored,
            "figures": [_json_figure(figure) for figure in score.figures],
            "series": [
                finite_or_none(asdict(series)) | {"periods": periods_of(pair)}
                for series, pair in zip(score.series, score.pairs, strict=True)
            ],
            **finite_or_none({"share_of_figures_hit": score.share_of_figures_hit}),
            "episode": finite_or_none(summary_of(score)),
            "notes": list(self.notes),
        }


def hindcast(
    recording: Recording, observed: Observed, scenario: Scenario | None = None
) -> Hindcast:
    """Score an ensemble that is held in one recording.

    Args:
        recording: All its runs.
        observed: The observed trade to hold it against.
        scenario: The scenario as written, where the runs draw values of it; what rivals know is
            taken from there.
    """
    record = Record.of(scenario or recording.layout.scenario, observed)
    return scored(record, record.simulated(recording))


def scored(record: Record, simulated: Simulated) -> Hindcast:
    """Score what was taken from the runs of an ensemble.

    Args:
        record: What was published.
        simulated: The same of all runs.
    """
    return Hindcast(record.score(simulated), record.window, record.notes)


def summary_of(score: EpisodeScore) -> dict[str, Any]:
    """Return the scores of an episode, without its series, by name."""
    return {
        "episode": score.episode,
        "group": score.group,
        "inside": score.inside,
        "count": score.count,
        "figures_in_band": score.figures_in_band,
        "coverage": score.coverage,
        "lowest_coverage": score.lowest_coverage,
        "width": score.width,
        "skill": score.skill,
        "best_rival": score.best_rival,
        "interval_ratio": score.interval_ratio,
        "crps_ratio": score.crps_ratio,
    }


def _json_figure(score: FigureScore) -> dict[str, Any]:
    document = finite_or_none(asdict(score)) | {"hit": score.is_hit, "inside": score.is_inside}
    if score.unit == "date":
        for name in ("observed", "median", "low", "high"):
            document[name] = _as_date(getattr(score, name))
        document["tolerance_unit"] = "day"
    return document


def _as_date(day: float) -> str | None:
    """Return a day since 1970-01-01 as an ISO date, None for never."""
    return str(date_of(day)) if math.isfinite(day) else None
