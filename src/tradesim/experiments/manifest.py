"""What identifies a batch: its experiment, its scenarios, its design, its versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from tradesim.experiments.arrays import Values
from tradesim.experiments.arrays import column as column_of
from tradesim.experiments.columns import KEY_MEANINGS, KEYS, PLACES, SHARE_OF, Column
from tradesim.experiments.outcomes import asked_for
from tradesim.experiments.plan import Plan
from tradesim.experiments.store.versions import versions
from tradesim.experiments.tables import as_column, column_type
from tradesim.experiments.task import Kept
from tradesim.results.manifest import resolved
from tradesim.results.own_code import own_code
from tradesim.results.seal import DIGEST, FILES

LATER = frozenset({"grown", "whole", DIGEST, FILES})
"""Fields of a manifest that came after a batch was begun: they identify no run of it."""


def begun(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest as it was when the batch was begun, which its parts go by."""
    return {key: said for key, said in manifest.items() if key not in LATER}


def manifest_of(plan: Plan, columns: tuple[Column, ...] = ()) -> dict[str, Any]:
    """Return what identifies a batch, but for what its columns are.

    Args:
        plan: Its runs.
        columns: Outcomes that are kept: code of other packages that adds no other takes no part.
    """
    study = plan.study
    experiment = study.experiment.model_dump(mode="json", exclude_defaults=True)
    experiment["design"] = {"kind": study.design.kind} | experiment.get("design", {})
    arms = {name: resolved(scenario) for name, scenario in study.arms.items()}
    return {
        "format": 1,
        "name": study.experiment.name,
        "engine": plan.engine,
        "seed": study.seed,
        "runs": plan.run_count,
        "points": study.design.count,
        "replicates": plan.replicates,
        "variants": list(study.arms),
        "blocks": len(plan.blocks),
        "runs_per_block": plan.block_size,
        "sha256": {
            "experiment": identity(experiment),
            "scenario": identity(arms),
            "design": _design_hash(study.design.values),
        },
        "versions": versions(),
        "code": own_code(study.arms.values(), {column.key[0] for column in columns}),
        "experiment": experiment,
        "scenario": resolved(study.scenario),
    }


def with_columns(manifest: Mapping[str, Any], kept: Kept) -> dict[str, Any]:
    """Return a manifest that says which columns the runs have."""
    columns = [{"key": list(column.key), "unit": column.unit} for column in kept.columns]
    return {**manifest, "columns": columns}


def kept_of(plan: Plan, columns: tuple[Column, ...]) -> Kept:
    """Return what is kept of each run, given the columns of the runs."""
    outcomes = plan.study.experiment.outcomes
    vary = plan.study.experiment.vary
    types = {
        path: column_type(
            values if (known := vary[path].alternatives) is None else column_of(known)
        )
        for path, values in plan.study.design.values.items()
    }
    units = {path: parameter.unit or "" for path, parameter in vary.items()}
    units |= {each.name: each.unit for each in columns}
    meanings = {each.name: each.meaning for each in columns}
    monthly, weekly = ("monthly_imports" in outcomes, "weekly" in outcomes)
    asked = asked_for(plan.study.experiment)
    return Kept(columns, types, asked, monthly, weekly, units, meanings)


def columns_in(manifest: Mapping[str, Any]) -> tuple[Column, ...]:
    """Return the columns that a manifest names."""
    return tuple(Column(tuple(entry["key"]), entry["unit"]) for entry in manifest["columns"])


def design_table(plan: Plan) -> pa.Table:
    """Return the points, one a row."""
    design = plan.study.design
    arrays = {"point": pa.array(np.arange(design.count, dtype=np.int32))}
    for path, values in design.values.items():
        arrays[path] = as_column(values, column_type(values))
    if design.share is not None:
        for path, share in zip(design.values, design.share.T, strict=True):
            arrays[SHARE_OF + path] = pa.array(np.ascontiguousarray(share))
    return pa.table(arrays)


def column_rows(plan: Plan, kept: Kept) -> Iterator[dict[str, str]]:
    """Yield what each column of the runs is: a row of ``columns.csv``."""
    blank = dict.fromkeys(("unit", "measure", *PLACES), "")
    for key in KEYS:
        yield {"column": key, "role": "key", **blank, "meaning": KEY_MEANINGS[key]}
    for path, parameter in plan.study.experiment.vary.items():
        unit = {**blank, "unit": parameter.unit or ""}
        yield {"column": path, "role": "parameter", **unit, "meaning": ""}
    yield {"column": "error", "role": "error", **blank, "meaning": KEY_MEANINGS["error"]}
    for column in kept.columns:
        places = dict(zip(("measure", *PLACES), column.key, strict=True))
        facts = {"column": column.name, "role": "outcome", "unit": column.unit, **places}
        yield {**facts, "meaning": column.meaning}


def identity(document: Any) -> str:
    """Return the SHA-256 of a document: of the manifest of a batch, what all its files name."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _design_hash(values: Mapping[str, Values]) -> str:
    columns = {path: [str(value) for value in column] for path, column in values.items()}
    return identity({path: identity(column) for path, column in columns.items()})
