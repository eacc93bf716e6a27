"""One row of a batch, run again as a whole run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tradesim.errors import BatchError
from tradesim.experiments.columns import column_name
from tradesim.experiments.extremes import without_late_changes
from tradesim.experiments.parameters import plain
from tradesim.experiments.plan import Plan, SharedScenario
from tradesim.experiments.repeating import plan_of
from tradesim.experiments.store.folder import BatchFolder
from tradesim.experiments.store.reading import read_batch, stored_row
from tradesim.experiments.store.versions import versions
from tradesim.measures.summary import measure_all
from tradesim.results import Result, named_agents, run_one
from tradesim.results.arithmetic import CLOSE
from tradesim.results.own_code import changed_code, own_code
from tradesim.scenario import Scenario, apply

SHOWN = 3
"""Columns that are named where values differ."""


@dataclass(frozen=True)
class Row:
    """A run of a batch.

    Attributes:
        run: Its number.
        variant: Its variant.
        point: Its point.
        replicate: Its replicate.
        scenario: Its scenario, with the values of its point.
        seed: Seed of the batch.
        engine: Engine of the batch.
    """

    run: int
    variant: str
    point: int
    replicate: int
    scenario: Scenario
    seed: int
    engine: str

    @property
    def words(self) -> str:
        """What it is called."""
        of = f"variant '{self.variant}', point {self.point}, replicate {self.replicate}"
        return f"row {self.run} ({of})"


@dataclass(frozen=True)
class Verdict:
    """Whether the numbers of a run are those of its row.

    Attributes:
        compared: Outcomes that both have a value of, or neither.
        differing: Columns whose values differ at all.
        largest: Largest relative difference; infinite where one of two values is none.
    """

    compared: int
    differing: tuple[str, ...]
    largest: float

    @property
    def sentence(self) -> str:
        """What it comes to."""
        if not self.differing and self.compared == 1:
            return "Its one outcome equals that of the row, to the last bit."
        if not self.differing:
            return f"All {self.compared} outcomes equal those of the row, to the last bit."
        names = ", ".join(self.differing[:SHOWN])
        rest = len(self.differing) - SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        said = f"{len(self.differing)} of {self.compared} outcomes differ from the row's"
        if self.largest <= CLOSE:
            return f"{said}, by at most {self.largest:.1g} of their size: as between processors."
        if np.isinf(self.largest):
            return f"{said} ({names}{more}); some have a value only there, or only now."
        return f"{said} ({names}{more}), by up to {self.largest:.2g} of their size."


def row_of(plan: Plan, run: int) -> Row:
    """Return a run of a batch.

    Raises:
        BatchError: It has no such run.
    """
    study = plan.study
    if not 0 <= run < plan.run_count:
        raise BatchError(
            f"{study.experiment.name}: row {run} is none of its runs, which are 0 to "
            f"{plan.run_count - 1}."
        )
    runs = np.array([run])
    world = next(world for world in plan.worlds if run in world.runs)
    return Row(
        run=run,
        variant=world.variant,
        point=int(plan.points(runs)[0]),
        replicate=int(plan.replicate_numbers(runs)[0]),
        scenario=_scenario(plan, world, run),
        seed=study.seed,
        engine=plan.engine,
    )


def run_number(plan: Plan, variant: str | None, point: int, replicate: int) -> int:
    """Return the number of the run of a variant, point and replicate.

    Raises:
        BatchError: The batch has none such.
    """
    study, names = plan.study, list(plan.study.arms)
    chosen = names[0] if variant is None else variant
    if chosen not in names:
        raise BatchError(f"'{chosen}' is not one of the variants ({', '.join(names)}).")
    if not 0 <= point < study.design.count:
        raise BatchError(f"point {point} is none of the points, 0 to {study.design.count - 1}.")
    if not 0 <= replicate < plan.replicates:
        said = f"replicate {replicate} is none of the replicates, 0 to {plan.replicates - 1}."
        raise BatchError(said)
    return plan.number(names.index(chosen), point, replicate)


def compared_with_row(folder: Path, plan: Plan, row: Row, result: Result) -> Verdict | None:
    """Return whether the numbers of a run are those that its batch holds; None where it has none.

    Args:
        folder: Folder of the batch.
        plan: Its plan.
        row: The row.
        result: The row, run again.
    """
    held = stored_row(folder, row.run)
    if held is None:
        return None
    yardstick = plan.yardstick
    values = plan.values(np.array([row.run]))
    beside = yardstick.policies({p: values[p] for p in yardstick.by_run}) if yardstick else ()
    found = {column_name(m.key): float(m.values[0]) for m in measure_all(result.recording, beside)}
    gaps = {}
    for name, was in held.items():
        now = found.get(name, np.nan)
        if was != now and not (np.isnan(was) and np.isnan(now)):
            both = np.isfinite(was) and np.isfinite(now)
            gaps[name] = abs(was - now) / max(abs(was), abs(now)) if both else np.inf
    return Verdict(len(held), tuple(gaps), max(gaps.values(), default=0.0))


def rerun_rows(
    folder: Path, count: int, *, custom_agents: bool = False
) -> Iterator[tuple[Row, Verdict]]:
    """Simulate some finished runs of a batch again, spread over it, and yield how each compares.

    Args:
        folder: Folder of the batch.
        count: Number of runs.
        custom_agents: Run agent classes that the scenario names.

    Raises:
        CustomAgentError: It names some, and they are not allowed.
        SealError: Files are not as they were written.
        AnalysisError: None of its runs has finished.
        BatchError: This version of tradesim reads the batch otherwise.
    """
    sound = read_batch(folder).stored.sound()
    places = np.linspace(0, len(sound) - 1, min(count, len(sound))).round().astype(int)
    plan = plan_of(folder)
    for number in sound[places].tolist():
        row = row_of(plan, number)
        classes = named_agents(row.scenario) if custom_agents else None
        result = run_one(row.scenario, row.seed, row.replicate, row.engine, classes)
        verdict = compared_with_row(folder, plan, row, result)
        if verdict is not None:
            yield row, verdict


def changes_since(folder: Path, row: Row) -> list[str]:
    """Return what has another version than the batch was made with, a clause each."""
    before = BatchFolder(folder).manifest or {}
    kept = {entry["key"][0] for entry in before.get("columns", ())}
    now = {"versions": versions(), "code": own_code([row.scenario], kept)}
    was = before.get("versions", {})
    said = [
        f"{name} was {was[name]}, now it is {version}"
        for name, version in now["versions"].items()
        if name in was and was[name] != version
    ]
    was = {name: v for name, v in before.get("code", {}).items() if name in now["code"]}
    return said + changed_code(was, now["code"])


def _scenario(plan: Plan, world: SharedScenario, run: int) -> Scenario:
    """Return the scenario of a run, its values put in as ``--set`` would."""
    values = plan.values(np.array([run]))
    varied = plain({path: values[path][0] for path in world.by_run})
    if not varied:
        return world.scenario
    bare = {path.removesuffix(".value"): value for path, value in varied.items()}
    return apply(without_late_changes(world.scenario, varied), bare)
