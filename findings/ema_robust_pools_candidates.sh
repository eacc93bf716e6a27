#!/usr/bin/env bash
# Robust search of the EMA Workbench scores each candidate by the outcomes of all candidates at once.
#
# One would guess: the function of a robustness gets one candidate's outcomes, one for each scenario, so
# with a cost that is the tariff itself the worst case of a tariff is that tariff.
# What happens: it gets the outcomes of every candidate of the generation: 30 figures for 10 candidates
# and 3 scenarios. All candidates of a generation score alike, so the search has nothing to choose by,
# and the worst case that it returns beside a tariff is that of another one. No warning.
# Seen with ema_workbench 3.0.0 and platypus-opt 1.4.1.
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

import numpy as np
from ema_workbench import Model, RealParameter, ScalarOutcome, SequentialEvaluator

lengths = []


def cost(tariff: float = 0.0, demand: float = 0.0) -> dict[str, float]:
    """Return the tariff itself, whatever the demand."""
    return {"cost": tariff}


def worst(costs: np.ndarray) -> float:
    """Return the greatest cost, and note how many there were."""
    lengths.append(len(costs))
    return float(np.max(costs))


model = Model("trade", function=cost)
model.levers = [RealParameter("tariff", 0, 10)]
model.uncertainties = [RealParameter("demand", 0, 1)]
model.outcomes = [ScalarOutcome("cost")]
goal = ScalarOutcome("worst", kind=ScalarOutcome.MINIMIZE, variable_name="cost", function=worst)
with SequentialEvaluator(model) as evaluator, tempfile.TemporaryDirectory() as folder:
    best, _ = evaluator.robust_optimize(
        [goal], scenarios=3, nfe=40, epsilons=[0.01], population_size=10, rng=1,
        filename="archive.tar", directory=folder,
    )  # fmt: skip
print("ema_workbench", version("ema_workbench"), "platypus-opt", version("platypus-opt"))
print("figures that a candidate is scored by:", sorted(set(lengths)))
print("best tariff and its worst cost:", best.round(3).to_dict("records"))
assert set(lengths) == {30}
assert (best["worst"] > best["tariff"] + 1).all()
PYTHON
