"""``tradesim verify``: is a folder of results as it was written, and do its numbers come again?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tradesim.cli import options
from tradesim.cli.edge import INPUT_WRONG, say
from tradesim.cli.usage import Beside
from tradesim.limits import MOST_RUNS

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of a run or of a batch, or its archive.")
]

Rerun = Annotated[
    int,
    typer.Option(
        "--rerun", min=0, max=MOST_RUNS, metavar="N", help="Simulate N of its runs again."
    ),
]


AllowCustomAgents = Annotated[options.AllowCustomAgents, Beside(("--rerun",))]


def verify(
    folder: Folder, rerun: Rerun = 0, allow_custom_agents: AllowCustomAgents = False
) -> None:
    """Check the hash of every file of a run or a batch; on request, simulate some runs again.

    Exit status 1: a file is not as it was written, or a run gives other numbers here.
    """
    if folder.is_file():
        from tradesim.results.archiving import opened

        with opened(folder) as unpacked:
            check(unpacked, rerun, called=folder, agents=allow_custom_agents)
        return
    check(folder, rerun, called=folder, agents=allow_custom_agents)


def check(
    folder: Path, rerun: int = 0, *, called: Path | None = None, agents: bool = False
) -> None:
    """Check a folder, and on request simulate some of its runs again; say of which."""
    from tradesim.reporting.report.source import is_batch

    named = called or folder
    if is_batch(folder):
        _batch(folder, named)
        if rerun:
            _rows_again(folder, rerun, agents=agents)
        return
    from tradesim.results.seal import check_whole

    check_whole(folder)
    say(f"{named}: every file is as the run left it.")
    if rerun:
        _again(folder, rerun, agents=agents)


def _batch(folder: Path, named: Path) -> None:
    from tradesim.experiments.store.reading import read_batch

    found = read_batch(folder)
    count, whole = len(found.stored), int(found.manifest["runs"])
    many = f"{count:,} runs" if count == whole else f"{count:,} of {whole:,} runs: it is unfinished"
    say(f"{named}: every file is as its workers left it; {many}.")


def _rows_again(folder: Path, count: int, *, agents: bool) -> None:
    """Say how runs of a batch that are simulated again compare with their rows."""
    from tradesim.experiments.row import changes_since, rerun_rows
    from tradesim.wording.numbers import counted

    tried, values, unlike = 0, 0, None
    for row, verdict in rerun_rows(folder, count, custom_agents=agents):
        tried, values = tried + 1, values + verdict.compared
        if verdict.differing:
            unlike = row
            say(f"{row.words}: {verdict.sentence}")
    if unlike is None:
        many = f"{counted(tried, 'run')}, {values:,} values"
        say(f"Simulated again: {many}, all the same to the last bit.")
        return
    if changed := changes_since(folder, unlike):
        say(f"Since the batch was made: {'; '.join(changed)}.")
    raise typer.Exit(INPUT_WRONG)


def _again(folder: Path, count: int, *, agents: bool) -> None:
    """Say how runs that are simulated again compare."""
    from tradesim.results.verifying import repeat
    from tradesim.wording.numbers import counted

    found = repeat(folder, count, custom_agents=agents)
    many = f"{counted(len(found.replicates), 'run')}, {found.values:,} values"
    if not found.differing:
        say(f"Simulated again: {many}, all the same to the last bit.")
        return
    if found.same:
        say(
            f"Simulated again: {many}; {found.differing:,} differ in their last digits, by "
            f"{found.largest:.1g} at most (relative): as they do between processors, and the "
            "run was made with another arithmetic (in the manifest) than this machine has."
        )
        return
    apart = f"by {found.largest:.2g} at most (relative)"
    if found.largest == float("inf"):
        apart = "and some have a value only stored, or only now"
    say(
        f"Simulated again: {many}; {found.differing:,} differ, {apart}. The manifest names the "
        "versions that the run was made with."
    )
    raise typer.Exit(INPUT_WRONG)
