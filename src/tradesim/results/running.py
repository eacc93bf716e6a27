"""Running a scenario on either engine, to one result of all its replicates."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from tradesim.doubt import Draws
from tradesim.errors import CustomAgentError
from tradesim.limits import LARGEST_SEED, MOST_REPLICATES
from tradesim.measures.recording import Recording
from tradesim.records.again import Again, AgentClasses, Progress
from tradesim.records.collecting import Watch, collect
from tradesim.records.large import collect_large
from tradesim.results.beside import asked_beside, run_beside
from tradesim.results.result import Result
from tradesim.scenario import Scenario, load
from tradesim.scenario.size import is_large
from tradesim.world.calendar import Calendar

Engine = Literal["mesa", "ensemble"]


def run(
    scenario: Scenario | str | Path,
    seed: int | None = None,
    replicates: int | None = None,
    engine: str | None = None,
    progress: Progress | None = None,
    agent_classes: AgentClasses | None = None,
) -> Result:
    """Run a scenario and return its result.

    Args:
        scenario: A scenario, or the path or name of one.
        seed: Seed of all draws; the scenario's where absent.
        replicates: Number of runs with other draws of the seed; the scenario's where absent.
        engine: ``mesa`` steps agents, ``ensemble`` all actors of all runs at once: the numbers are
            the same. Where nothing is said, the ensemble, but for agent classes of one's own.
        progress: Called with the number of weeks just lived, one for each run.
        agent_classes: Classes to use for some actors instead of the standard ones, by name; an
            empty mapping runs a scenario that names its own classes with the standard ones.

    Raises:
        ScenarioError: The file cannot be used.
        CustomAgentError: The scenario names agent classes and none are given.
        TypeError: Seed or replicates are no whole numbers.
        ValueError: They are too small or too large, or there is no such engine.
    """
    return lived(runs_of(scenario, seed, replicates, engine, agent_classes), progress)


def lived_and_searched(again: Again, progress: Progress | None = None) -> Result:
    """Live runs for someone who will ask their result for warnings.

    Which policies matter is found by runs that lack one each; those are lived beside a single run,
    or of many beside the one that is kept whole.
    """
    asked = asked_beside(again)
    if not asked:
        return lived(again, progress)
    began = time.perf_counter()
    found: list[frozenset[str]] = []

    def live_again(number: int, told: Progress | None = None) -> Recording:
        """Return one run, and note which policies matter to it."""
        whole, matter = run_beside(again.alone(number), asked, told)
        found.append(matter)
        return whole

    if len(again.replicates) > 1:
        records = collect(again, progress, live_again=live_again)
    else:
        records = collect(again, lived=[live_again(again.replicates[0], progress)])
    return Result(records, time.perf_counter() - began, matter=found[0])


def runs_of(
    scenario: Scenario | str | Path,
    seed: int | None = None,
    replicates: int | None = None,
    engine: str | None = None,
    agent_classes: AgentClasses | None = None,
) -> Again:
    """Return the runs of a scenario before they are lived; as for ``run``."""
    given = scenario if isinstance(scenario, Scenario) else load(scenario)
    seed, count = numbers_of(given, seed, replicates)
    classes = _classes(given, agent_classes)
    return Again(given, seed, tuple(range(count)), _engine(engine, classes), classes=classes)


def run_points(
    scenario: Scenario,
    points: Mapping[str, npt.NDArray[Any]],
    seed: int | None = None,
    replicates: int | None = None,
    progress: Progress | None = None,
) -> Result:
    """Run a scenario on a parameter ensemble, so that its bands show doubt about parameters too.

    Args:
        scenario: The scenario.
        points: By dotted path, values of shape (point,). Each replicate takes the point of its
            number, beginning again after the last.
        seed: Seed of all draws; the scenario's where absent.
        replicates: Number of runs; the scenario's where absent.
        progress: Called with the number of weeks just lived, one for each run.

    Raises:
        TypeError: Seed or replicates are no whole numbers.
        ValueError: They are too small or too large.
    """
    return lived(runs_at(scenario, points, seed, replicates), progress)


def runs_at(
    scenario: Scenario,
    points: Mapping[str, npt.NDArray[Any]],
    seed: int | None = None,
    replicates: int | None = None,
) -> Again:
    """Return the runs of a parameter ensemble before they are lived; as for ``run_points``."""
    seed, count = numbers_of(scenario, seed, replicates)
    values = {path: np.resize(column, count) for path, column in points.items()}
    return Again(scenario, seed, tuple(range(count)), values=values)


def lived(
    again: Again,
    progress: Progress | None = None,
    doubt: Draws | None = None,
    watch: Watch | None = None,
) -> Result:
    """Live runs block by block and return their result.

    Args:
        again: The runs.
        progress: Called with the number of weeks just lived, one for each run.
        doubt: What was drawn for each run, where they are a forecast.
        watch: Takes from each block of runs what else is wanted of them.
    """
    began = time.perf_counter()
    if is_large(again.scenario) and again.engine == "ensemble" and watch is None:
        records = collect_large(again, progress)
    else:
        records = collect(again, progress, watch)
    return Result(records, time.perf_counter() - began, doubt=doubt)


def run_one(
    scenario: Scenario,
    seed: int,
    replicate: int,
    engine: str,
    agent_classes: AgentClasses | None = None,
) -> Result:
    """Run one replicate of a scenario by its number, as it was or would be among others.

    Args:
        scenario: The scenario.
        seed: Seed of all draws.
        replicate: Number of the replicate.
        engine: ``mesa`` or ``ensemble``: the numbers are the same.
        agent_classes: Classes to use for some actors instead of the standard ones, by name.

    Raises:
        CustomAgentError: The scenario names agent classes and none are given.
    """
    classes = _classes(scenario, agent_classes)
    chosen = _engine(engine, classes)
    return lived(Again(scenario, seed, (replicate,), chosen, classes=classes))


def weeks_to_live(scenario: Scenario, replicates: int | None = None) -> int:
    """Return how many weeks all runs of a scenario have together, for a progress bar."""
    count = scenario.replicates if replicates is None else replicates
    return count * Calendar.spanning(scenario.start, scenario.end).weeks


def numbers_of(scenario: Scenario, seed: int | None, replicates: int | None) -> tuple[int, int]:
    """Return seed and number of replicates: those given, else the scenario's."""
    return (
        scenario.seed if seed is None else _whole("seed", seed, 0, LARGEST_SEED),
        scenario.replicates
        if replicates is None
        else _whole("replicates", replicates, 1, MOST_REPLICATES),
    )


def _whole(name: str, given: int, least: int, most: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int | np.integer):
        raise TypeError(f"{name}: {given!r} is not a whole number.")
    if given < least:
        raise ValueError(f"{name}: {given} is less than {least}.")
    if given > most:
        raise ValueError(f"{name}: {given} is more than {most:,}.")
    return int(given)


def _classes(scenario: Scenario, given: AgentClasses | None) -> AgentClasses:
    if given is None and scenario.agents:
        named = ", ".join(f"{actor} ({place})" for actor, place in scenario.agents.items())
        raise CustomAgentError(
            f"The scenario names agent classes of its own: {named}. They are programs; if you "
            "trust them, allow them (--allow-custom-agents, or agent_classes= from Python)."
        )
    return given or {}


def _engine(asked: str | None, classes: AgentClasses) -> Engine:
    if asked not in {None, "mesa", "ensemble"}:
        raise ValueError(f"engine: {asked!r} is neither 'mesa' nor 'ensemble'.")
    if asked == "ensemble" and classes:
        raise CustomAgentError(
            "Agent classes of one's own run on the Mesa engine only, agent by agent: "
            "leave the engine out, or say mesa."
        )
    return "mesa" if classes or asked == "mesa" else "ensemble"
