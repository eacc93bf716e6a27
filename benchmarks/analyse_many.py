"""What ``tradesim analyse`` costs by runs: processor time and memory of the whole command.

``python -m benchmarks.analyse_many [RUNS ...]``, by default 20,000 and 1,000,000: a small batch is
run, and its folder filled with as many runs, made up, of two variants at half as many points and
with three measures. ``--figures`` draws too.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.side_by_side import report, show
from tradesim.experiments import run_experiment

EXPERIMENT = """\
name: many
description: Two parameters drawn at random under two variants.
scenario: {scenario}
vary:
  behaviour.patience_weeks: {{range: [4, 26], unit: week}}
  default_lead_time_weeks: {{range: [3, 6], unit: week}}
variants:
  baseline: {{}}
  slower: {{set: {{behaviour.distrust_half_life_weeks: 60}}}}
design: {{kind: latin_hypercube, samples: 2}}
outcomes: [output_lost_weeks, hhi_by_supplier_end, extra_input_cost]
"""

A_PART = 100_000
"""Runs in a file of the made-up table."""

MEGABYTE = 1e6


def filled(folder: Path, runs: int, scenario: str) -> Path:
    """Return the folder of a batch with so many made-up runs."""
    file = folder / "many.yaml"
    file.write_text(EXPERIMENT.format(scenario=scenario), encoding="utf-8")
    batch = folder / "batch"
    run_experiment(str(file), batch, executor=1)
    manifest = json.loads((batch / "manifest.json").read_text(encoding="utf-8"))
    chosen = one_of_each(manifest["columns"])
    points = runs // 2
    manifest |= {"points": points, "runs": runs, "replicates": 1, "columns": chosen}
    (batch / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    parts = sorted((batch / "runs.parquet").glob("[!.]*.parquet"))
    schema = pq.read_schema(parts[0])
    for part in parts:
        part.unlink()
    design = _design(pq.read_table(batch / "design.parquet"), points)
    pq.write_table(design, batch / "design.parquet")
    names = [*schema.names[: schema.names.index("error") + 1], *map(_name, chosen)]
    for start in range(0, runs, A_PART):
        rows = np.arange(start, min(start + A_PART, runs))
        pq.write_table(_rows(rows, design, names), batch / "runs.parquet" / f"{start:09}.parquet")
    return batch


def one_of_each(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the first column of each measure."""
    first: dict[str, dict[str, Any]] = {}
    for column in columns:
        first.setdefault(column["key"][0], column)
    return list(first.values())


def _name(column: dict[str, Any]) -> str:
    from tradesim.experiments.columns import column_name  # noqa: PLC0415 - for its name alone

    return column_name(tuple(column["key"]))


def _design(few: pa.Table, points: int) -> pa.Table:
    chance = np.random.default_rng(0)
    columns: dict[str, Any] = {"point": pa.array(np.arange(points, dtype=np.int32))}
    for name in few.column_names[1:]:
        share = chance.random(points)
        columns[name] = share if name.startswith("share of ") else 4.0 + 2.0 * share
    return pa.table(columns)


def _rows(rows: np.ndarray, design: pa.Table, names: list[str]) -> pa.Table:
    chance = np.random.default_rng(int(rows[0]) + 1)
    points = len(design)
    point = rows % points
    variants = np.array(["baseline", "slower"])
    held: dict[str, Any] = {
        "run": rows,
        "variant": variants[rows // points],
        "point": point.astype(np.int32),
        "replicate": np.zeros(len(rows), dtype=np.int32),
        "error": pa.nulls(len(rows), pa.string()),
    }
    for name in names:
        if name in design.column_names:
            held[name] = design[name].to_numpy()[point]
        elif name not in held:
            held[name] = chance.gamma(2.0, 1.0, len(rows))
    return pa.table({name: held[name] for name in names})


def cost(batch: Path, *, figures: bool) -> dict[str, float]:
    """Return what the command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "tradesim", "analyse", str(batch), "--trust", "--quiet"]
    subprocess.run([*command, *([] if figures else ["--no-figures"])], check=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"processor seconds": processor, "peak MB": after.ru_maxrss * 1024 / MEGABYTE}


def main() -> None:
    """Measure from the fewest runs to the most, so that each peak is its own; print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="*", type=int, default=[20_000, 1_000_000])
    parser.add_argument("--scenario", default="2019_curbs")
    parser.add_argument("--figures", action="store_true")
    given = parser.parse_args()
    found = {}
    for runs in sorted(given.runs):
        with tempfile.TemporaryDirectory() as folder:
            batch = filled(Path(folder), runs, given.scenario)
            found[str(runs)] = cost(batch, figures=given.figures)
    rows = [(runs, *(f"{value:.1f}" for value in each.values())) for runs, each in found.items()]
    show("Analysing many runs", ("runs", "processor seconds", "peak, MB"), rows)
    report("analyse_many", found, keep=True)


if __name__ == "__main__":
    main()
