"""What leaving out came to, as tables: scores fitted and left out, worth of each mechanism."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from tradesim.doubt.points import PointValues
from tradesim.evidence.episode_score import EpisodeScore
from tradesim.evidence.leave_out.design import LeaveOutStudy
from tradesim.evidence.leave_out.folds import LeftOut, Scores
from tradesim.evidence.parameters import write_parameters
from tradesim.evidence.table_rows import write_rows
from tradesim.results.whole import write_whole

Rows = list[dict[str, str]]

MEASURES: dict[str, Callable[[EpisodeScore], float]] = {
    "in band": lambda score: score.figures_in_band,
    "coverage": lambda score: score.coverage,
    "lowest": lambda score: score.lowest_coverage,
    "interval": lambda score: score.interval_ratio,
    "CRPS": lambda score: score.crps_ratio,
    "skill": lambda score: score.skill,
}
"""What is told of each episode; of ``interval`` and ``CRPS`` less is better."""

OVER_EPISODES: dict[str, Callable[[list[float]], float]] = {
    "in band": lambda values: float(np.mean(values)),
    "coverage": lambda values: float(np.mean(values)),
    "lowest": lambda values: float(np.min(values)),
    "interval": lambda values: float(np.median(values)),
    "CRPS": lambda values: float(np.median(values)),
    "skill": lambda values: float(np.median(values)),
}
"""How the episodes are told together: means, the lowest, or medians."""


def episode_table(study: LeaveOutStudy, found: LeftOut) -> Rows:
    """Return the scores of each episode, fitted and left out side by side."""
    rows = []
    for group, names in study.groups.items():
        for name in names:
            cells = {"group": group, "episode": name}
            for label, measure in MEASURES.items():
                cells[label] = _number(measure(found.fitted[name]))
                left = found.left_out.get(name)
                cells[f"{label}, left out"] = _number(measure(left)) if left else ""
            rows.append(cells)
    together = {"group": "", "episode": "all"}
    for label in MEASURES:
        together[label] = _number(over_episodes(found.fitted, label))
        together[f"{label}, left out"] = _number(over_episodes(found.left_out, label))
    return [*rows, together]


def over_episodes(scores: Scores, label: str) -> float:
    """Return a measure of all episodes together; not a number where none has it."""
    values = [MEASURES[label](score) for score in scores.values()]
    known = [value for value in values if not math.isnan(value)]
    return OVER_EPISODES[label](known) if known else math.nan


def ablation_table(study: LeaveOutStudy, found: LeftOut) -> Rows:
    """Return what each mechanism is worth left out: loss without it less loss with it, by group.

    Its gain is the mean over groups of the fall of the CRPS ratio; it stays where that exceeds its
    standard error over groups, of which one group has none.
    """
    titles = {name: mechanism.title for name, mechanism in study.design.mechanisms.items()}
    rows = []
    for name, scores in found.without.items():
        gains = group_gains(study, found.left_out, scores)
        values = np.array(list(gains.values()))
        mean = float(values.mean())
        error = float(values.std(ddof=1) / math.sqrt(len(values))) if len(values) > 1 else math.nan
        cells = {"off": titles.get(name, name), "gain": _number(mean), "error": _number(error)}
        cells["stays"] = "" if math.isnan(error) else "yes" if mean > error else "no"
        cells |= {group: _number(gain) for group, gain in gains.items()}
        cells["in band without"] = _number(over_episodes(scores, "in band"))
        cells["interval without"] = _number(over_episodes(scores, "interval"))
        rows.append(cells)
    return rows


def group_gains(study: LeaveOutStudy, kept: Scores, without: Scores) -> dict[str, float]:
    """Return what is gained on each group: mean fall of the CRPS ratio over its episodes."""
    return {
        group: float(np.mean([without[name].crps_ratio - kept[name].crps_ratio for name in names]))
        for group, names in study.groups.items()
        if all(name in kept for name in names)
    }


def tried_row(study: LeaveOutStudy, found: LeftOut, note: str) -> dict[str, str]:
    """Return what a log of all sets tried holds of one: what it was, fitted and left out."""
    design = study.design
    row = {
        "note": note,
        "episodes": str(len(study.scenarios)),
        "points": str(design.points),
        "kept": f"{_apart(found.kept[''])}",
        "widened": f"{design.widened:g}",
        "drift": f"{design.drift:g}",
        "free": str(len(design.vary)),
    }
    for label in ("in band", "coverage", "lowest", "interval", "CRPS", "skill"):
        row[label] = _number(over_episodes(found.fitted, label))
        row[f"{label}, left out"] = _number(over_episodes(found.left_out, label))
    return row


def range_table(study: LeaveOutStudy, kept: Mapping[str, PointValues]) -> Rows:
    """Return each parameter: its range, and what the fit on all groups keeps of it."""
    rows = []
    for path, free in study.design.vary.items():
        low, middle, high = np.quantile(kept[""][path], [0.05, 0.5, 0.95])
        rows.append(
            {
                "parameter": path,
                "before": f"{free.range[0]:.4g} to {free.range[1]:.4g}",
                "after": f"{low:.4g} to {high:.4g}",
                "median": f"{middle:.4g}",
            }
        )
    return rows


def write_left_out(study: LeaveOutStudy, found: LeftOut, folder: Path, note: str = "") -> Path:
    """Write parameters, scores of episodes, worth of mechanisms, ranges and a line for the log.

    Raises:
        OutputError: The folder is in use or cannot be written.
    """

    def fill(target: Path) -> None:
        """Write all files into a folder."""
        write_parameters(target / "parameters.csv", found.kept[""])
        _write(episode_table(study, found), target / "episodes.csv")
        _write(range_table(study, found.kept), target / "ranges.csv")
        if found.left_out:
            _write(ablation_table(study, found), target / "mechanisms.csv")
            _write([tried_row(study, found, note)], target / "tried.csv")

    return write_whole(folder, fill)


def _apart(points: PointValues) -> int:
    """Return how many points of a mixture differ."""
    return len(np.unique(np.array(list(points.values())), axis=1).T)


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3g}"


def _write(rows: Rows, path: Path) -> None:
    if rows:
        write_rows(rows, path)
