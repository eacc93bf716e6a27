"""``tradesim calibrate --leave-out``: fit on all groups of episodes but one, score on the one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tradesim.cli.progress import progress

if TYPE_CHECKING:
    from tradesim.evidence.leave_out.design import LeaveOutStudy
    from tradesim.evidence.leave_out.folds import LeftOut
    from tradesim.evidence.observed import Observed

EVERY = "all"
"""The word that leaves out each group in turn."""


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
    from tradesim.results.folder import ROOT

    study = load_design(asked.file)
    groups = _groups(study, asked.group)
    folder = out or default_folder(study.design.name, f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}")
    check_destination(folder)
    seen = _observed(study, asked.observed)
    study = as_long_as_observed(study, seen)
    kept = ROOT / study.design.name / "runs"
    with crew(jobs) as workers, progress(run_count(study, groups), silent=quiet) as advance:
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
    from tradesim.evidence.episodes import of_goods
    from tradesim.evidence.observed import joined
    from tradesim.evidence.observed_file import read_observed
    from tradesim.evidence.shipped import published_series

    given = read_observed(paths) if paths else {}
    return {
        name: joined([of_goods(scenario, given), published_series(scenario)])
        for name, scenario in study.scenarios.items()
    }


def _tell(study: LeaveOutStudy, found: LeftOut, folder: Path) -> None:
    from tradesim.cli.tables import rich_table
    from tradesim.cli.terminal import Terminal
    from tradesim.evidence.leave_out.tables import ablation_table, episode_table, range_table

    console = Terminal()
    for title, rows in (
        ("Episodes: scores with the fit on all groups, and left out", episode_table(study, found)),
        ("What each is worth left out: fall of the CRPS ratio", ablation_table(study, found)),
        ("Behaviour: what the fit on all groups keeps", range_table(study, found.kept)),
    ):
        if rows:
            console.print("", title, rich_table(rows), sep="\n")
    console.print(f"\nResults: {folder}", soft_wrap=True)
