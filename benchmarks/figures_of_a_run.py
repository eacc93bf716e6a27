"""Processor time of the figures and the report of one run, beside another checkout's.

``benchmarks/figures_of_a_run.py OTHER`` alternates between this checkout and another, each in a
process and, where it has a ``.venv``, an environment of its own, and prints the least of three:
seconds of the processor for all figures (PNG and SVG) and for the report as one page, in a process
as the console command sets it up. Those of another scenario are drawn before, so that everything is
imported; what is drawn is drawn for the first time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
TIMES = 3

WORK = """
import json, sys, tempfile, time
from pathlib import Path
from tradesim.cli import main
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


def measured(checkout: Path) -> list[float]:
    """Return the processor time of figures and report in a checkout."""
    own = checkout / ".venv" / "bin" / "python"
    words = [str(own) if own.exists() else sys.executable, "-c", WORK, str(checkout)]
    environment = os.environ | {"PYTHONPATH": str(checkout / "src"), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(  # noqa: S603
        words, env=environment, capture_output=True, text=True, check=True
    )
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(other: Path) -> None:
    """Print each round as it comes, then the least of both and their quotient."""
    rounds = []
    for _ in range(TIMES):
        rounds.append((measured(HERE), measured(other)))
        print(*(" ".join(f"{part:.2f}" for part in each) for each in rounds[-1]), flush=True)
    ours, theirs = (
        [min(each[side][part] for each in rounds) for part in range(2)] for side in range(2)
    )
    for what, own, before in zip(("figures", "report"), ours, theirs, strict=True):
        print(f"{what}: {own:.2f} s, other {before:.2f} s: {own / before:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
