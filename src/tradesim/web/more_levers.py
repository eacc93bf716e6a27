"""Levers on demand: any judgement with a range becomes a slider, and a file that keeps it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from tradesim.doubt.judged import Judged, judged_figures
from tradesim.scenario import Scenario
from tradesim.scenario.classroom import Lever, Position
from tradesim.web.figure_labels import Told, rounded, told_figures
from tradesim.web.levers import Board
from tradesim.web.page import Stage
from tradesim.web.refusing import RefusedError
from tradesim.wording.said import Said, said

STEPS = 4
"""Positions beside the value of the scenario, spread over the range."""

MOST_ADDED = 4
"""Levers added to a scenario at once: a page with more is no longer read."""

LONGEST_LABEL = 80
"""Letters over a slider."""

LONGEST_PATH = 80
"""Letters of a path that a refusal repeats."""

LONGEST_NAME = 80
"""Letters of a name, as a scenario may have them."""

LONGEST_TITLE = 200
"""Letters of a title: more is no longer one."""


def offered(scenario: Scenario) -> list[dict[str, str]]:
    """Return what may become a lever: path, kind, what it is of whom, and that with its range."""
    return [
        {"path": figure.path, "group": told.group, "figure": told.figure, "label": told.label}
        for figure, told in told_figures(scenario, judged_figures(scenario))
    ]


def with_levers(stage: Stage, paths: Sequence[str]) -> Stage:
    """Return a scenario with a lever for each of some paths beside those it has.

    Raises:
        RefusedError: If a path is none that is offered, is moved by a lever already, or they
            are too many.
    """
    if not 0 < len(paths) <= MOST_ADDED:
        raise RefusedError(
            "Add one lever to {most}, not {count}.", most=MOST_ADDED, count=len(paths)
        )
    board = stage.board.levers
    further: dict[str, Any] = {"levers": [*board, *added_levers(stage.scenario, paths)]}
    if not stage.scenario.baselines:
        further["baselines"] = dict(stage.board.baselines)
    return replace(stage, scenario=stage.scenario.model_copy(update=further))


def added_levers(scenario: Scenario, paths: Sequence[str]) -> list[Lever]:
    """Return the levers of some paths.

    Raises:
        RefusedError: If a path is none that is offered, or is moved by a lever already.
    """
    figures = told_figures(scenario, judged_figures(scenario))
    known = {figure.path: (figure, told) for figure, told in figures}
    moved = {path for lever in scenario.levers for each in lever.positions for path in each.set}
    for path in paths:
        if path not in known:
            raise RefusedError("'{path}' is no figure with a range.", path=path[:LONGEST_PATH])
        if path in moved:
            raise RefusedError("A lever moves '{path}' already.", path=path)
    return [_lever(*known[path]) for path in dict.fromkeys(paths)]


@dataclass(frozen=True)
class LeverFile:
    """A scenario file that adds levers.

    Attributes:
        name: Its name without the ending: of its own, so that no other file is written over.
        text: What stands in it.
    """

    name: str
    text: str


def lever_file(stage: Stage, paths: Sequence[str], title: str = "") -> LeverFile:
    """Return a scenario file that adds the levers of some paths.

    It extends the scenario by name, so it is to lie beside its file unless that is shipped.

    Args:
        stage: The scenario.
        paths: Of the figures.
        title: Of the file, as the menu shows it; empty for one made of the scenario's and of the
            figures that the levers move.

    Raises:
        RefusedError: If they cannot be added.
    """
    added = added_levers(stage.scenario, paths)
    kept = [] if stage.scenario.levers else list(Board.of(stage.scenario).levers)
    name = _file_name(stage.scenario.name, added)
    document: dict[str, Any] = {
        "extends": Path(stage.name).stem,
        "name": name,
        "title": title.strip() or title_with(stage.scenario.title, [each.label for each in added]),
        "levers": [lever.model_dump(exclude_defaults=True) for lever in (*kept, *added)],
    }
    if kept and not stage.scenario.baselines:
        named = {name: each.model_dump() for name, each in stage.board.baselines.items()}
        document["baselines"] = named
    plain = json.loads(json.dumps(document))  # texts as texts, whatever they were made of
    text = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=100)
    return LeverFile(name, str(text))


def title_with(title: str, figures: Sequence[str]) -> Said:
    """Return a title that tells a scenario with levers from the one it extends."""
    return said("{scenario} (lever: {figure})", scenario=title, figure="; ".join(figures))


def _file_name(name: str, added: Sequence[Lever]) -> str:
    """Return a name made of a scenario's and of the figures that are moved."""
    moved = "_".join(lever.name for lever in added)
    return re.sub(r"\W+", "_", f"{name}_{moved}", flags=re.ASCII)[:LONGEST_NAME].strip("_")


def _lever(figure: Judged, told: Told) -> Lever:
    values = _values(figure)
    at = values.index(figure.range.value)
    named = f"{figure.range.value:,.10g}"
    lever = Lever(
        name=re.sub(r"[.\[\]=/\\]+", " ", figure.path)[-LONGEST_NAME:].strip(),
        label=_cut(told.figure),
        positions=[
            Position(label=named).model_copy(
                update={"label": said("{value} (as written)", value=named)}
            )
            if row == at
            else Position(label=f"{value:,.10g}", set={figure.path: value})
            for row, value in enumerate(values)
        ],
        default=at,
    )
    meant = said(
        "A judgement of the scenario, from {range}; the runs hold it fixed.", range=told.range
    )
    shown = told.figure if lever.label == told.figure else lever.label
    return lever.model_copy(update={"help": meant, "label": shown})  # a check would keep but text


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…"


def _values(figure: Judged) -> list[float]:
    """Return the value of the scenario among steps over its range, ascending."""
    where = figure.range
    spread = np.geomspace if where.logarithmic else np.linspace
    steps = {rounded(float(value)) for value in spread(where.low, where.high, STEPS)}
    near = {step for step in steps if np.isclose(step, where.value, rtol=0.02)}
    return sorted((steps - near) | {where.value})
