"""Processor time of the figures and the report of one run, beside other checkouts.

Run with ``python -m benchmarks.figures_of_a_run [CHECKOUT ...] [--quick]``: processor seconds for
all figures (PNG and SVG) and for the report as one page, each round in a process of its own, set up
as the console command does it. Those of another scenario are drawn before, so that everything is
imported; what is drawn is drawn for the first time.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from itertools import count
from pathlib import Path

from benchmarks.checkouts import Work, beside
from benchmarks.commands import spent
from benchmarks.side_by_side import Contestant, report

WORK = """
import json, sys, tempfile, time
from pathlib import Path
from tradesim.__main__ import main
from tradesim.reporting.figures import save_all
from tradesim.results.running import run
from tradesim.scenario import load
checkout, folder = Path(sys.argv[1]), Path(tempfile.mkdtemp())
def said(*words):
    sys.argv = ["tradesim", *(str(word) for word in words)]
    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start
def measured(name):
    scenario, out = checkout / "scenarios" / f"{name}.yaml", folder / name
    result = run(load(scenario), replicates=4)
    result.weekly, result.monthly_imports
    said("run", scenario, "--replicates", 4, "--no-figures", "--quiet", "--out", out)
    return [
        seconds(lambda: save_all(result, folder / f"{name}_figures")),
        seconds(lambda: said("report", out, "--out", folder / f"{name}.html")),
    ]
measured("2019_white_list")
print(json.dumps(measured("2019_curbs")))
"""


@cache
def measured(checkout: Path, turn: int) -> list[float]:
    """Return the processor time of figures and report in a checkout, in one of its turns."""
    del turn  # each turn is a process of its own, which both are told of
    found: list[float] = json.loads(
        spent(["-c", WORK, str(checkout)], checkout).said.splitlines()[-1]
    )
    return found


def part(place: int) -> Work:
    """Return the work of one of the two: the process of a turn is asked once for both."""

    def work(checkout: Path) -> Contestant:
        turns = count()
        return lambda: measured(checkout, next(turns))[place]

    return work


def main() -> None:
    """Print and keep the figures."""
    works = {"figures": part(0), "report": part(1)}
    quick = "--quick" in sys.argv
    found = beside("Figures and report of 2019_curbs", works, 1 if quick else 3)
    report("figures_of_a_run", {"works": found}, keep=not quick)


if __name__ == "__main__":
    main()
