"""``tradesim compare``: is the difference between two scenarios larger than noise?"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli import options
from tradesim.cli.edge import say
from tradesim.cli.files import write_file
from tradesim.cli.progress import progress
from tradesim.cli.report import check_target, form_of
from tradesim.errors import OverrideError, ReportError
from tradesim.limits import MOST_REPLICATES

if TYPE_CHECKING:
    from tradesim.experiments.comparison import Comparison
    from tradesim.scenario import Scenario

Chosen = Annotated[str | None, typer.Option(metavar="NAME", help="A variant of that scenario.")]

Pairs = Annotated[
    int,
    typer.Option(
        *("--replicates", "-n"),
        metavar="N",
        min=2,
        max=MOST_REPLICATES,
        help="Pairs of runs on the same draws.",
    ),
]


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="Scenario file, or name.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Scenario file, or name.")],
    variant_a: Chosen = None,
    variant_b: Chosen = None,
    replicates: Pairs = 200,
    seed: options.Seed = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also say what concerns single firms and plants.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the table as CSV; never over one.")
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a report: .html, .md, .pdf or .docx."),
    ] = None,
    allow_custom_agents: options.AllowCustomAgents = False,
) -> None:
    """Run two scenarios on the same draws and say of each measure how they differ."""
    from tradesim import results
    from tradesim.experiments import comparison

    _check_files(out, report)
    a, b = _loaded(first, variant_a, "--variant-a"), _loaded(second, variant_b, "--variant-b")
    names = _names((a, variant_a), (b, variant_b))
    _say_engine(a, b, allowed=allow_custom_agents)
    total = sum(results.weeks_to_live(world, replicates) for world in (a, b))
    with progress(total, silent=False) as advance:
        shared = a.seed if seed is None else seed
        found = comparison.compare(
            (a, b), names, replicates, shared, advance, custom_agents=allow_custom_agents
        )
    if out is not None:
        _write(found, out)
    if report is not None:
        _report(found, (a, b), (replicates, shared), report)
    _tell(found, replicates, shared, everything=everything)


def _loaded(file: str, variant: str | None, option: str) -> Scenario:
    """Return a scenario, or a variant of it by the option that names it."""
    from tradesim.scenario import load

    try:
        return load(file, variant=variant)
    except OverrideError as error:
        if error.option != "--variant":
            raise
        raise OverrideError(error.path, error.message, option=option) from None


def _say_engine(*worlds: Scenario, allowed: bool) -> None:
    if allowed and any(world.agents for world in worlds):
        say("engine: Mesa for agent classes of the scenario's own, run by run", err=True)


def _check_files(out: Path | None, report: Path | None) -> None:
    """Refuse files that cannot be written, before anything is computed."""
    from tradesim.results.whole import check_file

    if out is not None:
        check_file(out, over=False)
    if report is None:
        return
    check_file(report, option="--report")
    try:
        check_target(report.parent, report)
        form_of(report, None, can_choose=False)
    except ReportError as error:
        raise typer.BadParameter(str(error), param_hint="--report") from None


def _report(
    found: Comparison, worlds: tuple[Scenario, Scenario], runs: tuple[int, int], path: Path
) -> None:
    from tradesim.reporting.report.compare_report import Setting, compare_report
    from tradesim.reporting.report.saving import save

    replicates, seed = runs
    command = shlex.join(["tradesim", *sys.argv[1:]])
    setting = Setting((worlds[0].title, worlds[1].title), replicates, seed, command)
    save(compare_report(found, setting), path, form_of(path, None))
    say(f"Report: {path}", err=True)


def _names(*chosen: tuple[Scenario, str | None]) -> tuple[str, str]:
    a, b = (f"{world.name} ({variant})" if variant else world.name for world, variant in chosen)
    return (a, b) if a != b else (f"A ({a})", f"B ({b})")


def _tell(found: Comparison, replicates: int, seed: int, *, everything: bool) -> None:
    from tradesim.experiments.analysis.headlines import is_headline
    from tradesim.experiments.analysis.paired import LARGER, SMALLER

    say(f"{found.names[1]} against {found.names[0]}: {replicates} pairs, seed {seed}\n")
    verdicts = dict(zip(found.table["outcome"], found.table["verdict"], strict=True))
    hidden = {LARGER: 0, SMALLER: 0}
    for outcome, said in found.sentences():
        if everything or is_headline(outcome):
            say(said)
        else:
            hidden[verdicts[outcome.column]] += 1
    say(f"\n{found.tally()}")
    if any(hidden.values()):
        say(
            f"Not told here: {hidden[LARGER]} measures that differ by more than noise and "
            f"{hidden[SMALLER]} by no more than noise. See them with --all."
        )
    for note in found.notes:
        say(f"note: {note}", err=True)
    for name, columns in found.only.items():
        if columns:
            say(f"{len(columns)} measures are of {name} alone: it has other controls.")


def _write(found: Comparison, path: Path) -> None:
    from tradesim.cells import shielded_table

    table = shielded_table(found.table)
    write_file(table.to_csv(index=False, float_format="%.9g", lineterminator="\n"), path)
