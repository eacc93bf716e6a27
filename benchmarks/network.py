"""A firm network from tables, by whole commands: ``tradesim new --synthetic`` and ``tradesim run``.

Run with ``python -m benchmarks.network [FIRMS ...]``; half of the firms are buyers with eight links
each, and a year is lived. Each command is a process of its own; of the run it is told, too, what
loading, building the world and the weeks take of it.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from benchmarks.apart import in_another_process, peak_bytes
from benchmarks.side_by_side import report, show

YEAR = {"start": "2001-07-02", "end": "2002-06-30"}
WEEKS = 52
STEPS = ("load", "build", "weeks")


def command(words: list[str]) -> dict[str, float]:
    """Return what a command takes in this process: processor seconds, and its peak in GB."""
    from tradesim import scenario  # noqa: PLC0415 - what it imports is part of the command
    from tradesim.__main__ import main as command_line  # noqa: PLC0415
    from tradesim.records import large  # noqa: PLC0415

    taken = dict.fromkeys(STEPS, 0.0)
    for step, place, name in (
        ("load", scenario, "load"),
        ("build", large, "build_world"),
        ("weeks", large, "live_week"),
    ):
        setattr(place, name, _timed(getattr(place, name), taken, step))
    sys.argv = ["tradesim", *words]
    with contextlib.suppress(SystemExit):  # as every command ends
        command_line()
    return taken | {"seconds": time.process_time(), "peak_gb": peak_bytes() / 1e9}


def _timed(work: Callable[..., Any], taken: dict[str, float], step: str) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.process_time()
        try:
            return work(*args, **kwargs)
        finally:
            taken[step] += time.process_time() - began

    return timed


def measured(firms: int) -> dict[str, Any]:
    """Return what it takes to write a network of some firms, and to run it."""
    half = str(firms // 2)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "network.yaml"
        sizes = ["--buyers", half, "--suppliers", half, "--links-per-need", "4"]
        sizes += ["--items", "50", "--countries", "20"]
        written = in_another_process(command, ["new", "--synthetic", *sizes, "--out", str(file)])
        tree = yaml.safe_load(file.read_text(encoding="utf-8")) | YEAR
        file.write_text(yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")
        with (Path(place) / "network.links.csv").open(encoding="utf-8") as stream:
            links = sum(1 for _ in stream) - 1
        out = Path(place) / "run"
        words = ["run", str(file), "--no-figures", "--quiet", "--out", str(out)]
        lived = in_another_process(command, words)
        disk = sum(each.stat().st_size for each in out.rglob("*") if each.is_file()) / 1e6
    ns = lived["weeks"] / (links * WEEKS) * 1e9
    return {"links": links, "new": written, "run": lived, "disk_mb": disk, "ns_per_link_week": ns}


def main() -> None:
    """Print and keep the figures."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [10_000, 100_000, 1_000_000]
    found = {firms: measured(firms) for firms in sizes}
    show(
        "A network from tables: whole commands, processor seconds and GB",
        (
            *("firms", "links", "new", "its peak", "run", "its peak"),
            *STEPS,
            "ns per link-week",
            "on disk, MB",
        ),
        [
            (
                f"{firms:,}",
                f"{each['links']:,}",
                *(each[name][part] for name in ("new", "run") for part in ("seconds", "peak_gb")),
                *(each["run"][step] for step in STEPS),
                each["ns_per_link_week"],
                each["disk_mb"],
            )
            for firms, each in found.items()
        ],
    )
    report("network", {"sizes": found}, keep=True)


if __name__ == "__main__":
    main()
