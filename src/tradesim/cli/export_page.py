"""``tradesim export-page``: the classroom page as one file that opens anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli.edge import say
from tradesim.cli.files import write_file
from tradesim.cli.progress import progress, status
from tradesim.cli.serve import DEFAULT_SCENARIO, File, Replicates, Spoken
from tradesim.errors import OutputError
from tradesim.machine import core_count
from tradesim.wording.numbers import counted

if TYPE_CHECKING:
    from tradesim.web.baked import BakingPlan
    from tradesim.web.page import Stage

MEGABYTE = 1_000_000

Out = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.")]


def export_page(
    scenario: File = DEFAULT_SCENARIO,
    out: Out = Path("lesson.html"),
    replicates: Replicates = 64,
    language: Spoken = "en",
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
) -> None:
    """Write a scenario's page into one HTML file, with its runs inside.

    It opens with a double click and asks no server. Levers have the positions that the scenario
    names under page.baked, or as many as fit.
    """
    from tradesim.web.baked import page_file, plan_of
    from tradesim.web.checking import load_for_page
    from tradesim.web.page import Stage

    _check(out, force=force)
    stage = Stage(scenario, load_for_page(scenario), replicates)
    with status("looking which settings are worlds of their own", silent=False):
        plan = plan_of(stage)
    settings, played = len(plan.grid.settings), len(plan.to_play)
    which = f"{played} of {settings} settings" if played < settings else counted(played, "setting")
    others = "; the others are the same worlds" if played < settings else ""
    say(f"Simulating {which}, {replicates} replicates each{others}.", err=True)
    found = _played(stage, plan)
    with status("putting the runs into one file", silent=False):
        text = page_file(stage, plan, found, language)
    write_file(text, out, over=force)
    size = len(text.encode()) / MEGABYTE
    say(
        f"{out}: {counted(settings, 'setting')} of {counted(len(plan.grid.kept), 'lever')}, "
        f"{replicates} replicates each, seed {stage.scenario.seed}, {size:.2f} MB."
    )
    if size > 1:
        say(
            "note: more than a megabyte. Name fewer positions under page.baked, or fewer "
            "replicates, for a smaller file.",
            err=True,
        )


def _played(stage: Stage, plan: BakingPlan) -> dict[tuple[int, ...], object]:
    from tradesim.web.baked import play
    from tradesim.web.workers import MOST_WORKERS, Workers

    weeks = stage.replicates * stage.view.calendar.weeks
    others = min(core_count(), MOST_WORKERS) - 1  # this process plays too
    helpers = Workers(stage, others) if others else None
    try:
        with progress(len(plan.to_play) * weeks, silent=False) as advance:
            return play(stage, plan, helpers, lambda: advance(weeks) if advance else None)
    finally:
        if helpers:
            helpers.stop()


def _check(out: Path, *, force: bool) -> None:
    """Refuse, before anything is played, a file that cannot be written."""
    from tradesim.results.whole import check_file

    if out.exists() and not force:
        said = f"{out} exists already. Choose another name, or write over it with --force."
        raise OutputError(said)
    if not out.absolute().parent.is_dir():
        raise OutputError(f"{out}: there is no folder '{out.parent}'. Make it first.")
    check_file(out)
