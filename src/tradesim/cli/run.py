"""``tradesim run``: simulate a scenario, say what happened, write the results."""

from __future__ import annotations

import contextlib
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tradesim.cli import looks, options
from tradesim.cli.edge import say
from tradesim.cli.keeping import check_kept, refuse_for_large
from tradesim.cli.progress import progress, status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from tradesim.cli.again import Which
    from tradesim.doubt.points import PointValues
    from tradesim.results import Result
    from tradesim.scenario import Scenario


STANDARD_AGENTS = "a forecast runs with the standard agents."


@dataclass(frozen=True)
class AskedScenario:
    """The scenario that was asked for, and what was said about it.

    Attributes:
        scenario: The scenario as it is to be run.
        without_override: By dotted path, the scenario without that override.
    """

    scenario: Scenario
    without_override: dict[str, Scenario]


@dataclass(frozen=True)
class Way:
    """How a scenario is to be run.

    Attributes:
        doubt: Whether bands hold what is not known.
        quick: Whether policies that change nothing are not looked for.
        classes: Agent classes that the scenario names, where they are allowed.
    """

    seed: int | None
    replicates: int | None
    engine: options.Engine | None
    doubt: bool
    quick: bool
    classes: Mapping[str, type[Any]] | None


@dataclass(frozen=True)
class Ending:
    """What is done with a result.

    Attributes:
        out: Where it is written; where earlier results say if absent.
        figures: Whether figures are drawn.
        every_run: Whether the weeks of every run are written.
        report: Whether a report is written.
        json: Whether the summary is printed as JSON.
        quiet: Whether nothing is printed.
        look: In what figures are drawn.
    """

    out: Path | None
    figures: bool
    every_run: bool
    report: bool
    json: bool
    quiet: bool
    look: AbstractContextManager[None]


def run(
    file: options.FileOrFolder,
    seed: options.Seed = None,
    replicates: options.Replicates = None,
    assignments: options.Assignments = None,
    variant: options.Variant = None,
    without: options.Without = None,
    engine: options.ChosenEngine = None,
    row: options.Row = None,
    point: options.Point = None,
    replicate: options.Replicate = None,
    out: options.Out = None,
    no_figures: options.NoFigures = False,
    size: Annotated[looks.Size, looks.DRAWN] = looks.FigureSize.slide,
    style: Annotated[looks.Style, looks.REPORTED] = None,
    keep_runs: options.KeepRuns = False,
    quick: options.Quick = False,
    quiet: options.Quiet = False,
    json: options.Json = False,
    allow_custom_agents: options.AllowCustomAgents = False,
    parameters: options.Parameters = None,
    report: options.Report = False,
    doubt: options.Doubtful = False,
    allow_outside: options.AllowOutside = False,
) -> None:
    """Simulate a scenario week by week, print what happened, and write the results.

    For a folder of results: run one of its runs again, as its manifest says.
    """
    from tradesim.cli.again import Which, refuse_for_scenario, stored_folder

    look = looks.worn_look(size, style)
    written = {"figures": not no_figures, "every_run": keep_runs}
    ending = Ending(out, **written, report=report, json=json, quiet=quiet, look=look)
    which, stored = Which(row, point, replicate, variant), stored_folder(file)
    if stored:
        others = (seed, replicates, assignments, without, engine, parameters, doubt or None)
        which.refuse_others(others)
        return _run_again(stored, which, ending, agents=allow_custom_agents)
    refuse_for_scenario(which, file)
    asked = ask(file, assignments or [], variant, without or [], outside=allow_outside)
    classes = _agents(asked.scenario, out, allowed=allow_custom_agents)
    way = Way(seed, replicates, engine, doubt=doubt, quick=quick, classes=classes)
    return _run_scenario(asked, (parameters, file), way, ending)


def _agents(
    scenario: Scenario, out: Path | None, *, allowed: bool
) -> Mapping[str, type[Any]] | None:
    """Return the agent classes of a scenario, where they are allowed and it can be written."""
    from tradesim import results

    results.check_destination(out or results.default_folder(scenario.name, "run"))
    return results.named_agents(scenario) if allowed else None


def _run_scenario(
    asked: AskedScenario, ensemble: tuple[Path | None, str], way: Way, ending: Ending
) -> None:
    """Run a scenario, perhaps on a parameter ensemble, and end as asked."""
    parameters, file = ensemble
    values = _points(parameters, file, asked.scenario, way)
    if way.engine != options.Engine.mesa and not way.classes:
        refuse_for_large(asked.scenario, every_run=ending.every_run, report=ending.report)
    if ending.every_run:
        check_kept(asked.scenario, way.replicates, ending.out, doubt=way.doubt)
    result = _simulated(asked.scenario, values, way, quiet=ending.quiet)
    warnings = _warned(result, asked, quick=way.quick, quiet=ending.quiet)
    _end(result, _facts(warnings, parameters, values), ending)


def _run_again(stored: Path, which: Which, ending: Ending, *, agents: bool) -> None:
    from tradesim.cli.again import again

    result, facts, said = again(stored, which, allow_custom_agents=agents, quiet=ending.quiet)
    _end(result, _facts([], None, None) | facts, ending)
    _say("again", said)


def _end(result: Result, facts: Mapping[str, object], ending: Ending) -> None:
    """Write the results, the report where it is asked for, and tell what was found."""
    from tradesim import results

    with status("writing tables and figures", silent=ending.quiet):
        folder = ending.out or results.default_folder(result.scenario.name, result.run_id)
        with ending.look:
            kept = {"figures": ending.figures, "every_run": ending.every_run}
            result.write(folder, **kept, facts=facts)
            _report(folder, asked=ending.report, quiet=ending.quiet)
    _tell(result, folder, json=ending.json, quiet=ending.quiet)


def ask(
    file: str,
    assignments: list[str],
    variant: str | None,
    without: list[str],
    *,
    outside: bool = False,
) -> AskedScenario:
    """Read the scenario: the variant is made first, policies go next, values are set last."""
    from tradesim import scenario as reading

    whole = reading.load(file, outside=outside)
    varied = whole if variant is None else reading.variant(whole, variant)
    reduced, answers = reading.without(varied, without)
    if variant is not None:
        answers += reading.responses(whole, whole.variants[variant].without)
    notes = [f"'{name}' goes too: it answers what is left out." for name in dict.fromkeys(answers)]
    values = reading.parse_assignments(assignments)
    scenario = reading.apply(reduced, values) if values else reduced
    _say("note", notes)
    return AskedScenario(scenario, _each_left_out(reduced, values))


def _each_left_out(scenario: Scenario, values: dict[str, object]) -> dict[str, Scenario]:
    """Return the scenario without each override; those are left out that others stand on."""
    from tradesim.errors import OverrideError
    from tradesim.scenario import apply

    others = {}
    for path in values:
        rest = {key: value for key, value in values.items() if key != path}
        with contextlib.suppress(OverrideError):  # such as one of several dates that move together
            others[path] = apply(scenario, rest) if rest else scenario
    return others


def _points(parameters: Path | None, file: str, scenario: Scenario, way: Way) -> PointValues | None:
    """Return the points of a parameter ensemble; what policies left out had goes with them."""
    if not parameters:
        return None
    from tradesim.cli.ensembles import fitting_points, refuse_agents

    refuse_agents(way.engine, way.classes)
    return fitting_points(parameters, file, scenario)


def _simulated(scenario: Scenario, values: PointValues | None, way: Way, *, quiet: bool) -> Result:
    from tradesim import results
    from tradesim.doubt import Doubt

    if way.doubt and way.classes:
        raise typer.BadParameter(STANDARD_AGENTS, param_hint="--doubt")
    seed, count, engine = way.seed, way.replicates, way.engine and way.engine.value
    count = results.runs_of_a_forecast(scenario, count) if way.doubt else count
    with progress(results.weeks_to_live(scenario, count), silent=quiet) as advance:
        if way.doubt:
            drawn = Doubt(behaviour=values) if values else Doubt()
            return results.forecast(scenario, drawn, seed, count, engine, advance)
        if values:
            return results.run_points(scenario, values, seed, count, advance)
        live = results.lived if way.quick else results.lived_and_searched
        return live(results.runs_of(scenario, seed, count, engine, way.classes), advance)


def _warned(result: Result, asked: AskedScenario, *, quick: bool, quiet: bool) -> list[str]:
    """Say what may mislead, and return it."""
    with status("looking for policies that change nothing", silent=quiet):
        warnings = _warnings(result, asked, quick=quick)
    _say("warning", warnings)
    return warnings


def _warnings(result: Result, asked: AskedScenario, *, quick: bool) -> list[str]:
    """Return what may mislead, and what changes no outcome unless that would take too long."""
    from tradesim.results import idle_overrides
    from tradesim.scenario import advice

    if quick:
        return advice(result.scenario)
    overrides = idle_overrides(
        result.scenario, result.seed, asked.without_override, result.replicates
    )
    return [*advice(result.scenario), *result.warnings, *overrides]


def _facts(
    warnings: list[str], parameters: Path | None, values: PointValues | None
) -> dict[str, object]:
    """Return what the manifest should say of the command."""
    command = shlex.join(["tradesim", *sys.argv[1:]])
    facts: dict[str, object] = {"command": command, "warnings": warnings}
    if values:
        points = len(next(iter(values.values())))
        facts["parameters"] = {"file": str(parameters), "points": points}
    return facts


def _report(folder: Path, *, asked: bool, quiet: bool) -> None:
    if not asked:
        return
    from tradesim.cli.report import report_of
    from tradesim.reporting.report.saving import save

    with status("writing the report", silent=quiet):
        save(report_of(folder), folder / "report.html", "html")


def _say(what: str, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        say(f"{what}: {sentence}", err=True)


def _tell(result: Result, folder: Path, *, json: bool, quiet: bool) -> None:
    """Print the summary: for people, for programs, or not at all."""
    if json:
        from tradesim.results.writers import as_json, summary_of

        document = summary_of(result.records, result.doubt) | {"results": str(folder)}
        say(as_json(document))
    elif not quiet:
        from tradesim.cli.briefing import print_briefing

        print_briefing(result, folder)
