"""A firm network from tables: read, checked, lived for a year; where the time goes, by size.

Run with ``python -m benchmarks.network [FIRMS ...]``; each size in a process of its own. What a
result makes of it (weekly table, files) is left out: ``tradesim run`` shows it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from benchmarks.apart import in_another_process, peak_bytes
from benchmarks.side_by_side import report, seconds, show
from tradesim.results import running
from tradesim.scenario import read, validate
from tradesim.scenario.synthetic import WorldSize, synthetic_tree
from tradesim.scenario.synthetic_tables import as_tables

YEAR = {"start": "2001-07-02", "end": "2002-06-30"}
STEPS = ("read", "check", "run 52 weeks")


@contextmanager
def written(firms: int) -> Iterator[Path]:
    """Give the file of a synthetic network, half of it buyers with eight links each."""
    half = firms // 2
    size = WorldSize(buyers=half, suppliers=half, links_per_need=4, items=50, countries=20)
    with tempfile.TemporaryDirectory() as folder:
        tree, tables = as_tables(synthetic_tree(size) | YEAR, "network")
        for name, text in tables.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        file = Path(folder) / "network.yaml"
        file.write_text(yaml.safe_dump(tree), encoding="utf-8")
        yield file


def lived(file: str) -> dict[str, float]:
    """Return the processor seconds of each step, and the peak of memory in GB."""
    kept: list[Any] = [None]

    def step(work: Callable[[], Any]) -> float:
        return seconds(lambda: kept.append(work()))

    taken = {
        "read": step(lambda: read(file)),
        "check": step(lambda: validate(kept[-1])),
        "run 52 weeks": step(lambda: running.run(kept[-1], replicates=1)),
    }
    world = kept[-1].scenario
    return taken | {"links": running.links_of(world), "peak_gb": peak_bytes() / 1e9}


def main() -> None:
    """Print and keep the figures."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [10_000, 100_000]
    found = {}
    for firms in sizes:
        with written(firms) as file:
            found[firms] = in_another_process(lived, str(file))
    show(
        "A network from tables, processor seconds",
        ("firms", "links", *STEPS, "peak memory, GB"),
        [
            (f"{firms:,}", f"{each['links']:,}", *(each[step] for step in STEPS), each["peak_gb"])
            for firms, each in found.items()
        ],
    )
    report("network", {"sizes": found}, keep=True)


if __name__ == "__main__":
    main()
