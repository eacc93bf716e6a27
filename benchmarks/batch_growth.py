"""How a batch grows with its runs: files, bytes, and what its coordinator has to do.

Run with ``python -m benchmarks.batch_growth [RUNS ...]``. The runs are of the smallest world, a few
weeks long, so that what is measured is the batch and not the model; two worker processes compute.
Sizes go upwards in one process, so that the peak of each is its own.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from benchmarks.apart import peak_bytes
from benchmarks.side_by_side import report, show
from tradesim.experiments import run_experiment

WORLD = Path(__file__).parents[1] / "tests" / "worlds" / "two_countries.yaml"
RUNS = (10_000, 100_000, 1_000_000)
WORKERS = 2
WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
END = "2019-02-03"
LATER = {"lifted", "amendments", "restored", "until"}

EXPERIMENT = """\
name: growth
description: Two parameters, drawn at random.
scenario: world.yaml
vary:
  behaviour.patience_weeks: {{range: [4, 26], unit: week}}
  default_lead_time_weeks: {{range: [3, 6], unit: week}}
design: {{kind: latin_hypercube, samples: {runs}}}
outcomes: [output_lost_weeks, stocked_out, unmet_need]
"""


def main() -> None:
    """Measure batches of some sizes, print, and keep the figures."""
    counts = [int(each) for each in sys.argv[1:]] or list(RUNS)
    found = dict[str, dict[str, Any]]()
    for count in counts:
        found[str(count)] = grown_to(count)
        report("batch_growth", found, keep=not sys.argv[1:])
    columns = list(next(iter(found.values())))
    rows = [(f"{int(runs):,}", *facts.values()) for runs, facts in found.items()]
    show(f"A batch of {WORKERS} workers", ("runs", *columns), rows)


def grown_to(runs: int) -> dict[str, Any]:
    """Make a batch, and return what its folder holds and what its coordinator took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_world(folder)
        (folder / "growth.yaml").write_text(EXPERIMENT.format(runs=runs), encoding="utf-8")
        before = [spent(who) for who in WHOSE]
        outcome = run_experiment(folder / "growth.yaml", folder / "out", executor=WORKERS)
        own, workers = (spent(who) - had for who, had in zip(WHOSE, before, strict=True))
        files = [file for file in outcome.folder.rglob("*") if file.is_file()]
        return {
            "files": len(files),
            "MB": round(sum(file.stat().st_size for file in files) / 1e6, 1),
            "bytes a run": round(sum(file.stat().st_size for file in files) / runs),
            "coordinator, processor s": round(own, 1),
            "workers, processor s": round(workers, 1),
            "coordinator, peak MB": round(peak_bytes() / 1e6),
        }


def spent(who: int) -> float:
    """Return the processor seconds of this process, or of its children that have ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def write_world(folder: Path) -> None:
    """Write the smallest world, cut to a few weeks."""
    world = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    world["end"] = END
    for block in ("shocks", "variants", "levers", "baselines", "goals", "bets"):
        world.pop(block, None)
    world["policies"] = []
    text = yaml.safe_dump(world, sort_keys=False, allow_unicode=True)
    (folder / "world.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
