"""Levers on demand: any judgement with a range becomes a slider, and a file that keeps it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from tradesim.doubt.judged import Judged, judged_figures
from tradesim.scenario import Scenario
from tradesim.scenario.classroom import Lever, Position
from tradesim.scenario.naming import words
from tradesim.web.levers import Board
from tradesim.web.page import Stage
from tradesim.web.refusing import RefusedError
from tradesim.wording.said import Said, said

STEPS = 4
"""Positions beside the value of the scenario, spread over the range."""

DIGITS = 3
"""Significant digits of a position."""

MOST_ADDED = 4
"""Levers added to a scenario at once: a page with more is no longer read."""

LONGEST_LABEL = 80


def offered(scenario: Scenario) -> list[dict[str, str]]:
    """Return what may become a lever: path, and what it is called with its range."""
    return [
        {
            "path": figure.path,
            "label": said(
                "{figure}, {range}", figure=_label(figure, scenario), range=_ends(figure)
            ),
        }
        for figure in judged_figures(scenario)
    ]


def with_levers(stage: Stage, paths: Sequence[str]) -> Stage:
    """Return a scenario with a lever for each of some paths beside those it has.

    Raises:
        RefusedError: If a path is none that is offered, is moved by a lever already, or they
            are too many.
    """
    if not 0 < len(paths) <= MOST_ADDED:
        wrong = said("Add one lever to {most}, not {count}.", most=MOST_ADDED, count=len(paths))
        raise RefusedError(wrong)
    board = stage.board.levers
    levers = [*board, *added_levers(stage.scenario, paths)]
    scenario = stage.scenario.model_copy(update={"levers": levers})
    if not stage.scenario.baselines:
        scenario = scenario.model_copy(update={"baselines": dict(stage.board.baselines)})
    return replace(stage, scenario=scenario)


def added_levers(scenario: Scenario, paths: Sequence[str]) -> list[Lever]:
    """Return the levers of some paths.

    Raises:
        RefusedError: If a path is none that is offered, or is moved by a lever already.
    """
    known = {figure.path: figure for figure in judged_figures(scenario)}
    moved = {path for lever in scenario.levers for each in lever.positions for path in each.set}
    for path in paths:
        if path not in known:
            shown = path[:LONGEST_LABEL]
            raise RefusedError(said("'{path}' is no figure with a range.", path=shown))
        if path in moved:
            raise RefusedError(said("A lever moves '{path}' already.", path=path))
    return [_lever(known[path], scenario) for path in dict.fromkeys(paths)]


def lever_file(stage: Stage, paths: Sequence[str]) -> str:
    """Return the text of a scenario file that adds the levers of some paths.

    It extends the scenario by name, so it is to lie beside its file unless that is shipped.

    Raises:
        RefusedError: If they cannot be added.
    """
    added = added_levers(stage.scenario, paths)
    kept = [] if stage.scenario.levers else list(Board.of(stage.scenario).levers)
    document: dict[str, Any] = {
        "extends": Path(stage.name).stem,
        "name": f"{stage.scenario.name}_levers",
        "levers": [lever.model_dump(exclude_defaults=True) for lever in (*kept, *added)],
    }
    if kept and not stage.scenario.baselines:
        named = {name: each.model_dump() for name, each in stage.board.baselines.items()}
        document["baselines"] = named
    plain = json.loads(json.dumps(document))  # texts as texts, whatever they were made of
    return str(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=100))


def _lever(figure: Judged, scenario: Scenario) -> Lever:
    values = _values(figure)
    at = values.index(figure.range.value)
    named = f"{figure.range.value:g}"
    told = said(
        "A judgement of the scenario, from {range}; the runs hold it fixed.", range=_ends(figure)
    )
    lever = Lever(
        name=re.sub(r"[.\[\]=/\\]+", " ", figure.path).strip(),
        label=_label(figure, scenario),
        positions=[
            Position(label=named).model_copy(
                update={"label": said("{value} (as written)", value=named)}
            )
            if row == at
            else Position(label=f"{value:g}", set={figure.path: value})
            for row, value in enumerate(values)
        ],
        default=at,
    )
    return lever.model_copy(update={"help": told})  # a check would keep no more than its text


def _values(figure: Judged) -> list[float]:
    """Return the value of the scenario among steps over its range, ascending."""
    where = figure.range
    spread = np.geomspace if where.logarithmic else np.linspace
    steps = {_rounded(value) for value in spread(where.low, where.high, STEPS)}
    near = {step for step in steps if np.isclose(step, where.value, rtol=0.02)}
    return sorted((steps - near) | {where.value})


def _rounded(value: Any) -> float:
    return float(f"{value:.{DIGITS}g}")


def _ends(figure: Judged) -> Said:
    low, high = (f"{end:.{DIGITS}g}" for end in (figure.range.low, figure.range.high))
    return said("{low} to {high}", low=low, high=high)


def _label(figure: Judged, scenario: Scenario) -> str:
    """Return a path in words: what, and of whom; countries by their names."""
    *of, field = figure.path.split(".")
    names = {country.code: country.name for country in scenario.countries}
    whose = [names.get(part) or words(part) for part in of[1:]]
    told = f"{words(field)}: {', '.join(whose)}" if whose else words(field)
    return told if len(told) <= LONGEST_LABEL else f"{told[: LONGEST_LABEL - 1].rstrip()}…"
