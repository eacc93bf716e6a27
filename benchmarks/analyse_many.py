"""What ``tradesim analyse`` costs by runs: processor time and memory of the whole command.

``python -m benchmarks.analyse_many [RUNS ...]``, by default 20,000 and 1,000,000: a small batch is
run, and its folder filled with as many runs, made up, of two variants at half as many points and
with three measures, a column each. ``--columns`` takes every column of these measures, ``--every``
every column of every measure, ``--replicates`` fewer points with so many runs each, and
``--threshold`` looks for runs of interest, too. ``--figures`` draws.
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
outcomes: {outcomes}
"""

MEASURES = "[output_lost_weeks, hhi_by_supplier_end, extra_input_cost]"

THRESHOLD = {"outcome": "output_lost_weeks", "above": 4.0}

A_PART = 512
"""Runs in a file of the made-up table: as many as a block of a large batch holds."""

MEGABYTE = 1e6


def filled(folder: Path, runs: int, given: argparse.Namespace) -> Path:
    """Return the folder of a batch with so many made-up runs."""
    file = folder / "many.yaml"
    outcomes = "[summary]" if given.every else MEASURES
    text = EXPERIMENT.format(scenario=given.scenario, outcomes=outcomes)
    file.write_text(text, encoding="utf-8")
    batch = folder / "batch"
    run_experiment(str(file), batch, executor=1)
    manifest = json.loads((batch / "manifest.json").read_text(encoding="utf-8"))
    columns = manifest["columns"]
    chosen = columns if given.every or given.columns else one_of_each(columns)
    points = runs // (2 * given.replicates)
    manifest |= {"points": points, "runs": runs, "columns": chosen}
    manifest |= {"replicates": given.replicates}
    if given.threshold:
        manifest["experiment"]["threshold"] = THRESHOLD
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
        table = _rows(rows, design, names, given.replicates)
        pq.write_table(table, batch / "runs.parquet" / f"{start:09}.parquet")
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


def _rows(rows: np.ndarray, design: pa.Table, names: list[str], replicates: int) -> pa.Table:
    chance = np.random.default_rng(int(rows[0]) + 1)
    points = len(design)
    point = rows // replicates % points
    variants = np.array(["baseline", "slower"])
    held: dict[str, Any] = {
        "run": rows,
        "variant": variants[rows // (points * replicates)],
        "point": point.astype(np.int32),
        "replicate": (rows % replicates).astype(np.int32),
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
    parser.add_argument("--replicates", type=int, default=1)
    for word in ("figures", "columns", "every", "threshold"):
        parser.add_argument(f"--{word}", action="store_true")
    given = parser.parse_args()
    found = {}
    for runs in sorted(given.runs):
        with tempfile.TemporaryDirectory() as folder:
            batch = filled(Path(folder), runs, given)
            found[str(runs)] = cost(batch, figures=given.figures)
    rows = [(runs, *(f"{value:.1f}" for value in each.values())) for runs, each in found.items()]
    show("Analysing many runs", ("runs", "processor seconds", "peak, MB"), rows)
    report("analyse_many", found, keep=not (given.columns or given.every or given.threshold))


if __name__ == "__main__":
    main()
