"""Is ``tradesim run`` flat: what it costs beside the bare ensemble of the same runs.

    python -m benchmarks.flat_run [REPLICATES ...] [--scenario NAME] [--rounds N] [--quick]

Both are processes of their own, in turns: processor seconds, peak memory, and what stands on disk.
The bare ensemble lives the same runs, keeps nothing, and is told without its imports.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.commands import size_mb, spent
from benchmarks.side_by_side import Contestant, alternate, report, show

MANY = 5_000
"""Runs above which one round has to do: what is looked at there is memory."""

BARE = """
import sys, time
from tradesim.ensemble import Ensemble
from tradesim.scenario import load
scenario = load(sys.argv[1])
began = time.process_time()
for _ in Ensemble(scenario, range(int(sys.argv[2]))).recordings(reuse_memory=True):
    pass
print(time.process_time() - began)
"""


def measured(scenario: str, count: int, rounds: int) -> dict[str, Any]:
    """Return what some runs cost both ways."""
    room: dict[str, float] = {}

    def bare() -> float:
        return float(spent(["-c", BARE, scenario, str(count)]).said)

    def whole() -> float:
        with tempfile.TemporaryDirectory() as place:
            out = Path(place) / "run"
            words = ["-m", "tradesim", "run", scenario, "--replicates", str(count)]
            took = spent([*words, "--no-figures", "--quiet", "--out", str(out)])
            room.update(peak_mb=took.peak_mb, disk_mb=size_mb(out))
        return took.seconds

    ways: dict[str, Contestant] = {"bare": bare, "command": whole}
    times = alternate(ways, rounds)
    return {**times, "ratio": times["command"].over(times["bare"]), **room}


def main() -> None:
    """Print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("replicates", nargs="*", type=int, default=[256, 1000, 10_000])
    parser.add_argument("--scenario", default="2019_curbs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    counts = [8] if given.quick else given.replicates
    rounds = {n: 1 if given.quick or n > MANY else given.rounds for n in counts}
    found = {n: measured(given.scenario, n, rounds[n]) for n in counts}
    show(
        f"tradesim run {given.scenario} --no-figures, beside its bare ensemble",
        ("runs", "bare, s", "command, s", "ratio", "peak, MB", "on disk, MB"),
        [
            (f"{runs:,}", each["bare"].median, each["command"].median, str(each["ratio"]),
             each["peak_mb"], each["disk_mb"])
            for runs, each in found.items()
        ],
    )  # fmt: skip
    report("flat_run", {"runs": found}, keep=not given.quick)


if __name__ == "__main__":
    main()
