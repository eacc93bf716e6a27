"""``tradesim calibrate``: which parameters does the record not rule out?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli import options
from tradesim.cli.progress import progress

if TYPE_CHECKING:
    from tradesim.evidence.calibration import CalibrationStudy
    from tradesim.evidence.history_matching import Match

File = Annotated[
    str, typer.Argument(metavar="EXPERIMENT", help="Calibration file, or the name of one.")
]


def calibrate(
    file: File,
    samples: Annotated[
        int | None, typer.Option(min=16, metavar="N", help="Points of each wave, for a trial.")
    ] = None,
    out: options.Out = None,
    quiet: options.Quiet = False,
) -> None:
    """Keep the parameters that the published record does not rule out (history matching).

    Writes them as parameters.csv, which tradesim run and tradesim hindcast take by --parameters.
    """
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
    weeks = weeks_of(study, weeks_to_live(study.scenario, 1))
    with progress(weeks, silent=quiet) as advance:
        match = match_history(study, advance)
    write_match(study, match, folder)
    if not quiet:
        _tell(study, match, folder)
    if not match.survived:
        raise typer.Exit(1)


def _tell(study: CalibrationStudy, match: Match, folder: Path) -> None:
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
    console.print(_rich(target_table(study, match)), "", sep="\n")
    if match.survived:
        console.print(_rich(parameter_table(study, match)), "", sep="\n")
    console.print(f"Results: {folder}", soft_wrap=True)


def _rich(rows: list[dict[str, str]]) -> object:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(rows[0]):
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*row.values())
    return table
