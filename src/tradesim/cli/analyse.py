"""``tradesim analyse``: what the runs of a batch say, as tables, figures and a digest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli import looks, options
from tradesim.cli.edge import say
from tradesim.cli.progress import status
from tradesim.errors import AnalysisError

if TYPE_CHECKING:
    import pandas as pd

    from tradesim.experiments.analysis import Analysis, Runs, Threshold

CONDITION = re.compile(r"(?P<outcome>.+?)\s*(?P<side>[<>])\s*(?P<value>[-+0-9.eE]+)")


LISTED = "The file columns.csv of the batch lists them."
"""Where to look for the names of outcomes."""

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a batch.")]

Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where to write instead of DIR/analysis.")
]

Condition = Annotated[
    str | None,
    typer.Option(metavar="CONDITION", help="Runs to find, as in 'output_lost_weeks > 1'."),
]

Show = Annotated[
    list[str] | None,
    typer.Option(metavar="OUTCOME", help="Outcome to tell first; may be given several times."),
]

Objective = Annotated[
    str | None, typer.Option(metavar="OUTCOME", help="What the Pareto view takes for it.")
]

Quiet = Annotated[bool, typer.Option("--quiet", help="Print no digest.")]


def analyse(
    folder: Folder,
    out: Out = None,
    show: Show = None,
    discover: Condition = None,
    disruption: Objective = None,
    concentration: Objective = None,
    cost: Objective = None,
    no_figures: options.NoFigures = False,
    size: Annotated[looks.Size, looks.DRAWN] = looks.FigureSize.slide,
    style: Annotated[looks.Style, looks.DRAWN] = None,
    quiet: Quiet = False,
    trust: options.Trust = False,
) -> None:
    """Compare variants, draw response curves, find what matters; write tables and figures."""
    from tradesim.experiments import analysis as analysing
    from tradesim.experiments.store.reading import read_batch

    look = looks.worn_look(size, style)
    asked = {"disruption": disruption, "concentration": concentration, "cost": cost}
    with status("analysing", silent=quiet):
        runs = analysing.runs_of(read_batch(folder, trust=trust))
        if show:
            columns = (_column(runs, given, "--show") for given in show)
            runs = replace(runs, show=tuple(dict.fromkeys(columns)))
        chosen = None if discover is None else threshold(runs, discover)
        found = analysing.analyse(runs, objectives=_objectives(runs, asked), threshold=chosen)
    target = folder / "analysis" if out is None else out
    with status("writing tables and figures", silent=quiet), look:
        write_analysis(found, target, figures=not no_figures)
    for note in found.notes:
        say(f"note: {note}", err=True)
    if not quiet:
        from tradesim.cli.tables import print_sections
        from tradesim.reporting.digest import digest

        print_sections(runs.title, digest(found))
        say(f"Tables and figures: {target}")


def _objectives(runs: Runs, asked: Mapping[str, str | None]) -> dict[str, str]:
    """Return the outcome that stands for each role of the Pareto view, where one was asked for."""
    given = {role: name for role, name in asked.items() if name is not None}
    return {role: _column(runs, name, f"--{role}") for role, name in given.items()}


def _column(runs: Runs, given: str, option: str) -> str:
    """Return the column of an outcome that an option names, or refuse the option."""
    from tradesim.experiments.analysis import find_outcome

    try:
        return find_outcome(runs.outcomes, given).column
    except AnalysisError as error:
        raise typer.BadParameter(f"{error} {LISTED}", param_hint=option) from None


def threshold(runs: Runs, condition: str) -> Threshold:
    """Return which runs are of interest, from ``OUTCOME > NUMBER`` or ``OUTCOME < NUMBER``."""
    from tradesim.experiments.analysis.reading import threshold_of

    match = CONDITION.fullmatch(condition.strip())
    try:
        value = float(match["value"]) if match else None
    except ValueError:
        value = None
    if match is None or value is None:
        raise typer.BadParameter(
            f"'{condition}' is not of the form 'output_lost_weeks > 1'.", param_hint="--discover"
        )
    is_above, outcome = match["side"] == ">", match["outcome"]
    _column(runs, outcome, "--discover")
    return threshold_of(runs.outcomes, runs.column, outcome, value, above=is_above)


def storable(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table as Parquet can hold it: where a column mixes kinds of values, their words."""
    mixed = [
        name
        for name in table.columns
        if table[name].dtype == object
        and len({type(value) for value in table[name] if value is not None}) > 1
    ]
    return table.assign(**{name: table[name].map(_cell, na_action="ignore") for name in mixed})


def _cell(value: object) -> str:
    return str(value.date()) if hasattr(value, "date") else str(value)


def write_analysis(analysis: Analysis, folder: Path, *, figures: bool = True) -> None:
    """Write the tables as CSV and Parquet and the figures as PNG and SVG; what is there goes.

    Args:
        analysis: The analysis.
        folder: Where to; made where it is absent.
        figures: Whether to draw.

    Raises:
        OutputError: The folder cannot be written.
    """
    from tradesim.results.whole import unwritable, write_into
    from tradesim.results.writers import write_csv

    def fill(place: Path) -> None:
        """Write all files of an analysis into a folder."""
        for name, table in analysis.tables():
            write_csv(table, place / f"{name}.csv")
            storable(table).to_parquet(place / f"{name}.parquet", index=False, compression="zstd")
        if figures:
            from tradesim.reporting import experiment_figures  # seconds, which tables need not pay

            experiment_figures.save_all(analysis, place)

    try:
        write_into(folder, fill)
    except OSError as error:
        raise unwritable(folder, error) from error
