"""Which published single figures a scenario simulates, and how each is measured in a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from tradesim.evidence.periods import months_of
from tradesim.evidence.published import published_figures
from tradesim.evidence.runs import RecordedRuns, UnfitError
from tradesim.evidence.simulated import statistic_of
from tradesim.measures.recording import Recorder, Recording
from tradesim.scenario.bundled import bundled_table
from tradesim.world.build import build_world
from tradesim.world.layout import Layout


@dataclass(frozen=True)
class SimulatedFigure:
    """A published figure that a scenario simulates.

    Attributes:
        row: How it is measured, a row of ``scored.csv``.
        facts: What was published, with its ``id``.
    """

    row: dict[str, str]
    facts: dict[str, str]


@cache
def scored_rows() -> tuple[dict[str, str], ...]:
    """Return which statistic of a run each scored figure is, a row each."""
    return tuple(bundled_table("tradesim.evidence", "scored.csv"))


def default_scenario() -> str:
    """Return the scenario that the figures were collected for."""
    return scored_rows()[0]["episode"]


def asked_of(layout: Layout) -> tuple[list[SimulatedFigure], list[str]]:
    """Return the published figures that a scenario simulates, and notes on those it lacks.

    A figure is of a scenario where it has all goods of the figure's episode, its names and its
    dates.
    """
    runs, published = RecordedRuns(_blank(layout)), published_figures()
    rows = scored_rows()
    strange = {row["episode"] for row in rows if not _has_goods_of(runs, row)}
    asked, notes = [], []
    for row in rows:
        if row["episode"] in strange:
            continue
        try:
            with np.errstate(all="ignore"):  # nothing was simulated yet
                statistic_of(runs, row)
        except UnfitError as misfit:
            if row["episode"] == layout.scenario.name:
                notes.append(f"{row['figure']} is not scored: {misfit}.")
            continue
        facts = {str(k): str(v) for k, v in published.loc[row["figure"]].items()}
        asked.append(SimulatedFigure(row, {**_dated(facts), "id": row["figure"]}))
    return asked, notes


def _dated(facts: dict[str, str]) -> dict[str, str]:
    """Return a figure whose value is a month as one whose value is the middle of it."""
    if facts["unit"] != "month" or not months_of(facts["value"]):
        return facts
    return {**facts, "unit": "date", "value": f"{facts['value']}-15"}


def _blank(layout: Layout) -> Recording:
    """Return a recording of one run in which nothing happened."""
    return Recorder(build_world(layout.scenario, 0, (0,)), (0,)).recording()


def _has_goods_of(runs: RecordedRuns, row: dict[str, str]) -> bool:
    """Tell whether the simulation has what a row is about: else its episode is another one."""
    try:
        runs.group(row["subject"])
    except UnfitError:
        return False
    return True
