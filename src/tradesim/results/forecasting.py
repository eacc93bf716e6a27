"""A forecast: runs for each of which everything that is not known is drawn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tradesim.doubt import Doubt, Draws, draw
from tradesim.ensemble import Ensemble, Progress
from tradesim.measures.recording import Recording
from tradesim.model import TradeModel
from tradesim.results.result import Result
from tradesim.results.running import combine, numbers_of
from tradesim.scenario import Scenario, load, with_values
from tradesim.world.layout import lay_out

FORECAST_RUNS = 200
"""Replicates of a forecast where neither scenario nor user says more."""


def forecast(
    scenario: Scenario | str | Path,
    doubt: Doubt | None = None,
    seed: int | None = None,
    replicates: int | None = None,
    engine: str | None = None,
    progress: Progress | None = None,
) -> Result:
    """Run a scenario and return a result whose bands hold what is not known.

    Draws hang on seed, replicate and the path of a figure alone: what is compared draws alike.

    Args:
        scenario: A scenario, or the path or name of one.
        doubt: What is drawn, and how widely; everything where absent.
        seed: Seed of all draws; the scenario's where absent.
        replicates: Number of runs; enough for a band where absent.
        engine: ``mesa`` or ``ensemble``, which is the default: the numbers are the same.
        progress: Called with the number of weeks just lived, one for each run.

    Raises:
        ScenarioError: The file cannot be used.
        TypeError: Seed or replicates are no whole numbers.
        ValueError: They are too small.
    """
    given = scenario if isinstance(scenario, Scenario) else load(scenario)
    seed, count = numbers_of(given, seed, runs_of_a_forecast(given, replicates))
    began = time.perf_counter()
    drawn = draw(given, seed, range(count), doubt or Doubt())
    if engine == "mesa":
        parts = _by_agents(given, seed, drawn, count, progress)
    else:
        ensemble = Ensemble(given, range(count), seed=seed, values=drawn.values)
        parts = ensemble.recordings(progress, detailed=True)
    recording = as_forecast(combine(list(parts)), given, drawn)
    chosen = engine or "ensemble"
    return Result(given, seed, chosen, recording, time.perf_counter() - began, doubt=drawn)


def runs_of_a_forecast(scenario: Scenario, replicates: int | None) -> int:
    """Return how many replicates a forecast has: those asked for, else enough for its bands."""
    return max(scenario.replicates, FORECAST_RUNS) if replicates is None else replicates


def as_forecast(recording: Recording, scenario: Scenario, drawn: Draws) -> Recording:
    """Return a recording of months as published, with what was drawn for each run in its layout."""
    if drawn.values:
        recording = replace(recording, layout=lay_out(with_values(scenario, drawn.values)))
    return replace(recording, irregular=drawn.irregular)


def _by_agents(
    scenario: Scenario, seed: int, drawn: Draws, count: int, progress: Progress | None
) -> Iterator[Recording]:
    for replicate in range(count):
        own = with_values(scenario, drawn.of(replicate)) if drawn.values else scenario
        model = TradeModel(own, replicate, seed)
        for _ in model.weeks_to_come():
            if progress:
                progress(1)
        yield model.recording()
