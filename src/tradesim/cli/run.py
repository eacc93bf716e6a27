"""``tradesim run``: simulate a scenario, say what happened, write the results."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradesim.results import Result
    from tradesim.scenario import Scenario


class Engine(StrEnum):
    """The two ways to run; the numbers are the same."""

    mesa = "mesa"
    ensemble = "ensemble"


@dataclass(frozen=True)
class Asked:
    """The scenario that was asked for, and what was said about it.

    Attributes:
        scenario: The scenario as it is to be run.
        without_override: By dotted path, the scenario without that override.
        notes: What the user should know before the run.
    """

    scenario: Scenario
    without_override: dict[str, Scenario]
    notes: tuple[str, ...]


def run(
    file: Annotated[str, typer.Argument(metavar="FILE|NAME", help="Scenario file, or name.")],
    seed: Annotated[int | None, typer.Option(min=0, help="Seed of all draws.")] = None,
    replicates: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Runs with other draws, for bands.")
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Another value; repeatable."),
    ] = None,
    variant: Annotated[
        str | None, typer.Option(metavar="NAME", help="A variant of the scenario.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Leave out a policy and what answers it; repeatable."),
    ] = None,
    engine: Annotated[
        Engine | None,
        typer.Option(help="mesa for one replicate, ensemble for more, where nothing is said."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to write instead of results/<scenario>/<run>."),
    ] = None,
    no_figures: Annotated[bool, typer.Option("--no-figures", help="Draw nothing.")] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not look for policies that change nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print no summary.")] = False,
    json_: Annotated[
        bool, typer.Option("--json", help="Summary as JSON on standard output, nothing else.")
    ] = False,
    allow_custom_agents: Annotated[
        bool,
        typer.Option("--allow-custom-agents", help="Run agent classes that the scenario names."),
    ] = False,
) -> None:
    """Simulate a scenario week by week, print what happened, and write the results."""
    from tradesim import results

    began = time.perf_counter()
    asked = _ask(file, assignments or [], variant, without or [])
    scenario = asked.scenario
    _say(asked.notes, "note")
    results.check_destination(out or results.default_folder(scenario.name, "run"))
    classes = results.named_agents(scenario) if allow_custom_agents else None
    with _progress(results.weeks_to_live(scenario, replicates), silent=quiet) as advance:
        result = results.run(
            scenario, seed, replicates, engine and engine.value, advance, agent_classes=classes
        )
    with _status("looking for policies that change nothing", silent=quiet):
        warnings = [] if quick else _warnings(result, asked)
    _say(warnings, "warning")
    with _status("writing tables and figures", silent=quiet):
        facts = {
            "command": shlex.join(["tradesim", *sys.argv[1:]]),
            "warnings": warnings,
            "wall_seconds": round(time.perf_counter() - began, 3),
        }
        folder = out or results.default_folder(scenario.name, result.run_id)
        result.write(folder, figures=not no_figures, facts=facts)
    if json_:
        _print_json(result, folder)
    elif not quiet:
        from tradesim.cli.briefing import print_briefing

        print_briefing(result, folder)


def _ask(file: str, assignments: list[str], variant: str | None, without: list[str]) -> Asked:
    """Read the scenario: the variant is made first, policies go next, values are set last."""
    from tradesim import scenario as reading

    whole = reading.load(file)
    varied = whole if variant is None else reading.variant(whole, variant)
    reduced, answers = reading.without(varied, without)
    if variant is not None:
        answers += reading.responses(whole, whole.variants[variant].without)
    notes = [f"'{name}' goes too: it answers what is left out." for name in dict.fromkeys(answers)]
    values = dict(reading.parse_assignment(text) for text in assignments)
    others = {
        path: reading.apply(reduced, rest) if rest else reduced
        for path in values
        for rest in [{key: value for key, value in values.items() if key != path}]
    }
    scenario = reading.apply(reduced, values) if values else reduced
    return Asked(scenario, others, tuple(notes))


def _warnings(result: Result, asked: Asked) -> list[str]:
    """Return what changes no outcome."""
    from tradesim.results import idle_overrides

    overrides = idle_overrides(result.scenario, result.seed, asked.without_override)
    return [*result.warnings, *overrides]


def _say(sentences: list[str] | tuple[str, ...], what: str) -> None:
    for sentence in sentences:
        typer.echo(f"{what}: {sentence}", err=True)


def _print_json(result: Result, folder: Path) -> None:
    import json

    from tradesim.results.tables import summary_document

    document = summary_document(result.recording) | {"results": str(folder)}
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


@contextmanager
def _progress(total: int, *, silent: bool) -> Iterator[Callable[[int], None] | None]:
    """Show a bar on standard error while weeks are lived; nothing where that is no terminal."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Remaining())
    with Progress(*columns, console=_terminal(), transient=True) as bar:
        task = bar.add_task("living the weeks", total=total)
        yield lambda weeks: bar.advance(task, weeks)


@contextmanager
def _status(doing: str, *, silent: bool) -> Iterator[None]:
    """Say on standard error what takes a moment; nothing where that is no terminal."""
    if silent or not sys.stderr.isatty():
        yield
        return
    with _terminal().status(doing):
        yield


def _terminal() -> Any:
    from rich.console import Console

    return Console(stderr=True, highlight=False)
