"""What the batch runner costs over the bare ensemble, and that its memory does not grow.

Run with ``python -m benchmarks.batch_overhead``; ``--quick`` takes a minute. The bare ensemble is
what a user would write: a process for each core, each with its share of the runs, whose measures
are taken block by block. Both are timed from start to end, workers' start included, one after the
other and again. Other work on the machine disturbs processor seconds (of the coordinator and all
workers together) least, so the overhead is taken from these.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from tradesim.ensemble import Ensemble
from tradesim.experiments import load_experiment, run_experiment
from tradesim.experiments.environment import prepare_worker
from tradesim.measures.summary import measure_all
from tradesim.scenario import load

EXPERIMENT = """\
name: overhead
description: Two parameters of the episode, drawn at random.
scenario: 2019_curbs
vary:
  behaviour.patience_weeks: {{range: [4, 26], unit: week}}
  default_lead_time_weeks: {{range: [3, 6], unit: week}}
design: {{kind: latin_hypercube, samples: {points}}}
"""

CORES = 2


def bare_part(values: dict[str, np.ndarray], *, measured: bool) -> int:
    """Run a share of the runs by the ensemble alone; return how many measures were taken."""
    count = len(next(iter(values.values())))
    ensemble = Ensemble(load("2019_curbs"), [0] * count, values=values)
    taken = []
    for recording in ensemble.recordings(reuse_memory=True):
        taken += measure_all(recording) if measured else []
    return len(taken)


@dataclass(frozen=True)
class Cost:
    """What some work took.

    Attributes:
        wall: Seconds.
        processor: Processor seconds of this process and its children.
    """

    wall: float
    processor: float


def cost(work: Callable[[], object]) -> Cost:
    """Do some work and return what it took."""
    wall, processor = time.perf_counter(), processor_seconds()
    work()
    return Cost(time.perf_counter() - wall, processor_seconds() - processor)


def processor_seconds() -> float:
    """Return the processor seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def bare(file: Path, *, measured: bool) -> None:
    """Run the bare ensemble on all cores."""
    values = load_experiment(file).design.values
    parts = [
        {path: column[core::CORES] for path, column in values.items()} for core in range(CORES)
    ]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(CORES, mp_context=context, initializer=prepare_worker) as pool:
        futures = [pool.submit(bare_part, part, measured=measured) for part in parts]
        for future in futures:
            future.result()


def batch(file: Path) -> None:
    """Run the batch runner on all cores."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = run_experiment(file, Path(folder) / "out", executor=CORES)
    if outcome.failed:
        raise RuntimeError(f"{outcome.failed} runs failed")


def peak_memory(file: Path) -> dict[str, float]:
    """Run a batch and return the largest memory of coordinator and workers, MB."""
    batch(file)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return {
        "coordinator": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
        "workers": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit,
    }


def in_a_process_of_its_own(file: Path) -> dict[str, float]:
    """Measure memory where nothing was allocated before."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(peak_memory, file).result()


def main() -> None:
    """Time, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="500 runs; memory of 2,048 and 4,096")
    parser.add_argument("--runs", type=int, help="runs to time instead")
    parser.add_argument("--rounds", type=int, default=2, help="times that each is timed")
    parser.add_argument("--no-memory", action="store_true", help="time only")
    asked = parser.parse_args()
    runs = asked.runs or (500 if asked.quick else 20_000)
    few, many = (2_048, 4_096) if asked.quick else (10_000, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "experiment.yaml"
        file.write_text(EXPERIMENT.format(points=runs), encoding="utf-8")
        found: dict[str, object] = {"runs": runs, "cores": CORES, **timings(file, asked.rounds)}
        for count in () if asked.no_memory else (few, many):
            file.write_text(EXPERIMENT.format(points=count), encoding="utf-8")
            found[f"peak MB, {count:,} runs"] = in_a_process_of_its_own(file)
    print(json.dumps(found, indent=2))


def timings(file: Path, rounds: int) -> dict[str, object]:
    """Return what each way costs, and the overhead of the batch runner."""
    ways: dict[str, Callable[[], object]] = {
        "bare": partial(bare, file, measured=False),
        "bare with measures": partial(bare, file, measured=True),
        "batch": partial(batch, file),
    }
    costs: dict[str, list[Cost]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, work in ways.items():
            costs[way].append(cost(work))
    least = {way: min(each.processor for each in taken) for way, taken in costs.items()}
    return {
        "processor seconds": {w: [round(c.processor, 1) for c in cs] for w, cs in costs.items()},
        "wall seconds": {w: [round(c.wall, 1) for c in cs] for w, cs in costs.items()},
        **{f"overhead over {w}": round(least["batch"] / least[w] - 1, 3) for w in list(ways)[:2]},
    }


if __name__ == "__main__":
    main()
