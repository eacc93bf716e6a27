"""``tradesim merge``: parts of a batch that were computed apart, put together."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from tradesim.cli.edge import SOME_FAILED, say

Folders = Annotated[
    list[Path], typer.Argument(metavar="DIR...", help="Folders with blocks of the same batch.")
]

Out = Annotated[Path, typer.Option(metavar="DIR", help="Where the whole batch is to be.")]

SHOWN = 5


def merge(folders: Folders, out: Out) -> None:
    """Put blocks of a batch together that were computed apart by 'tradesim batch --blocks'.

    Exit status 3: put together, but blocks are missing or some runs ended in an error.
    """
    from tradesim.experiments.store.merging import merge as put_together

    merged = put_together(folders, out)
    have = merged.blocks - len(merged.missing)
    say(f"{have} of {merged.blocks} blocks in {merged.folder}")
    if merged.missing:
        some = ", ".join(str(number) for number in merged.missing[:SHOWN])
        more = ", ..." if len(merged.missing) > SHOWN else ""
        say(
            f"Missing: {some}{more}. Finish with: tradesim batch FILE --resume --out "
            f"{shlex.quote(str(out))}",
            err=True,
        )
    if merged.failed:
        say(f"Runs that ended in an error, as their rows say: {merged.failed:,}.", err=True)
    say(f"Next: tradesim analyse {shlex.quote(str(out))}")
    if merged.missing or merged.failed:
        raise typer.Exit(SOME_FAILED)
