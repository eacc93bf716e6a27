"""``tradesim new``: write a synthetic world as a scenario file, to learn on or to scale up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new(
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write; never overwritten.")],
    synthetic: Annotated[
        bool, typer.Option("--synthetic", help="A generated network with generic names.")
    ] = False,
    chipmakers: Annotated[int, typer.Option(min=1, help="Number of chipmakers.")] = 20,
    suppliers: Annotated[int, typer.Option(min=1, help="Number of suppliers.")] = 12,
    links_per_need: Annotated[
        int, typer.Option(min=1, help="Suppliers that a chipmaker knows for each need.")
    ] = 3,
    items: Annotated[int, typer.Option(min=1, help="Number of items.")] = 4,
    countries: Annotated[int, typer.Option(min=1, help="Number of countries.")] = 3,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the network.")] = 1,
) -> None:
    """Write a new scenario file."""
    import yaml

    from tradesim.errors import OutputError
    from tradesim.scenario.synthetic import Size, synthetic_tree

    if not synthetic:
        raise typer.BadParameter("say what kind of world to make.", param_hint="--synthetic")
    try:
        size = Size(chipmakers, suppliers, links_per_need, items, countries, seed)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    text = yaml.safe_dump(synthetic_tree(size), sort_keys=False, width=100)
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise OutputError(f"{out} exists already. Choose another name.") from None
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.") from None
    typer.echo(
        f"{out}: {chipmakers} chipmakers, {suppliers} suppliers. Run it with: tradesim run {out}"
    )
