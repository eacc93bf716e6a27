"""What the batch runner costs over the bare ensemble, and that its memory does not grow.

Run with ``python -m benchmarks.batch_overhead``; ``--quick`` takes a minute. The bare ensemble is
what a user would write: a process for each core, each with its share of the runs, with or without
taking their measures block by block.

First, in one process: the same blocks by each way in turn, so that what slows the machine slows
all; processor seconds, ratios as median and quartiles. Then whole batches from start to end, the
start of the workers and the runs tried out beforehand included. Last, the largest memory.
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
from functools import cache, partial
from pathlib import Path

import numpy as np

from benchmarks.apart import in_another_process, peak_bytes
from tradesim.ensemble import Ensemble
from tradesim.experiments import load_experiment, run_experiment
from tradesim.experiments.block import run_block
from tradesim.experiments.environment import prepare_worker
from tradesim.experiments.preparation import Preparation
from tradesim.experiments.runner import prepare
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario, load

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
WAYS = ("bare", "bare with measures", "batch")


def bare_part(values: dict[str, np.ndarray], *, measured: bool) -> int:
    """Run a share of the runs by the ensemble alone; return how many measures were taken."""
    count = len(next(iter(values.values())))
    ensemble = Ensemble(the_episode(), [0] * count, values=values)
    taken = []
    for recording in ensemble.recordings(reuse_memory=True, memory=panels):
        panels.update(recording.panels)
        taken += measure_all(recording) if measured else []
    return len(taken)


panels: dict[str, np.ndarray] = {}
"""The memory that every block of this process writes over."""


@cache
def the_episode() -> Scenario:
    """Return the scenario."""
    return load("2019_curbs")


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
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    workers = largest * (1 if sys.platform == "darwin" else 1024)
    return {"coordinator": round(peak_bytes() / 1e6, 1), "workers": round(workers / 1e6, 1)}


def main() -> None:
    """Time, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="500 runs; memory of 2,048 and 4,096")
    parser.add_argument("--runs", type=int, help="runs to time instead")
    parser.add_argument("--rounds", type=int, default=2, help="times that each is timed")
    parser.add_argument("--only", choices=["time", "memory"], help="measure one of them only")
    asked = parser.parse_args()
    runs = asked.runs or (500 if asked.quick else 20_000)
    few, many = (2_048, 4_096) if asked.quick else (10_000, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "experiment.yaml"
        file.write_text(EXPERIMENT.format(points=runs), encoding="utf-8")
        if asked.only != "memory":
            blocks = block_by_block(file, min(25, runs // 50))
            print(json.dumps(blocks, indent=2), flush=True)
            facts = {"runs": runs, "cores": CORES, **timings(file, asked.rounds)}
            print(json.dumps(facts, indent=2), flush=True)
        for count in () if asked.only == "time" else (few, many):
            file.write_text(EXPERIMENT.format(points=count), encoding="utf-8")
            peak = in_another_process(peak_memory, file)
            print(json.dumps({"runs": count, "peak MB": peak}), flush=True)


def block_by_block(file: Path, rounds: int) -> dict[str, object]:
    """Return what a block costs each way, and the overhead of the batch runner in it."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = prepare(file, Path(folder) / "out")
        prepared.folder.create(prepared.manifest)
        costs = [three_ways(prepared, number) for number in range(rounds + 1)][1:]
    table = np.array(costs)
    return {
        "milliseconds a run": dict(zip(WAYS, np.median(table, axis=0).round(2), strict=True)),
        **{
            f"overhead over {way}": np.percentile(table[:, 2] / table[:, column] - 1, [25, 50, 75])
            .round(3)
            .tolist()
            for column, way in enumerate(WAYS[:2])
        },
    }


def three_ways(prepared: Preparation, number: int) -> list[float]:
    """Return the processor milliseconds a run of a block by each way."""
    block = prepared.plan.blocks[number]
    values = prepared.plan.values(block.runs)
    ways = (
        lambda: bare_part(values, measured=False),
        lambda: bare_part(values, measured=True),
        lambda: run_block(prepared.batch.task(block)),
    )
    return [1e3 * cost(way).processor / len(block.runs) for way in ways]


def timings(file: Path, rounds: int) -> dict[str, object]:
    """Return what each way costs, and the overhead of the batch runner."""
    work = (
        partial(bare, file, measured=False),
        partial(bare, file, measured=True),
        partial(batch, file),
    )
    ways = dict(zip(WAYS, work, strict=True))
    costs: dict[str, list[Cost]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, task in ways.items():
            costs[way].append(cost(task))
    least = {way: min(each.processor for each in taken) for way, taken in costs.items()}
    return {
        "processor seconds": {w: [round(c.processor, 1) for c in cs] for w, cs in costs.items()},
        "wall seconds": {w: [round(c.wall, 1) for c in cs] for w, cs in costs.items()},
        **{f"overhead over {w}": round(least["batch"] / least[w] - 1, 3) for w in WAYS[:2]},
    }


if __name__ == "__main__":
    main()
