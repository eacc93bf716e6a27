"""Processor time of the figures and the report of one run, beside another checkout's.

``benchmarks/figures_of_a_run.py OTHER`` alternates between this checkout and another, each in a
process of its own, and prints the least of three: seconds of the processor for all figures (PNG
and SVG) and for the report as one page, once everything is imported and the run is in hand.
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
from typer.testing import CliRunner
from tradesim.cli import app
from tradesim.reporting.figures import save_all
from tradesim.results.running import run
from tradesim.scenario import load
folder = Path(tempfile.mkdtemp())
scenario = str(Path(sys.argv[1]) / "scenarios" / "2019_curbs.yaml")
result = run(load(Path(scenario)), replicates=4)
result.weekly, result.monthly_imports
out = str(folder / "run")
said = CliRunner().invoke(
    app, ["run", scenario, "--replicates", "4", "--no-figures", "--quiet", "--out", out]
)
assert said.exit_code == 0, said.output
def seconds(work):
    work()
    start = time.process_time()
    work()
    return time.process_time() - start
def report():
    said = CliRunner().invoke(app, ["report", out, "--out", str(folder / "report.html")])
    assert said.exit_code == 0, said.output
print(json.dumps([seconds(lambda: save_all(result, folder / "figures")), seconds(report)]))
"""


def measured(checkout: Path) -> list[float]:
    """Return the processor time of figures and report in a checkout."""
    words = [sys.executable, "-c", WORK, str(checkout)]
    environment = os.environ | {"PYTHONPATH": str(checkout / "src")}
    done = subprocess.run(  # noqa: S603
        words, env=environment, capture_output=True, text=True, check=True
    )
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(other: Path) -> None:
    """Print both, and their quotient."""
    rounds = [(measured(HERE), measured(other)) for _ in range(TIMES)]
    ours, theirs = (
        [min(each[side][part] for each in rounds) for part in range(2)] for side in range(2)
    )
    for what, own, before in zip(("figures", "report"), ours, theirs, strict=True):
        print(f"{what}: {own:.2f} s, other {before:.2f} s: {own / before:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
