"""``tradesim hindcast --all``: every episode that comes with tradesim, in one table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradesim.cli.edge import say
from tradesim.errors import ObservedError
from tradesim.wording.numbers import counted

if TYPE_CHECKING:
    from rich.table import Table

    from tradesim.cli.hindcast_runs import RunOptions
    from tradesim.evidence.episodes import EpisodeRow
    from tradesim.evidence.observed import Observed
    from tradesim.scenario import Scenario

HEADINGS = {
    "figures_in_band": "in band",
    "coverage": "long",
    "lowest_coverage": "worst",
    "width": "width",
    "skill": "skill",
    "interval_ratio": "intv.",
    "crps_ratio": "CRPS",
}

READING = (
    "hit: single figures whose median is within tolerance; numbers: observed ones inside the 90 % "
    "band, of all;\nin band: their share, mean over series; "
    "long: coverage of the monthly series of at least 8\nmonths, worst: the lowest; width: of the "
    "bands over the usual level; skill, intv., CRPS: of the median, the\nband (interval score) and "
    "the whole forecast against the best naive one (skill: 1 perfect, 0 no better; the\nothers: 0 "
    "perfect, 1 no better). Averages are over series within an episode, then over episodes."
)


def hindcast_all(runs: RunOptions, given: Observed, paths: list[Path], *, json: bool) -> None:
    """Score every episode and print the table.

    Raises:
        ObservedError: The tables that were given are about none of them.
    """
    from tradesim.evidence.episodes import scenarios_of_episodes, together

    worlds = scenarios_of_episodes()
    _refuse_foreign(worlds, given, paths)
    rows = [_row(world, runs, given) for world in worlds]
    if json:
        from tradesim.results.writers import as_json

        document: dict[str, Any] = {"episodes": [row.summary for row in rows]}
        say(as_json({**document, **together(rows)}))
        return
    _print(rows, runs)


def _row(world: Scenario, runs: RunOptions, given: Observed) -> EpisodeRow:
    from tradesim.evidence.episodes import EpisodeRow, record_of
    from tradesim.evidence.record import Record

    if not runs.silent:
        say(f"{world.name} ...", err=True)
    observed, needs = record_of(world, given)
    record = Record.of(world, observed)
    _, simulated = runs.of(world, world.name, record)
    return EpisodeRow(world, record.score(simulated), needs)


def _refuse_foreign(worlds: list[Scenario], given: Observed, paths: list[Path]) -> None:
    from tradesim.evidence.episodes import of_goods

    if paths and not any(of_goods(world, given) for world in worlds):
        groups = {item.customs_group for world in worlds for item in world.items}
        said = f"none of it is about goods of an episode ({', '.join(sorted(groups))})."
        raise ObservedError.of(", ".join(str(path) for path in paths), said)


def _print(rows: list[EpisodeRow], runs: RunOptions) -> None:
    from tradesim.cli.terminal import wide_terminal

    console = wide_terminal()
    episodes = counted(len(rows), "episode")
    console.print(f"\n{episodes}, {runs.replicates} replicates each\n")
    console.print(_table(rows), READING, "", sep="\n")
    missing = [f"  {row.scenario.name}: {row.needs}" for row in rows if row.needs]
    if missing:
        said = "* scored on published figures alone; a full score needs (--observed FILE):"
        console.print(said, *missing, "", sep="\n")


def _table(rows: list[EpisodeRow]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from tradesim.cli.scorecard import NOTHING, decimals
    from tradesim.evidence.episodes import together

    table = Table(box=None, pad_edge=False)
    table.add_column("group", no_wrap=True)
    table.add_column("episode", no_wrap=True)
    for heading in ("hit", "numbers", *HEADINGS.values()):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("best naive", no_wrap=True)
    last = ""
    for row in rows:
        score, figures = row.score, row.score.figures
        hits = f"{sum(figure.is_hit for figure in figures)}/{len(figures)}" if figures else NOTHING
        numbers = f"{score.inside}/{score.count}" if score.count else NOTHING
        cells = [decimals(getattr(score, name)) for name in HEADINGS]
        group = score.group if score.group != last else ""
        star = "*" if row.needs else ""
        table.add_row(
            group, row.scenario.name + star, hits, numbers, *cells, score.best_rival or NOTHING
        )
        last = score.group
    for word, values in together(rows).items():
        cells = [NOTHING if values[n] is None else f"{values[n]:.2f}" for n in HEADINGS]
        table.add_row(Text(word, style="bold"), "", "", "", *cells, "")
    return table
