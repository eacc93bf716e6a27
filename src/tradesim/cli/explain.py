"""``tradesim explain``: why was this buyer short, or this plant behind its orders?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tradesim.cli import options
from tradesim.cli.edge import say
from tradesim.cli.trusting import trusted
from tradesim.limits import MOST_REPLICATES

if TYPE_CHECKING:
    from rich.tree import Tree

    from tradesim.explanations import Cause, Explanation


def explain(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder that 'tradesim run' wrote.")
    ],
    actor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A buyer, plant or country; who lost most if absent."),
    ] = None,
    week: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="A day of the week, 2019-08-19; the worst if absent."),
    ] = None,
    item: Annotated[
        str | None, typer.Option(metavar="ITEM", help="Whichever item bound most, where absent.")
    ] = None,
    replicate: Annotated[
        int | None,
        typer.Option(
            min=0, max=MOST_REPLICATES, metavar="N", help="The first with a shortage, where absent."
        ),
    ] = None,
    json: options.Json = False,
    trust: options.Trust = False,
) -> None:
    """Trace a shortage of a buyer, or unfilled orders of a plant, to its causes."""
    with trusted(folder, trust=trust):
        found = _found(folder, actor, week, item, replicate, trust=trust)
    if json:
        from tradesim.results.writers import as_json

        say(as_json(found.document()))
    else:
        tell(found)


def _found(
    folder: Path,
    actor: str | None,
    week: str | None,
    item: str | None,
    replicate: int | None,
    *,
    trust: bool,
) -> Explanation:
    """Return the explanation of what was asked about, or of the worst shortage there was."""
    from tradesim.explanations import explain as find
    from tradesim.explanations import worst_shortage
    from tradesim.results.seal import check_seal

    if actor is not None and week is not None:
        return find(folder, actor, week, item, replicate, trust=trust)
    check_seal(folder, trust=trust)
    worst = worst_shortage(folder, actor, week, replicate, item)
    found = find(folder, worst.actor, worst.week, item, worst.replicate, trust=True)
    return replace(found, notes=(*found.notes, worst.others)) if worst.others else found


def tell(found: Explanation) -> None:
    """Print an explanation as a tree that can be read aloud."""
    from rich.text import Text
    from rich.tree import Tree

    from tradesim.cli.terminal import Terminal

    console = Terminal()
    tree = Tree(Text(found.headline, style="bold"), guide_style="dim")
    if found.cover:
        tree.add(Text(found.course))
    for title, causes in (("Because:", found.causes), ("Too late:", found.late)):
        if causes:
            _grow(tree.add(Text(title, style="bold")), causes)
    for note in found.notes:
        tree.add(Text(note, style="dim"))
    console.print(tree)


def _grow(branch: Tree, causes: tuple[Cause, ...]) -> None:
    """Hang causes, and what caused them, on a branch."""
    from rich.text import Text

    from tradesim.wording.numbers import percent

    for cause in causes:
        text = Text() if cause.share is None else Text(f"{percent(cause.share)}  ", style="bold")
        _grow(branch.add(text.append(cause.text, style="not bold")), cause.causes)
