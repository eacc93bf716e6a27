"""The arguments and options of ``tradesim run``, and those that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tradesim.limits import LARGEST_SEED, MOST_POINTS, MOST_REPLICATES, MOST_RUNS


class Engine(StrEnum):
    """The two ways to run; the numbers are the same."""

    mesa = "mesa"
    ensemble = "ensemble"


File = Annotated[str, typer.Argument(metavar="FILE|NAME", help="Scenario file, or name.")]

FileOrFolder = Annotated[
    str,
    typer.Argument(
        metavar="FILE|NAME|DIR",
        help="Scenario file, or name; or folder of a run or batch, to run it again.",
    ),
]

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a run, or of a batch.")]

Row = Annotated[
    int | None,
    typer.Option(min=0, max=MOST_RUNS, metavar="N", help="Of a batch: the run of this number."),
]

Point = Annotated[
    int | None,
    typer.Option(min=0, max=MOST_POINTS, metavar="P", help="Of a batch: a run of this point."),
]

Replicate = Annotated[
    int | None,
    typer.Option(
        min=0, max=MOST_REPLICATES, metavar="R", help="Of a run or point: this replicate alone."
    ),
]

Seed = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=0, max=LARGEST_SEED, help="Seed of all draws; the scenario's if absent."
    ),
]

Replicates = Annotated[
    int | None,
    typer.Option(
        "--replicates",
        "-n",
        min=1,
        max=MOST_REPLICATES,
        metavar="N",
        help="Runs with other draws, for bands.",
    ),
]

Assignments = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Another value; repeatable."),
]

Variant = Annotated[str | None, typer.Option(metavar="NAME", help="A variant of the scenario.")]

Without = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Leave out a policy and what answers it; repeatable."),
]

ChosenEngine = Annotated[
    Engine | None,
    typer.Option(help="ensemble where nothing is said, mesa for agent classes of one's own."),
]

Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Where to write instead of results/<scenario>/<run>."),
]

NoFigures = Annotated[bool, typer.Option("--no-figures", help="Draw nothing.")]

KeepRuns = Annotated[
    bool,
    typer.Option("--keep-runs", help="Write the weeks of every run, and of every sourcing link."),
]

Quick = Annotated[
    bool, typer.Option("--quick", help="Do not look for policies that change nothing.")
]

Quiet = Annotated[bool, typer.Option("--quiet", help="Print no summary.")]

Json = Annotated[
    bool, typer.Option("--json", help="Summary as JSON on standard output, nothing else.")
]

Report = Annotated[
    bool, typer.Option("--report", help="Write a report too: report.html in the folder.")
]

AllowCustomAgents = Annotated[
    bool,
    typer.Option("--allow-custom-agents", help="Run agent classes that the scenario names."),
]

AllowOutside = Annotated[
    bool,
    typer.Option("--allow-outside", help="Let it extend a file outside its own folder."),
]

Trust = Annotated[
    bool, typer.Option("--trust", help="Read the files even if they were changed since.")
]

Parameters = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Parameter ensemble (CSV): each replicate takes another of its points.",
    ),
]

Doubtful = Annotated[
    bool,
    typer.Option(
        "--doubt/--chance-only",
        help="A forecast: bands hold what is not known (judgements, behaviour, practice, single "
        "months), or chance alone.",
    ),
]

Observed = Annotated[
    list[Path] | None,
    typer.Option(
        "--observed",
        metavar="FILE|DIR",
        help="Observed trade, .csv or .parquet: month (or year), item, destination, origin, "
        "quantity, unit, perhaps with customs_group, flow, value_usd_m, unit_value_usd; "
        "repeatable. Beside it count the figures that come with tradesim.",
    ),
]
