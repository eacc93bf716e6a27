"""``tradesim calibrate --leave-out``: fit on all groups of episodes but one, score on the one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tradesim.cli.edge import say
from tradesim.cli.grouping import status_of
from tradesim.cli.progress import progress

if TYPE_CHECKING:
    from tradesim.evidence.leave_out.design import LeaveOutStudy
    from tradesim.evidence.leave_out.folds import LeftOut
    from tradesim.evidence.leave_out.tables import Rows
    from tradesim.evidence.observed import Observed

EVERY = "all"
"""The word that leaves out each group in turn."""

LEFT_OUT = ", left out"
"""How a heading of scores ends that were had without the episode."""

ONE_AND_ALL = 2
"""Rows of a table of one episode, of which the last repeats the first."""

SCORES = (
    "in band: share of observed numbers inside the 90 % band, mean over series; coverage, lowest: "
    "of monthly series of at least eight months; interval, CRPS: over that of the best naive "
    "forecast, less is better; skill: of the median against it. all: means, the lowest, medians."
)


@dataclass(frozen=True)
class FitRequest:
    """What is to be fitted.

    Attributes:
        file: The common design: file, or name.
        group: The group to leave out; ``all`` for each in turn, nothing for none.
        observed: Tables of observed trade beside what is shipped.
        note: What is tried, for the log.
    """

    file: str
    group: str
    observed: list[Path]
    note: str


def fit_episodes(asked: FitRequest, jobs: int | None, out: Path | None, *, quiet: bool) -> None:
    """Run a common design, fit, leave out, score, and write what came of it.

    Outcomes of runs are kept in ``results/NAME/runs``: what was stopped goes on where it was.
    """
    import datetime as dt

    from tradesim.evidence.leave_out.design import load_design
    from tradesim.evidence.leave_out.episodes import as_long_as_observed
    from tradesim.evidence.leave_out.folds import Bench, leave_out, run_count
    from tradesim.evidence.leave_out.tables import write_left_out
    from tradesim.experiments.executors import crew
    from tradesim.results import check_destination, default_folder
    from tradesim.results.whole import ROOT

    study = load_design(asked.file)
    groups = _groups(study, asked.group)
    folder = out or default_folder(study.design.name, f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}")
    check_destination(folder)
    seen = _observed(study, asked.observed)
    study = as_long_as_observed(study, seen)
    kept = ROOT / study.design.name / "runs"
    count = run_count(study, groups)
    with _words_at_the_end(kept), crew(jobs) as workers, progress(count, silent=quiet) as advance:
        found = leave_out(Bench(study, seen, kept, workers, advance), groups)
    write_left_out(study, found, folder, asked.note)
    if not quiet:
        _tell(study, found, folder)


def _groups(study: LeaveOutStudy, asked: str) -> list[str]:
    """Return the groups to leave out; none where a fit on all is all that is asked.

    Raises:
        BadParameter: There is no such group.
    """
    if asked == EVERY:
        return list(study.groups)
    if asked and asked not in study.groups:
        said = f"there is no group '{asked}' ({', '.join(study.groups)}, or all)."
        raise typer.BadParameter(said, param_hint="--leave-out")
    return [asked] if asked else []


def _observed(study: LeaveOutStudy, paths: list[Path]) -> dict[str, Observed]:
    """Return what was observed of each episode: the given tables, then what is shipped."""
    from tradesim.evidence.episodes import record_of
    from tradesim.evidence.observed_file import read_observed

    given = read_observed(paths) if paths else {}
    return {name: record_of(scenario, given)[0] for name, scenario in study.scenarios.items()}


@contextmanager
def _words_at_the_end(kept: Path) -> Iterator[None]:
    """Say what is kept where a fit is stopped before it is done."""
    try:
        yield
    except KeyboardInterrupt as stop:
        said = f"Stopped. What was run is kept in {kept}: the same command goes on from there."
        say(said, err=True)
        raise typer.Exit(status_of(stop)) from None


def _tell(study: LeaveOutStudy, found: LeftOut, folder: Path) -> None:
    from tradesim.cli.tables import rich_table
    from tradesim.cli.terminal import Terminal
    from tradesim.evidence.leave_out.tables import ablation_table, episode_table, range_table

    console = Terminal()
    scores, worth = episode_table(study, found), ablation_table(study, found)
    for title, rows in (
        ("Episodes, with the fit on all groups", _one_fit(scores, left_out=False)),
        ("Episodes, each left out of the fit", _one_fit(scores, left_out=True)),
        ("What each is worth left out: fall of the CRPS ratio", _without_groups(study, worth)),
        ("Behaviour: what the fit on all groups keeps", range_table(study, found.kept)),
    ):
        if rows:
            console.print("", title, rich_table(rows), sep="\n")
        if rows and "skill" in rows[0]:
            console.print(SCORES, style="dim")
    console.print(f"\nResults: {folder}", soft_wrap=True)


def _one_fit(scores: Rows, *, left_out: bool) -> Rows:
    """Return the scores of one kind of fit, of the episodes that have them."""
    told = [name for name in scores[0] if f"{name}{LEFT_OUT}" in scores[0]]
    ending = LEFT_OUT if left_out else ""
    rows = [
        {"episode": row["episode"], **{name: row[f"{name}{ending}"] for name in told}}
        for row in scores
        if row[f"CRPS{ending}"]
    ]
    return rows if len(rows) > ONE_AND_ALL else rows[:1]


def _without_groups(study: LeaveOutStudy, worth: Rows) -> Rows:
    """Return the worth of mechanisms without its columns of single groups: a file has them."""
    return [{name: row[name] for name in row if name not in study.groups} for row in worth]
