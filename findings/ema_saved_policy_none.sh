#!/usr/bin/env bash
# Results that the EMA Workbench saves lose the name of its own default policy when they are loaded.
#
# One would guess: load_results gives back what save_results was given; the columns are categories.
# What happens: a run without levers has the policy "None", by the workbench itself. Results are kept as
# CSV, and None is read as missing: the policy of each row is NaN, and a table by policy is empty. A
# category NA (Namibia) is lost in the same way. No warning.
# Seen with ema_workbench 3.0.0 and pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # the workbench 3 needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ema_workbench==3.0.0" "SALib==1.6.0" "platypus-opt==1.4.1" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - 2>/dev/null <<'PYTHON'
import tempfile
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from ema_workbench import (
    CategoricalParameter,
    Model,
    ScalarOutcome,
    SequentialEvaluator,
    load_results,
    save_results,
)


def trade(partner: str = "JP") -> dict[str, float]:
    """Return a figure for each partner."""
    return {"trade": float(len(partner))}


def counts(table: pd.DataFrame, column: str) -> dict[str, int]:
    """Return how many rows of each name a table by that column has."""
    return table.groupby(column, observed=True).size().to_dict()


model = Model("trade", function=trade)
model.uncertainties = [CategoricalParameter("partner", ["NA", "JP"])]
model.outcomes = [ScalarOutcome("trade")]
with SequentialEvaluator(model) as evaluator:
    results = evaluator.perform_experiments(scenarios=6)
with tempfile.TemporaryDirectory() as folder:
    path = str(Path(folder) / "results.tar.gz")
    save_results(results, path)
    loaded, _ = load_results(path)
print("ema_workbench", version("ema_workbench"), "pandas", version("pandas"))
for column in ("policy", "partner"):
    print(f"by {column}: {counts(results[0], column)} saved, {counts(loaded, column)} loaded")
assert counts(results[0], "policy") == {"None": 6} and counts(loaded, "policy") == {}
assert counts(results[0], "partner") == {"JP": 3, "NA": 3} and counts(loaded, "partner") == {"JP": 3}
PYTHON
