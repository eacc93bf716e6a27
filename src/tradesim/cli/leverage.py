"""``tradesim leverage``: would the same curb hurt as much a second time?"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tradesim.cli import options
from tradesim.cli.edge import say
from tradesim.cli.progress import progress
from tradesim.limits import MOST_REPLICATES
from tradesim.wording.numbers import NOTHING, amount

if TYPE_CHECKING:
    from tradesim.experiments.leverage import Leverage
    from tradesim.reporting.section import DigestTable
    from tradesim.scenario import Scenario


NOTE = (
    "Means over replicates with 95 % intervals. First: the scenario against the same without the "
    "curb. Second: the scenario prolonged, with the same controls once more after its end, against "
    "the same without them. No quotient is given where the first curb did no harm beyond noise."
)

Replicates = Annotated[
    int,
    typer.Option(
        "--replicates",
        "-n",
        metavar="N",
        min=2,
        max=MOST_REPLICATES,
        help="Runs of each of four worlds.",
    ),
]


def leverage(
    file: options.File,
    weeks: Annotated[
        int,
        typer.Option(
            metavar="N", min=4, max=260, help="Weeks from each announcement that are compared."
        ),
    ] = 52,
    control: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A control that is part of the curb; repeatable."),
    ] = None,
    replicates: Replicates = 100,
    seed: options.Seed = None,
    variant: options.Variant = None,
    as_json: options.Json = False,
) -> None:
    """Impose a curb a second time after the end, and say how much less it hurts."""
    from tradesim import results, scenario
    from tradesim.cli.tables import print_sections
    from tradesim.experiments import leverage as measuring
    from tradesim.experiments.analysis.intervals import few

    world = scenario.load(file, variant=variant)
    total = results.weeks_to_live(world, replicates) * 4 + 2 * weeks * replicates
    with progress(total, silent=as_json) as advance:
        found = measuring.leverage(
            world, replicates, weeks=weeks, seed=seed, controls=control or [], progress=advance
        )
    curb = measuring.chosen(world, control or [])
    if as_json:
        names = [each.name for each in curb]
        say(json.dumps([{**_document(each), "controls": names} for each in found], indent=2))
        return
    title = f"{world.title}: the same curb once more"
    note = f"{weeks} weeks from each announcement, {replicates} replicates"
    print_sections(title, [_section(found, world, note)])
    say(f"Repeated: {measuring.told(world, curb)}.")
    say(NOTE)
    if said := few(replicates, "replicates"):
        say(f"note: {said}", err=True)


def _section(found: list[Leverage], world: Scenario, note: str) -> DigestTable:
    from tradesim.reporting.section import DigestTable
    from tradesim.scenario.naming import label_of

    labels = {item.name: label_of(item) for item in world.items}
    rows = tuple(
        (_name(each, labels), *map(_told, (each.first, each.second, each.ratio))) for each in found
    )
    columns = ("", "first", "second", "second / first")
    return DigestTable("Leverage", note, columns, rows)


def _name(each: Leverage, labels: Mapping[str, str]) -> str:
    item = f"{labels[each.harm.item]}: " if each.harm.item else ""
    return f"{item}{each.harm.name}, {each.harm.unit}"


def _told(values: tuple[float, float, float]) -> str:
    mean, low, high = values
    return f"{amount(mean)} ({amount(low)} to {amount(high)})" if math.isfinite(mean) else NOTHING


def _document(each: Leverage) -> dict[str, Any]:
    return {
        "harm": each.harm.name,
        "item": each.harm.item or None,
        "unit": each.harm.unit,
        "first": _three(each.first),
        "second": _three(each.second),
        "ratio": _three(each.ratio),
    }


def _three(values: tuple[float, float, float]) -> dict[str, float | None]:
    named = zip(("mean", "low", "high"), values, strict=True)
    return {name: value if math.isfinite(value) else None for name, value in named}
