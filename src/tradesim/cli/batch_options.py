"""What ``tradesim batch`` may be asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli.usage import Beside
from tradesim.limits import MOST_POINTS, MOST_REPLICATES, MOST_WORKERS

if TYPE_CHECKING:
    from tradesim.experiments.plan import Plan

GROWN = Beside(("--resume",), "a batch that is not begun yet has as many as its file says")
ON_A_CLUSTER = Beside(("--cluster",))

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE|NAME|MANIFEST",
        help="Experiment file, or name; or manifest.json of a batch, to repeat it with --out.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=MOST_WORKERS,
        metavar="N",
        help="Worker processes; if absent as many as cores, as far as they pay.",
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Finish what is missing of the batch in the folder.")
]
Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where to write instead of results/<name>.")
]
Cluster = Annotated[
    str | None, typer.Option(metavar="ADDRESS|local", help="Run on a Dask cluster.")
]
Replicates = Annotated[
    int | None,
    typer.Option(
        "--replicates",
        "-n",
        min=1,
        max=MOST_REPLICATES,
        metavar="N",
        help="With --resume: let the batch grow to N replicates.",
    ),
    GROWN,
]
Samples = Annotated[
    int | None,
    typer.Option(
        min=1, max=MOST_POINTS, metavar="N", help="With --resume: let its design grow to N samples."
    ),
    GROWN,
]
Blocks = Annotated[
    str | None,
    typer.Option(metavar="A:B", help="Compute only blocks A to B - 1; 'tradesim merge' joins."),
]
Wait = Annotated[
    float,
    typer.Option(min=0, metavar="SECONDS", help="How long a cluster may be without workers."),
    ON_A_CLUSTER,
]
Collect = Annotated[
    bool,
    typer.Option("--collect", help="Results come over the wire: no folder is shared."),
    ON_A_CLUSTER,
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but what went wrong.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Check, and say what would be run; run nothing.")
]


def block_range(given: str | None, plan: Plan) -> range | None:
    """Return the blocks that ``A:B`` means, A to B - 1; None for all."""
    if given is None:
        return None
    if plan.study.experiment.design.kind == "search":
        said = "a search asks for its next options when it has seen the last: run it as one batch."
        raise typer.BadParameter(said, param_hint="--blocks")
    count = len(plan.blocks)
    first, colon, last = given.partition(":")
    ends = [int(word) if word.isdecimal() else None for word in (first or "0", last or str(count))]
    start, stop = ends
    if not colon or start is None or stop is None or not start < min(stop, count):
        said = f"'{given}' is no range A:B of blocks; there are {count}, 0 to {count - 1}."
        raise typer.BadParameter(said, param_hint="--blocks")
    return range(start, min(stop, count))


def growth(replicates: int | None, samples: int | None) -> dict[str, int] | None:
    """Return what a batch is to grow to; nothing where it is not."""
    if replicates is not None and samples is not None:
        said = "let a batch grow in one respect at a time: --replicates first, then --samples."
        raise typer.BadParameter(said, param_hint="--samples")
    given = {"replicates": replicates, "samples": samples}
    return {word: number for word, number in given.items() if number is not None} or None
