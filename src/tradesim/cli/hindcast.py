"""``tradesim hindcast``: how well does a scenario do against what really happened?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli import options
from tradesim.cli.progress import progress, status

if TYPE_CHECKING:
    from tradesim.errors import Problem
    from tradesim.evidence.hindcast import Hindcast
    from tradesim.results import Result
    from tradesim.scenario import Scenario

DRAWN = (".png", ".svg")

File = Annotated[
    str | None,
    typer.Argument(
        metavar="[SCENARIO]",
        help="Scenario file, or name; where absent, the one the figures were collected for.",
    ),
]
ObservedFile = Annotated[
    Path | None,
    typer.Option(
        "--observed",
        metavar="FILE.csv",
        help="Monthly imports: month,customs_group,destination,origin,quantity,unit,value_usd_m; "
        "where absent, the months that were published.",
    ),
]
Replicates = Annotated[int, typer.Option(min=2, metavar="N", help="Runs, for bands.")]
Out = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Draw observed beside simulated: .png or .svg.")
]
Json = Annotated[
    bool, typer.Option("--json", help="Scores as JSON on standard output, nothing else.")
]


def hindcast(
    scenario: File = None,
    observed: ObservedFile = None,
    replicates: Replicates = 100,
    seed: options.Seed = None,
    parameters: options.Parameters = None,
    point: Annotated[
        bool, typer.Option("--point", help="Leave out the scenario's own parameter ensemble.")
    ] = False,
    out: Out = None,
    json: Json = False,
) -> None:
    """Score an ensemble against published figures and monthly imports.

    A scenario with a parameter ensemble of its own (NAME.parameters.csv beside it) draws its
    parameters from it, so that the bands show doubt about them, too.
    """
    from tradesim.cli.ensembles import points_of
    from tradesim.evidence.figures import default_scenario
    from tradesim.evidence.hindcast import hindcast as score
    from tradesim.evidence.observed_file import read_observed
    from tradesim.evidence.parameters import parameters_beside
    from tradesim.evidence.shipped import published_series
    from tradesim.results import run, run_points, weeks_to_live
    from tradesim.scenario import load

    if out is not None and out.suffix not in DRAWN:
        raise typer.BadParameter(f"'{out}' ends neither in .png nor in .svg.", param_hint="--out")
    file = scenario or default_scenario()
    world = load(file)
    series = published_series(world) if observed is None else read_observed(observed)
    ensemble = parameters if parameters or point else parameters_beside(file)
    values = points_of(ensemble, world) if ensemble else None
    with progress(weeks_to_live(world, replicates), silent=json) as advance:
        if values:
            result = run_points(world, values, seed, replicates, advance)
        else:
            result = run(world, seed, replicates, "ensemble", advance)
    scored = score(result.recording, series, world)
    _refuse_nothing(scored, world, observed)
    for note in scored.notes:
        typer.echo(f"note: {note}", err=True)
    if out is not None:
        with status("drawing", silent=json):
            _draw(result, scored, out)
    _tell(result, scored, ensemble, json=json)


def _refuse_nothing(scored: Hindcast, world: Scenario, observed: Path | None) -> None:
    """Refuse a file, or a scenario, of which nothing can be scored."""
    from tradesim.errors import ObservedError, Problem

    groups = ", ".join(dict.fromkeys(item.customs_group for item in world.items))
    if observed is not None and not scored.pairs:
        said = (
            f"no month of it is simulated by {world.name} (customs groups {groups}; "
            f"{world.start} to {world.end})."
        )
        raise ObservedError(str(observed), [Problem(None, "", said), *_reasons(scored)])
    if not scored.pairs and not scored.figures:
        said = "no published figure is about this scenario. Give months of your own (--observed)."
        raise ObservedError(world.name, [Problem(None, "", said)])


def _reasons(scored: Hindcast) -> list[Problem]:
    from tradesim.errors import Problem

    return [Problem(None, "", note) for note in scored.notes if note.endswith("not scored.")]


def _draw(result: Result, scored: Hindcast, out: Path) -> None:
    from tradesim.reporting.hindcast import draw_hindcast

    draw_hindcast(result, scored.pairs).savefig(out, dpi=110)


def _tell(result: Result, scored: Hindcast, ensemble: Path | None, *, json: bool) -> None:
    if json:
        from tradesim.results.writers import as_json

        typer.echo(as_json(scored.document()))
        return
    from tradesim.cli.scorecard import print_scorecard

    print_scorecard(result, scored, ensemble)
