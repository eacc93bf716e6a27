"""``tradesim dock``: prove that the agents and the ensemble tell the same story."""

from __future__ import annotations

from typing import Annotated

import typer

from tradesim.cli import options
from tradesim.cli.edge import SOME_FAILED, say
from tradesim.limits import MOST_REPLICATES


def dock(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SCENARIO",
            help="Scenario files or names; all that come with tradesim where absent.",
        ),
    ] = None,
    replicates: Annotated[
        int,
        typer.Option(
            "--replicates",
            "-n",
            metavar="N",
            min=1,
            max=MOST_REPLICATES,
            help="Replicates to compare.",
        ),
    ] = 2,
    seed: options.Seed = None,
) -> None:
    """Run both engines on the same draws and compare every recorded number and event."""
    from tradesim.docking import dock as compare
    from tradesim.scenario import load, scenario_names

    worlds = [load(name) for name in scenarios or scenario_names()]
    agreed = True
    for world in worlds:
        report = compare(world, range(replicates), seed=seed)
        say(str(report))
        agreed &= report.docked
    if not agreed:
        raise typer.Exit(SOME_FAILED)
