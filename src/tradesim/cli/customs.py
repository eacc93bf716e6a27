"""``tradesim customs``: customs files, of whatever layout, as one tidy table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tradesim.cli import options
from tradesim.cli.edge import say
from tradesim.cli.progress import status

if TYPE_CHECKING:
    from tradesim.customs import Trade


Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Customs files.")]
Items = Annotated[
    Path | None,
    typer.Option(
        metavar="ITEMS.yaml",
        help="The goods: label, unit, hs: {edition, codes}; only tidy tables go without.",
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Table: .parquet or .csv.")
]
LayoutName = Annotated[
    str | None,
    typer.Option("--layout", metavar="NAME", help="The files' layout; else it is recognised."),
]
RatesFile = Annotated[
    Path | None,
    typer.Option(
        "--rates", metavar="FILE.csv", help="Monthly rates: month,currency,per_usd; to dollars."
    ),
]
OneFlow = Annotated[
    Literal["imports", "exports"] | None,
    typer.Option("--flow", help="Keep one flow; of a file that does not say, it is."),
]
Mirror = Annotated[
    float | None,
    typer.Option(
        min=0, max=26, metavar="WEEKS", help="Partners' exports as imports, later by the journey."
    ),
]


def customs(
    files: Files,
    items: Items = None,
    out: Out = None,
    layout: LayoutName = None,
    rates: RatesFile = None,
    flow: OneFlow = None,
    mirror: Mirror = None,
    json: options.Json = False,
) -> None:
    """Read customs files of any layout into one tidy table, and say what was left out and why.

    The table is what ``tradesim hindcast --observed`` reads and ``tradesim new --from`` makes a
    scenario of.
    """
    from tradesim.customs import layout_names, read
    from tradesim.scenario.wording import did_you_mean

    if layout is not None and layout not in layout_names():
        near = did_you_mean(layout, layout_names())
        said = f"'{layout}' is no layout ({', '.join(layout_names())}).{near}"
        raise typer.BadParameter(said, param_hint="--layout")
    if out is not None and out.suffix not in {".csv", ".parquet"}:
        said = f"'{out}' ends neither in .parquet nor in .csv."
        raise typer.BadParameter(said, param_hint="--out")
    with status("reading", silent=json):
        trade = read(files, items, layout, rates, flow=flow or "")
        if mirror is not None:
            trade = trade.mirrored(mirror)
        if out is not None:
            trade.write(out)
    _tell(trade, out, json=json)


def _tell(trade: Trade, out: Path | None, *, json: bool) -> None:
    if json:
        from tradesim.results.writers import as_json

        written = {} if out is None else {"out": str(out)}
        say(as_json({**trade.document(), **written}))
        return
    from tradesim.cli.customs_summary import print_summary

    print_summary(trade)
    if out is not None:
        say(f"{len(trade.table):,} rows are in {out}")
