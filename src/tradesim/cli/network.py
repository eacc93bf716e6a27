"""``tradesim network``: an edge list of firms as a scenario with tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tradesim.cli import drafts
from tradesim.cli.edge import say
from tradesim.cli.files import write_file
from tradesim.cli.progress import status

EdgesFile = Annotated[
    Path, typer.Argument(metavar="EDGES.csv", help="Sales of a year: seller,buyer,flow (USD).")
]
FirmsFile = Annotated[
    Path | None,
    typer.Option("--firms", metavar="FIRMS.csv", help="What the firms are: firm,sector,country."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Scenario to write, EDGES.yaml if absent."),
]


def network(edges: EdgesFile, firms: FirmsFile = None, out: Out = None) -> None:
    """Write an edge list of firms as a scenario: plants, buyers, needs and links as tables.

    Who sells is a plant that makes the good of its sector of what it buys; who only buys is a
    final buyer.
    """
    import yaml

    from tradesim.cells import shielded_table
    from tradesim.drafting.edges import read_edges
    from tradesim.drafting.network import network as made
    from tradesim.wording.numbers import counted

    target = out or edges.with_suffix(".yaml")
    drafts.check_name(target.stem)
    with status("reading the edge list", silent=False):
        found = made(read_edges(edges, firms), target.stem)
    text = yaml.safe_dump(found.tree, sort_keys=False, allow_unicode=True, width=100)
    write_file(text, target)
    for name, table in found.tables.items():
        rows = shielded_table(table).to_csv(index=False, lineterminator="\n", float_format="%.17g")
        write_file(rows, target.parent / name)
    if found.left_out:
        share = f"{found.left_out_share:.2%} of all flows"
        sales = counted(found.left_out, "sale") + " that would close a circle"
        say(f"left out: {sales} ({share}).", err=True)
    plants, buyers = (len(found.tables[f"{target.stem}.{each}.csv"]) for each in SECTIONS)
    told = f"{target}: {counted(plants, 'plant')}, {counted(buyers, 'final buyer')}."
    say(f"{told} Run it with: tradesim run {target}")


SECTIONS = ("suppliers", "buyers")
