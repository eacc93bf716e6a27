"""This checkout beside others: the same work in each, in turns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.commands import HERE
from benchmarks.side_by_side import Contestant, alternate, show

NOW = "this checkout"

Work = Callable[[Path], Contestant]
"""What makes a contestant of a checkout."""


def named() -> dict[str, Path]:
    """Return this checkout and those that the command line names, by name."""
    others = [Path(word).resolve() for word in sys.argv[1:] if not word.startswith("--")]
    return {NOW: HERE} | {path.name: path for path in others}


def beside(title: str, works: Mapping[str, Work], rounds: int) -> dict[str, Any]:
    """Time some work in this checkout and in others, show it, and return the figures.

    Args:
        title: What stands above the table.
        works: What is done, by what it is called.
        rounds: Rounds that count.

    Returns:
        For each work the timings by checkout, and the ratios of this one to each other.
    """
    places = named()
    pairs = [(what, name) for what in works for name in places]
    times = alternate({pair: works[pair[0]](places[pair[1]]) for pair in pairs}, rounds)
    ratio = {pair: times[pair[0], NOW].over(times[pair]) for pair in pairs if pair[1] != NOW}
    show(
        title,
        ("what", "checkout", "seconds, median", "at best", "this checkout over it"),
        [
            (*pair, times[pair].median, times[pair].least, str(ratio.get(pair, "")))
            for pair in pairs
        ],
    )
    return {
        what: {
            "seconds": {name: times[what, name] for name in places},
            "ratio": {name: ratio[what, name] for name in places if name != NOW},
        }
        for what in works
    }
