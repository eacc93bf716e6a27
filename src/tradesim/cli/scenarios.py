"""``tradesim scenarios``: what comes with the package."""

from __future__ import annotations

from tradesim.cli.edge import say


def scenarios() -> None:
    """List the scenarios that come with tradesim; run one by its name from anywhere."""
    from tradesim.scenario import titles

    found = titles()
    width = max((len(name) for name in found), default=0)
    for name, title in found.items():
        say(f"{name:{width}}  {title}")
