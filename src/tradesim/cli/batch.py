"""``tradesim batch``: run an experiment on all cores, or on a cluster."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tradesim.cli import batch_options as asked
from tradesim.cli import options
from tradesim.cli.batch_progress import run_progress
from tradesim.cli.edge import INPUT_WRONG, SOME_FAILED, say
from tradesim.cli.grouping import say_wrong, status_of
from tradesim.cli.progress import status
from tradesim.errors import IncompleteDesignError, TakenError, TradesimError
from tradesim.wording.numbers import counted

if TYPE_CHECKING:
    from tradesim.experiments.executors import Crew
    from tradesim.experiments.preparation import Preparation
    from tradesim.experiments.runner import BatchEnd


def batch(
    file: asked.File,
    jobs: asked.Jobs = None,
    resume: asked.Resume = False,
    replicates: asked.Replicates = None,
    samples: asked.Samples = None,
    out: asked.Out = None,
    cluster: asked.Cluster = None,
    blocks: asked.Blocks = None,
    wait: asked.Wait = 600.0,
    collect: asked.Collect = False,
    quiet: asked.Quiet = False,
    dry_run: asked.DryRun = False,
    allow_custom_agents: options.AllowCustomAgents = False,
) -> None:
    """Run an experiment: every point, variant and replicate, in parallel.

    Exit status 3: all runs are done, some ended in an error that stands in their rows.
    """
    from tradesim.experiments.executors import crew
    from tradesim.experiments.preparation import processes_for
    from tradesim.experiments.runner import prepare
    from tradesim.machine import core_count

    with status("trying out the worlds of the experiment", silent=quiet):
        prepared = prepare(
            file,
            out,
            resume=resume,
            custom_agents=allow_custom_agents,
            collect=collect,
            grow=asked.growth(replicates, samples),
        )
    prepared.only = asked.block_range(blocks, prepared.plan)
    many = processes_for(prepared, jobs or (core_count() if cluster else None))
    if not quiet:
        announce(prepared, many)
    if dry_run:
        return
    with _words_at_the_end(prepared), crew(many, cluster, wait=wait, say=_say) as workers:
        outcome = _run(prepared, workers, quiet=quiet)
    _tell(outcome, apart=blocks is not None, quiet=quiet)
    if outcome.failed:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def _words_at_the_end(prepared: Preparation) -> Iterator[None]:
    """Say how to go on where a batch ends before it is done."""
    try:
        yield
    except KeyboardInterrupt as stop:
        _say_how_to_go_on(prepared, "Stopped")
        raise typer.Exit(status_of(stop)) from None
    except TakenError:
        raise  # what stands there is another's
    except TradesimError as error:
        say_wrong(error)
        _say_how_to_go_on(prepared, "Ended early")
        raise typer.Exit(INPUT_WRONG) from None


def announce(prepared: Preparation, workers: int) -> None:
    """Say how many runs there are, on which engine, how long they may take, and how much disk.

    Args:
        prepared: The batch.
        workers: How many blocks are computed at a time.
    """
    from tradesim.experiments.search_schema import Search
    from tradesim.machine import said_size

    plan, estimate = prepared.plan, prepared.estimate
    arms, points = len(plan.study.arms), plan.study.design.count
    many = f"{counted(points, 'point')} x {counted(arms, 'variant')} x "
    many += counted(plan.replicates, "replicate")
    blocks = f"{counted(len(plan.blocks), 'block')} of at most {plan.block_size}"
    _say(f"{counted(plan.run_count, 'run')} ({many}) in {blocks} runs")
    if plan.engine == "mesa":
        _say("engine: Mesa, for the scenario's own agent classes; run by run, so much slower")
    else:
        _say("engine: the ensemble, all actors of many runs at once")
    if isinstance(asked := plan.study.experiment.design, Search):
        tried = points // asked.states
        _say(f"search: {tried} of at most {counted(asked.options, 'option')}, others follow")
    for variant, path in plan.idle:
        _say(f"note: '{variant}' has nothing that '{path}' belongs to; it varies without effect")
    count = prepared.runs_to_come
    if estimate is not None and count:
        seconds, size = estimate.seconds_per_run * count / workers, estimate.bytes_per_run * count
        where = f"{counted(workers, 'core')} like this one"
        more = f" for the {counted(count, 'run')} to come" if count < plan.run_count else ""
        _say(f"estimate: {_duration(seconds)} on {where}, {said_size(size)} of disk{more}")
    _say(f"results: {_shown(prepared.folder.path)}")


def _run(prepared: Preparation, workers: Crew, *, quiet: bool) -> BatchEnd:
    """Run what a batch lacks, and let it grow where it says when it is precise enough."""
    from tradesim.experiments.runner import next_stage, run_prepared

    while True:
        total = prepared.runs_on_disk + prepared.runs_to_come
        with run_progress(total, silent=quiet) as advance:
            outcome = run_prepared(prepared, workers, advance)
        if prepared.only is not None:
            return outcome
        if prepared.plan.study.experiment.stop_when is not None:
            _say_precision(prepared)
        further = next_stage(prepared)
        if further is None:
            return outcome
        prepared = further


def _say_precision(prepared: Preparation) -> None:
    """Say how well the batch knows what it is to know."""
    from tradesim.experiments.stopping import precision

    found = precision(prepared.folder.path, prepared.plan)
    if found is not None:
        _say(f"stop_when: {found.sentence}")


def _tell(outcome: BatchEnd, *, apart: bool, quiet: bool) -> None:
    from tradesim.scenario.wording import listing

    if outcome.unforeseen:
        names = listing(outcome.unforeseen)
        say(
            f"warning: some runs have outcomes that those tried out had not: {names}. They are "
            "not kept; name them under 'outcomes' to keep them.",
            err=True,
        )
    if outcome.failed:
        said = f"{counted(outcome.failed, 'run')} of {outcome.runs:,} ended in an error"
        say(f"{said}: column 'error' of runs.parquet says why.", err=True)
        _name_missing_points(outcome.folder)
    if not quiet:
        shown = _shown(outcome.folder)
        say(f"{counted(outcome.runs, 'run')} in {shown}")
        where = shlex.quote(str(shown))
        say(f"Next: tradesim {f'merge {where} ... --out DIR' if apart else f'analyse {where}'}")


def _name_missing_points(folder: Path) -> None:
    """Say which points of a design are missing that can only be analysed whole."""
    from tradesim.experiments import analysis, read_batch
    from tradesim.experiments.analysis.sensitivity import check_complete

    runs = analysis.runs_of(read_batch(folder))
    try:
        if runs.design in {"sobol", "morris"}:
            check_complete(runs)
    except IncompleteDesignError as error:
        say_wrong(error)


def _say_how_to_go_on(prepared: Preparation, what: str) -> None:
    done = prepared.runs_on_disk
    arguments = [word for word in sys.argv[1:] if word != "--resume"]
    command = shlex.join(["tradesim", *arguments, "--resume"])
    count = prepared.plan.run_count
    many = f"all {count:,}" if done == count else f"{done:,} of {count:,}"
    said = f"{what} with {many} runs finished and kept."
    if done == count:
        said += " Only the last entries of its record are missing."
    say(f"{said} Go on with: {command}", err=True)


def _say(sentence: str) -> None:
    say(sentence, err=True)


def _shown(folder: Path) -> Path:
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _duration(seconds: float) -> str:
    for limit, unit, length in ((100, "s", 1), (6000, "min", 60), (172_800, "h", 3600)):
        if seconds < limit:
            return f"about {max(seconds / length, 1):.0f} {unit}"
    return f"about {seconds / 86_400:.0f} days"
