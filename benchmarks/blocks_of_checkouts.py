"""What a block of runs costs here and in other checkouts: processor time of the weeks, in turns.

    python -m benchmarks.blocks_of_checkouts CHECKOUT ... [--quick]

Each checkout has a process of this interpreter that lives 256 runs of ``2019_curbs`` in blocks of
128, once uncounted, and then again whenever it is its turn.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from benchmarks.checkouts import beside
from benchmarks.side_by_side import Contestant, report

WORKER = """
import sys, time
from tradesim.ensemble import Ensemble
from tradesim.scenario import load
scenario, runs, block = load("2019_curbs"), int(sys.argv[1]), int(sys.argv[2])
for _ in sys.stdin:
    began = time.process_time()
    for _ in Ensemble(scenario, range(runs), block=block).recordings(reuse_memory=True):
        pass
    print(time.process_time() - began, flush=True)
"""


def worker(checkout: Path, runs: int, stack: ExitStack) -> Contestant:
    """Return a contestant: the blocks as they are lived by the code of a checkout."""
    environment = dict(os.environ) | {"PYTHONPATH": str(checkout / "src")}
    process = stack.enter_context(
        subprocess.Popen(  # noqa: S603 - this interpreter
            [sys.executable, "-c", WORKER, str(runs), str(runs // 2)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=checkout,
        )
    )  # fmt: skip

    def once() -> float:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a worker has no pipes")
        process.stdin.write("again\n")
        process.stdin.flush()
        return float(process.stdout.readline())

    return once


def main() -> None:
    """Print and keep the figures."""
    quick = "--quick" in sys.argv
    with ExitStack() as stack:
        works = {"weeks": lambda path: worker(path, 8 if quick else 256, stack)}
        found = beside("Blocks of 2019_curbs", works, 1 if quick else 7)
    report("blocks_of_checkouts", {"works": found}, keep=not quick)


if __name__ == "__main__":
    main()
