"""The teacher's screen: what a class bet, and how its policies fare in disruption and in cost."""

from __future__ import annotations

import gzip
import json
import operator
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tradesim.experiments.columns import column_key
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import USD, Role
from tradesim.web.attending import Attending
from tradesim.web.levers import Positions
from tradesim.web.measure_names import measure_unit, weight
from tradesim.web.page import Stage
from tradesim.wording.said import said


@dataclass(frozen=True)
class Axes:
    """What policies are weighed by.

    Attributes:
        disruption: Measure along the first axis, the first outcome that is a harm.
        costs: Measures that are added up along the second axis, in USD million.
    """

    disruption: str
    costs: tuple[str, ...]


def axes_of(stage: Stage) -> Axes | None:
    """Return what the policies of a scenario are weighed by; None if it shows no harm or cost."""
    names = [outcome.measure for outcome in stage.outcomes]
    roles = [(name, MEASURES[column_key(name)[0]]) for name in names]
    harms = [name for name, entry in roles if entry.role is Role.HARM]
    costs = [name for name, entry in roles if entry.role is Role.COST and entry.unit == USD]
    return Axes(harms[0], tuple(costs)) if harms and costs else None


def point(packed: bytes, axes: Axes) -> tuple[float, float] | None:
    """Return where a run stands on the axes, means over its replicates; None if nowhere.

    Args:
        packed: The run as the page gets it.
        axes: What it is weighed by.
    """
    outcomes = json.loads(gzip.decompress(packed))["outcomes"]

    def mean(measure: str) -> float:
        """Return the mean of a measure over the replicates that have it."""
        known = [value for value in outcomes[measure]["values"] if value is not None]
        return float(np.mean(known)) if known else float("nan")

    x, y = mean(axes.disruption), sum(mean(cost) for cost in axes.costs)
    return None if np.isnan(x) or np.isnan(y) else (x, y)


def board_document(
    stage: Stage, attending: Attending, points: dict[Positions, tuple[float, float]]
) -> dict[str, Any]:
    """Return what the teacher's screen shows now.

    Args:
        stage: The scenario.
        attending: The class.
        points: Where policies stand on the axes.
    """
    members, axes = attending.members, axes_of(stage)
    tried = [(member.name, tried) for member in members for tried in member.policies]
    shown = [(name, positions) for name, positions in tried if positions in points]
    best = _best((points[positions] for _, positions in shown), _sizes(stage, axes))
    return {
        "title": stage.scenario.title,
        "code": attending.code,
        "joined": len(members),
        "bets": _histograms(stage, attending),
        "axes": None if axes is None else _labels(stage, axes),
        "policies": [
            {
                "name": name,
                "policy": _told(stage, positions),
                "x": points[positions][0],
                "y": points[positions][1],
                "best": points[positions] in best,
            }
            for name, positions in shown
        ],
    }


def _histograms(stage: Stage, attending: Attending) -> list[dict[str, Any]]:
    """Return the bets to each question, apart for each policy B that they were placed on."""
    members = attending.members
    found = dict.fromkeys(on for member in members for on in member.bets) or {stage.bets_on: None}
    told = []
    for on in found:
        placed = [member.bets[on] for member in members if on in member.bets]
        for row, bet in enumerate(stage.scenario.bets):
            count = Counter(bets[row] for bets in placed)
            told.append(
                {
                    "question": bet.question,
                    "on": _setting(stage, on),
                    "choices": [choice.label for choice in bet.choices],
                    "counts": [count[number] for number in range(len(bet.choices))],
                }
            )
    return told


def _setting(stage: Stage, positions: Positions) -> str:
    """Return what a setting is called: the baseline that it is, or somebody's own."""
    board = stage.board
    named = (name for name in board.baselines if board.baseline(name) == positions)
    name = next(named, None)
    return board.baselines[name].label if name else said("own setting")


def _sizes(stage: Stage, axes: Axes | None) -> tuple[float, float]:
    """Return the smallest differences along both axes that count; 0 where any does."""
    shown = {outcome.measure: outcome for outcome in stage.outcomes}

    def matters(measure: str) -> float:
        """Return what matters of a measure, in its unit."""
        return float(weight(stage.scenario, shown[measure]).get("matters", 0.0))

    return (matters(axes.disruption), max(map(matters, axes.costs))) if axes else (0.0, 0.0)


def _labels(stage: Stage, axes: Axes) -> dict[str, Any]:
    """Return what the axes are called, their units, and what matters along them."""
    labels = {outcome.measure: outcome.label for outcome in stage.outcomes}
    least = _sizes(stage, axes)
    return {
        "x": labels[axes.disruption],
        "x_unit": measure_unit(stage.scenario, axes.disruption),
        "y": [labels[cost] for cost in axes.costs],
        "y_unit": USD,
        "x_matters": least[0],
        "y_matters": least[1],
    }


def _told(stage: Stage, positions: Positions) -> list[list[str]]:
    """Return a policy in words: lever and position, of those that are not the default."""
    return [
        [lever.label, lever.positions[at].label]
        for lever, at in zip(stage.board.levers, positions, strict=True)
        if at != lever.default
    ]


def _best(
    points: Iterable[tuple[float, float]], sizes: tuple[float, float]
) -> set[tuple[float, float]]:
    """Return the points that no other undercuts on both axes, to the nearest of what matters.

    Args:
        points: Places on the axes.
        sizes: The smallest difference along each axis that counts; 0 where any does.
    """
    found = {
        point: tuple(
            round(at / size) if size else at for at, size in zip(point, sizes, strict=True)
        )
        for point in points
    }
    return {
        point
        for point, one in found.items()
        if not any(other != one and all(map(operator.le, other, one)) for other in found.values())
    }
