"""A forecast: runs for each of which everything that is not known is drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from tradesim.doubt import Doubt, Draws, draw
from tradesim.ensemble import Ensemble, check_standard
from tradesim.measures.irregular import months_to_learn_from, shown_by
from tradesim.records.again import Again, Progress
from tradesim.results.result import Result
from tradesim.results.running import lived, numbers_of
from tradesim.scenario import Scenario, load
from tradesim.scenario.size import is_large
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
        CustomAgentError: It names agent classes of its own.
        TypeError: Seed or replicates are no whole numbers.
        ValueError: They are too small.
    """
    given = scenario if isinstance(scenario, Scenario) else load(scenario)
    again, drawn = runs_in_doubt(given, doubt or Doubt(), seed, replicates, engine)
    return lived(again, progress, drawn)


def runs_in_doubt(
    scenario: Scenario,
    doubt: Doubt,
    seed: int | None = None,
    replicates: int | None = None,
    engine: str | None = None,
) -> tuple[Again, Draws]:
    """Return the runs of a forecast before they are lived, and what was drawn for them.

    Args:
        scenario: The scenario.
        doubt: What is drawn, and how widely.
        seed: Seed of all draws; the scenario's where absent.
        replicates: Number of runs; enough for a band where absent.
        engine: ``mesa`` or ``ensemble``, which is the default.

    Raises:
        CustomAgentError: The scenario names agent classes of its own.
        TypeError: Seed or replicates are no whole numbers.
        ValueError: They are too small.
    """
    check_standard(scenario)
    seed, count = numbers_of(scenario, seed, runs_of_a_forecast(scenario, replicates))
    drawn = draw(scenario, seed, range(count), doubt)
    chosen, numbers = engine or "ensemble", tuple(range(count))
    terms = replace(doubt.irregular(seed), shown=scatter_shown(scenario, seed, doubt))
    return Again(scenario, seed, numbers, chosen, drawn.values, terms), drawn


def scatter_shown(scenario: Scenario, seed: int, doubt: Doubt) -> dict[str, float]:
    """Return how much first months scatter in the runs of a forecast, by series of trade.

    It is learnt from the first replicates, so many whatever is asked for: a run is the same among
    few as among many. Only the months that it takes are lived.

    Args:
        scenario: The scenario.
        seed: Seed of all draws.
        doubt: What is drawn, and how widely.
    """
    layout = lay_out(scenario)
    months = months_to_learn_from(layout)
    if not (months and doubt.months) or is_large(scenario):
        return {}
    last = layout.calendar.monday(months[-1][-1]) + dt.timedelta(days=6)
    numbers = range(FORECAST_RUNS)
    runs = Ensemble(
        scenario.model_copy(update={"end": last}),
        numbers,
        seed=seed,
        values=draw(scenario, seed, numbers, doubt).values,
    )
    return shown_by(runs.recordings(reuse_memory=True, panels=("arrivals",)), months)


def runs_of_a_forecast(scenario: Scenario, replicates: int | None) -> int:
    """Return how many replicates a forecast has: those asked for, else enough for its bands."""
    return max(scenario.replicates, FORECAST_RUNS) if replicates is None else replicates
