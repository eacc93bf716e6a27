"""``tradesim hindcast``: how well does a scenario do against what really happened?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli import options
from tradesim.cli.edge import say
from tradesim.cli.hindcast_runs import RunOptions
from tradesim.cli.progress import status
from tradesim.errors import ObservedError
from tradesim.limits import MOST_REPLICATES

if TYPE_CHECKING:
    from tradesim.evidence.hindcast import Hindcast
    from tradesim.evidence.observed import Observed
    from tradesim.results import Result
    from tradesim.scenario import Scenario

DRAWN, WRITTEN = (".png", ".svg"), ".csv"

File = Annotated[
    str | None,
    typer.Argument(
        metavar="SCENARIO",
        help="Scenario file, or name; where absent, the one the figures were collected for.",
    ),
]
Replicates = Annotated[
    int,
    typer.Option(
        "--replicates", "-n", min=2, max=MOST_REPLICATES, metavar="N", help="Runs, for bands."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Observed beside simulated: drawn (.png, .svg), or its numbers (.csv)."
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Scores as JSON on standard output, nothing else.")
]
All = Annotated[
    bool, typer.Option("--all", help="Every episode that comes with tradesim, in one table.")
]
Point = Annotated[
    bool, typer.Option("--point", help="Leave out the scenario's own parameter ensemble.")
]


def hindcast(
    scenario: File = None,
    observed: options.Observed = None,
    replicates: Replicates = 100,
    seed: options.Seed = None,
    parameters: options.Parameters = None,
    point: Point = False,
    doubt: options.Doubtful = True,
    all_episodes: All = False,
    out: Out = None,
    json: Json = False,
) -> None:
    """Score an ensemble against published figures and observed trade.

    A scenario with a parameter ensemble of its own (NAME.parameters.csv beside it) draws its
    parameters from it, so that the bands show doubt about them, too.
    """
    from tradesim.evidence.observed_file import read_observed
    from tradesim.results.whole import check_file

    runs = RunOptions(replicates, seed, parameters, point, doubt, json)
    if point and parameters is not None:
        said = "it leaves out what --parameters names. Give one of them."
        raise typer.BadParameter(said, param_hint="--point")
    _refuse_contradictions(scenario, parameters, out, all_episodes=all_episodes)
    if out is not None:
        check_file(out)
    given = read_observed(observed) if observed else {}
    if all_episodes:
        from tradesim.cli.hindcast_all import hindcast_all

        hindcast_all(runs, given, observed or [], json=json)
        return
    _one(scenario, runs, (given, observed or []), out, json=json)


def _refuse_contradictions(
    scenario: str | None, parameters: Path | None, out: Path | None, *, all_episodes: bool
) -> None:
    if out is not None and out.suffix not in (*DRAWN, WRITTEN):
        said = f"'{out}' ends neither in .png nor in .svg nor in .csv."
        raise typer.BadParameter(said, param_hint="--out")
    for given, hint in ((scenario, "SCENARIO"), (parameters, "--parameters"), (out, "--out")):
        if all_episodes and given is not None:
            said = "it is for one scenario; --all takes every episode that comes with tradesim."
            raise typer.BadParameter(said, param_hint=hint)


def _one(
    scenario: str | None,
    runs: RunOptions,
    observed: tuple[Observed, list[Path]],
    out: Path | None,
    *,
    json: bool,
) -> None:
    """Score one scenario."""
    from tradesim.evidence.figures import default_scenario
    from tradesim.evidence.hindcast import scored as score
    from tradesim.evidence.observed import joined, with_groups
    from tradesim.evidence.record import Record
    from tradesim.evidence.shipped import published_series
    from tradesim.scenario import load

    file = scenario or default_scenario()
    world = load(file)
    paths, groups = observed[1], {item.name: item.customs_group for item in world.items}
    given = with_groups(observed[0], groups)
    _refuse_foreign(world, given, paths)
    record = Record.of(world, joined([given, published_series(world)]))
    result, simulated = runs.of(world, file, record)
    scored = score(record, simulated)
    _refuse_nothing(scored, world)
    for note in scored.notes:
        say(f"note: {note}", err=True)
    if out is not None:
        with status("drawing", silent=json):
            _draw(result, scored, out)
    _tell(result, scored, runs.ensemble(file), json=json)


def _refuse_foreign(world: Scenario, given: Observed, paths: list[Path]) -> None:
    """Refuse tables of which nothing can be scored."""
    from tradesim.evidence.record import Record

    if not paths:
        return
    record = Record.of(world, given, with_figures=False)
    if not record.lines:
        groups = ", ".join(dict.fromkeys(item.customs_group for item in world.items))
        said = (
            f"no month of it is simulated by {world.name} and scored (customs groups {groups}; "
            f"from {record.window.first_scored} to {world.end:%Y-%m}).{_extent(given)}"
        )
        where = ", ".join(str(path) for path in paths)
        reasons = (note for note in record.notes if note.endswith("not scored."))
        raise ObservedError.of(where, said, *reasons)


def _extent(given: Observed) -> str:
    """Tell from when to when a record is: months before the policy are the commonest reason."""
    periods = {
        period
        for series in given.values()
        for values in series.values.values()
        for period in values
    }
    if not periods:
        return ""
    first, last = min(periods), max(periods)
    return f" It is of {first}." if first == last else f" It is of {first} to {last}."


def _refuse_nothing(scored: Hindcast, world: Scenario) -> None:
    """Refuse a scenario of which nothing was published."""
    if not scored.score.pairs and not scored.score.figures:
        said = "no published figure is about this scenario. Give months of your own (--observed)."
        raise ObservedError.of(world.name, said)


def _draw(result: Result, scored: Hindcast, out: Path) -> None:
    from tradesim.results.whole import write_in_one

    if out.suffix == WRITTEN:
        from tradesim.evidence.period_table import write_periods

        write_in_one(out, lambda beside: write_periods(scored.score.pairs, beside))
        return
    from tradesim.reporting.hindcast import draw_hindcast, is_monthly

    if not any(is_monthly(pair) for pair in scored.score.pairs):
        say("note: no series of months was scored, so nothing was drawn.", err=True)
        return
    figure, form = draw_hindcast(result, scored.score.pairs), out.suffix.removeprefix(".") or None
    write_in_one(out, lambda beside: figure.savefig(beside, dpi=110, format=form))


def _tell(result: Result, scored: Hindcast, ensemble: Path | None, *, json: bool) -> None:
    if json:
        from tradesim.results.writers import as_json

        say(as_json(scored.document()))
        return
    from tradesim.cli.scorecard import print_scorecard

    print_scorecard(result, scored, ensemble)
