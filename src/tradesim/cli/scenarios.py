"""``tradesim scenarios``: what comes with the package."""

from __future__ import annotations

import typer


def scenarios() -> None:
    """List the scenarios that come with tradesim; run one by its name from anywhere."""
    from tradesim.scenario import titles

    found = titles()
    width = max((len(name) for name in found), default=0)
    for name, title in found.items():
        typer.echo(f"{name:{width}}  {title}")
