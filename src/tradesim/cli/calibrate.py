"""``tradesim calibrate``: which parameters does the record not rule out, which tell it best?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli import options
from tradesim.cli.edge import INPUT_WRONG, say
from tradesim.cli.progress import progress
from tradesim.limits import MOST_REPLICATES, MOST_WORKERS

if TYPE_CHECKING:
    from tradesim.evidence.calibration import CalibrationStudy
    from tradesim.evidence.history_matching import Match
    from tradesim.evidence.posterior import Weighed

ENDS = 20
"""Points below which the 5th and the 95th percentile are the first and the last of them."""

File = Annotated[
    str, typer.Argument(metavar="EXPERIMENT", help="Calibration file, or the name of one.")
]


LeaveOut = Annotated[
    str | None,
    typer.Option(metavar="GROUP|all", help="Group of episodes to leave out; all: each in turn."),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        min=1, max=MOST_WORKERS, metavar="N", help="Worker processes; as many as cores if absent."
    ),
]

Note = Annotated[str, typer.Option(metavar="TEXT", help="What is tried, for the log of sets.")]


def calibrate(
    file: File,
    samples: Annotated[
        int | None,
        typer.Option(
            min=16, max=MOST_REPLICATES, metavar="N", help="Points of each wave, for a trial."
        ),
    ] = None,
    leave_out: LeaveOut = None,
    observed: options.Observed = None,
    jobs: Jobs = None,
    note: Note = "",
    out: options.Out = None,
    quiet: options.Quiet = False,
) -> None:
    """Keep the parameters that the record does not rule out, or those that tell episodes best.

    A calibration is matched to the history of one scenario: what it rules out goes, or what may
    have brought it about is weighed. A common design is fitted to groups of episodes; with
    --leave-out to all but one, and scored on that one. Writes what is kept as parameters.csv, which
    tradesim run and tradesim hindcast take by --parameters.
    """
    from tradesim.cli.leave_out import FitRequest, fit_episodes
    from tradesim.evidence.leave_out.design import is_design

    if leave_out is not None or is_design(file):
        _refuse({"--samples": samples}, "a calibration", file)
        asked = FitRequest(file, leave_out or "", observed or [], note)
        fit_episodes(asked, jobs, out, quiet=quiet)
    else:
        given = {"--observed": observed, "--jobs": jobs, "--note": note or None}
        _refuse(given, "a common design", file)
        _match(file, samples, out, quiet=quiet)


def _refuse(given: Mapping[str, object], kind: str, file: str) -> None:
    """Refuse options of the other kind of file."""
    for option, value in given.items():
        if value is not None:
            said = f"it is of use for {kind} alone, and {file} is none. Leave it out."
            raise typer.BadParameter(said, param_hint=option)


def _match(file: str, samples: int | None, out: Path | None, *, quiet: bool) -> None:
    """Match a calibration to the history of its scenario."""
    import datetime as dt

    from tradesim.evidence.calibration import load_calibration
    from tradesim.evidence.history_matching import match_history, weeks_of
    from tradesim.evidence.matching_report import write_match
    from tradesim.results import check_destination, default_folder, weeks_to_live

    study = load_calibration(file)
    if samples is not None:
        study = study.with_samples(samples)
    now = dt.datetime.now(dt.UTC)
    folder = out or default_folder(study.calibration.name, f"{now:%Y%m%dT%H%M%SZ}")
    check_destination(folder)
    one = weeks_to_live(study.scenario, 1)
    if study.calibration.method != "history_matching":
        _weigh(study, one, folder, quiet=quiet)
        return
    weeks = weeks_of(study, one)
    with progress(weeks, silent=quiet) as advance:
        match = match_history(study, advance)
    write_match(study, match, folder)
    if not quiet:
        _tell(study, match, folder)
    if not match.survived:
        raise typer.Exit(INPUT_WRONG)


def _weigh(study: CalibrationStudy, weeks: int, folder: Path, *, quiet: bool) -> None:
    """Weigh points by approximate Bayesian computation."""
    from tradesim.evidence.posterior import weeks_to_weigh, weigh
    from tradesim.evidence.posterior_report import write_posterior

    with progress(weeks_to_weigh(study, weeks), silent=quiet) as advance:
        found = weigh(study, advance)
    if found.check is None:
        say(
            f"None of {found.posterior.tried:,} points is likely: no run comes near the targets. "
            "Widen tolerances or ranges, try more samples, or method: sequential.",
            err=True,
        )
        raise typer.Exit(INPUT_WRONG)
    write_posterior(study, found, folder)
    if not quiet:
        _tell_likely(study, found, folder)


def _tell_likely(study: CalibrationStudy, found: Weighed, folder: Path) -> None:
    from tradesim.cli.tables import rich_table
    from tradesim.cli.terminal import Terminal
    from tradesim.evidence.posterior_report import coverage_words, predictive_table, range_table

    console, likely = Terminal(), found.posterior
    console.print(
        f"\n{likely.tried:,} points by {study.calibration.method}; {len(likely.weights):,} are "
        f"likely, worth {likely.effective:,.0f} of equal weight."
    )
    if likely.scale > 1.0:
        console.print(
            f"Tolerances are {likely.scale:.3g} times those asked for: with these, too few points "
            "would be left. What is likely is told too widely; give it more waves or samples."
        )
    if likely.effective < ENDS:
        console.print(
            f"Intervals of points worth fewer than {ENDS} are rough: those of 90 % are their ends. "
            "Give it more samples."
        )
    console.print(rich_table(range_table(study, likely)), "", sep="\n")
    if found.check is not None:
        console.print(rich_table(predictive_table(study, found.check)), "", sep="\n")
        console.print(coverage_words(found.check))
    console.print(f"Results: {folder}", soft_wrap=True)


def _tell(study: CalibrationStudy, match: Match, folder: Path) -> None:
    from tradesim.cli.tables import rich_table
    from tradesim.cli.terminal import Terminal
    from tradesim.evidence.matching_report import parameter_table, target_table

    console = Terminal()
    calibration = study.calibration
    console.print(
        f"\n{match.tried:,} points in {calibration.waves} waves; {match.survived:,} are not ruled "
        f"out (implausibility at most {calibration.cutoff:g}, but for {calibration.misses} of "
        f"{len(study.rows)} targets)."
    )
    if not match.survived:
        console.print("Every point is ruled out. The targets that rule out most, in the last wave:")
    console.print(rich_table(target_table(study, match)), "", sep="\n")
    if match.survived:
        console.print(rich_table(parameter_table(study, match)), "", sep="\n")
    console.print(f"Results: {folder}", soft_wrap=True)
