"""The coordinator of a batch: hands out blocks, records what is finished."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tradesim.errors import CustomAgentError, GrowthError
from tradesim.experiments.coordinating import compute
from tradesim.experiments.executors import Crew, chosen, crew
from tradesim.experiments.growth import GrownPlan, Growth, grown, whole_of
from tradesim.experiments.loading import Study, load_experiment
from tradesim.experiments.manifest import (
    column_rows,
    columns_in,
    design_table,
    identity,
    kept_of,
    manifest_of,
    with_columns,
)
from tradesim.experiments.pilot import measured, try_out
from tradesim.experiments.plan import Plan
from tradesim.experiments.preparation import (
    Preparation,
    check_needs,
    check_shared,
    processes_for,
)
from tradesim.experiments.repeating import study_of
from tradesim.experiments.search_schema import Search
from tradesim.experiments.searching import optimiser
from tradesim.experiments.store.folder import BatchFolder
from tradesim.experiments.store.lock import locked
from tradesim.experiments.store.points import kept_course
from tradesim.experiments.task import Batch, Done
from tradesim.records.manifest_form import MANIFEST
from tradesim.results.whole import ROOT

Progress = Callable[[Done], None]


@dataclass(frozen=True)
class BatchEnd:
    """How a batch ended.

    Attributes:
        folder: Where its results are.
        runs: Number of runs.
        failed: Number of runs that ended in an error.
        unforeseen: Outcomes that some runs had and that no column was made for.
    """

    folder: Path
    runs: int
    failed: int
    unforeseen: tuple[str, ...]


def run_experiment(  # noqa: PLR0913 - what the command takes as options
    experiment: str | os.PathLike[str] | Study,
    out: str | os.PathLike[str] | None = None,
    *,
    executor: object = None,
    resume: bool = False,
    progress: Progress | None = None,
    custom_agents: bool = False,
    collect: bool = False,
    grow: Growth | None = None,
) -> BatchEnd:
    """Run an experiment and return where its results are.

    Args:
        experiment: A checked experiment, the path or name of one, or the manifest of a batch.
        out: Folder of the results; ``results/<name>`` where absent.
        executor: Where blocks are computed: anything with ``submit`` and ``shutdown``, or how many
            processes to start. Where absent as many as cores, or none where the batch is done
            before they had started.
        resume: Continue the batch that stands in the folder, if there is one.
        progress: Called with every block that is finished.
        custom_agents: Run agent classes that the scenario names: they are programs.
        collect: Let workers send results back instead of writing them to the folder.
        grow: What to bring a batch to that is resumed: ``{"replicates": 60}`` or
            ``{"samples": 512}``.

    Raises:
        ExperimentError: The file cannot be used.
        OutputError: The folder cannot be used, or the batch in it is another one.
        BatchError: The batch ended early; what is finished is kept.
        TypeError: ``executor`` is neither a number nor an executor.
    """
    jobs, given = chosen(executor)
    prepared = prepare(
        experiment, out, resume=resume, custom_agents=custom_agents, collect=collect, grow=grow
    )
    with crew(processes_for(prepared, jobs), executor=given) as workers:
        outcome = run_prepared(prepared, workers, progress)
        while further := next_stage(prepared):
            prepared = further
            outcome = run_prepared(prepared, workers, progress)
    return outcome


def prepare(
    experiment: str | os.PathLike[str] | Study,
    out: str | os.PathLike[str] | None = None,
    *,
    resume: bool = False,
    custom_agents: bool = False,
    collect: bool = False,
    grow: Growth | None = None,
) -> Preparation:
    """Check an experiment, its folder and its worlds; write nothing.

    Raises:
        ExperimentError: The file cannot be used.
        OutputError: The folder cannot be used, or the batch in it is another one.
        BatchError: No run of some world can be simulated.
    """
    study, steps = (experiment, []) if isinstance(experiment, Study) else _read(experiment)
    folder = BatchFolder(Path(out) if out is not None else ROOT / study.experiment.name)
    stamp = folder.stamp
    before = folder.manifest if resume else None
    study = _on_course(study, folder, grow) if (before or {}).get("grown") else study
    plan = Plan(study)
    _check_trust(plan, custom_agents=custom_agents)
    estimate = None
    if before is None and grow:
        said = "no batch stands here" if resume else "only a batch that is resumed can grow"
        raise GrowthError(f"{folder.path}: {said}. A new one has as many as its file says.")
    if before is None:
        folder.check_free("Continue it with --resume, or name another folder with --out.")
        columns, estimate = try_out(plan)
    else:
        columns = columns_in(before)
    manifest = manifest_of(plan, columns)
    manifest["versions"] = manifest["versions"] | optimiser(study.experiment.design)
    if before is not None:
        folder.check_same(manifest)
    kept = kept_of(plan, columns)
    manifest = with_columns(manifest, kept)
    alike = manifest["versions"] | manifest["code"]
    name = identity(manifest)
    if steps := grown(before, grow) or steps:
        plan = GrownPlan.of(study, steps)
        manifest |= {"grown": steps, "whole": whole_of(plan)}
    batch = Batch(plan, str(folder.path), name, kept, alike, collect)
    prepared = Preparation(plan, folder, batch, manifest, estimate, stamp, resumed=bool(before))
    return prepared if isinstance(experiment, Study) else _estimated(prepared, study)


def _estimated(prepared: Preparation, study: Study) -> Preparation:
    """Measure what the runs of a batch need that goes on, where some are to come."""
    if prepared.resumed and prepared.runs_to_come:
        prepared.estimate = measured(Plan(study), prepared.batch.kept.columns)
    return prepared


def _check_trust(plan: Plan, *, custom_agents: bool) -> None:
    """Refuse agent classes of the user's own that were not allowed."""
    if plan.engine == "mesa" and not custom_agents:
        raise CustomAgentError(
            "The scenario names agent classes of its own. They are programs; if you trust them, "
            "allow them (--allow-custom-agents, or custom_agents=True from Python)."
        )


def _on_course(study: Study, folder: BatchFolder, grow: Growth | None) -> Study:
    """Return a study with the points of its later generations, where it is a search."""
    if not isinstance(study.experiment.design, Search) or (grow and study.course is not None):
        return study
    return replace(study, course=kept_course(folder.path, study.experiment))


def next_stage(prepared: Preparation) -> Preparation | None:
    """Return what a finished batch grows to by itself; None where it is done.

    By its own ``stop_when``, or a search by its next generation.
    """
    begun, grow = prepared.plan.begun, None
    if isinstance(asked := begun.experiment.design, Search):
        from tradesim.experiments.generations import next_points  # noqa: PLC0415 - imports pandas

        share = prepared.plan.study.design.share
        points = next_points(begun, prepared.folder.path, share) if share is not None else None
        if points is not None:
            begun, grow = replace(begun, course=points), {"options": len(points) // asked.states}
    elif begun.experiment.stop_when is not None:
        from tradesim.experiments.stopping import precision  # noqa: PLC0415 - imports pandas

        found = precision(prepared.folder.path, prepared.plan)
        grow = found.grow if found else None
    if grow is None:
        return None
    return prepare(
        begun,
        prepared.folder.path,
        resume=True,
        custom_agents=True,
        collect=prepared.batch.collect,
        grow=grow,
    )


def _read(experiment: str | os.PathLike[str]) -> tuple[Study, list[dict[str, int]]]:
    """Return an experiment from its file; or that of a batch from its manifest, and its growth."""
    path = Path(experiment)
    folder = path.parent if path.name == MANIFEST else path
    if not (folder / MANIFEST).is_file() or (path.is_file() and path.name != MANIFEST):
        return load_experiment(experiment), []
    return study_of(folder), grown(BatchFolder(folder).manifest, None)


def run_prepared(
    prepared: Preparation, workers: Crew, progress: Progress | None = None
) -> BatchEnd:
    """Run what a batch lacks.

    Args:
        prepared: The batch.
        workers: Where blocks are computed.
        progress: Called with every finished block, first with those finished before.

    Raises:
        NeedsError: There is not the memory, or not the disk.
        TakenError: Another process runs the batch, or has begun or changed one there meanwhile.
        BatchError: The batch ended early; what is finished is kept.
    """
    folder = prepared.folder
    if prepared.estimate is not None:
        to_come = prepared.runs_to_come
        check_needs(prepared.plan, prepared.estimate, folder.path, workers.local, to_come)
    with locked(folder.path):
        folder.check_unchanged(prepared.stamp)
        if not prepared.resumed:
            folder.create(prepared.manifest)
        batch = prepared.batch
        rows = column_rows(prepared.plan, batch.kept)
        folder.describe(prepared.manifest, design_table(prepared.plan), rows)
        folder.take_stock(len(prepared.plan.blocks), batch.identity)
        tell = progress or (lambda _: None)
        for done in folder.finished.values():
            tell(done)
        check_shared(prepared, workers)
        for found in compute(batch, prepared.remaining, workers):
            done = folder.take_in(found)
            folder.record(done)
            tell(done)
        folder.finish()
    every = folder.finished.values()
    return BatchEnd(
        folder=folder.path,
        runs=sum(done.runs for done in every),
        failed=sum(done.failed for done in every),
        unforeseen=tuple(sorted({name for done in every for name in done.unforeseen})),
    )
