#!/usr/bin/env bash
# Mesa's batch_run throws away seeds that are given among the parameters.
#
# One would guess: parameters={"seed": [7, 8]} runs a model with seed 7 and with seed 8, as every
# other argument of the model is handed on; nothing refuses it.
# What happens: the argument is overwritten with batch_run's own rng, None where it is absent. Both
# runs are made, the table says seed None, and no two batches give the same numbers. The seeds belong
# in batch_run(..., rng=[7, 8]).
# Seen with mesa 3.5.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # Mesa 3.5 needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "mesa==3.5.1" "networkx==3.4.2"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import mesa


class Lottery(mesa.Model):
    """A model that draws one number."""

    def __init__(self, seed: int | None = None) -> None:
        super().__init__(seed=seed)
        self.drawn = self.random.random()
        self.datacollector = mesa.DataCollector(model_reporters={"drawn": "drawn"})

    def step(self) -> None:
        self.datacollector.collect(self)


def batch(parameters: dict[str, list[int]], **more: list[int]) -> list[tuple[object, float]]:
    """Return the seed and the number of each run, as the table has them."""
    rows = mesa.batch_run(Lottery, parameters, max_steps=1, display_progress=False, **more)
    return [(row["seed"], round(row["drawn"], 6)) for row in rows]


print("mesa", version("mesa"))
first, again = batch({"seed": [7, 8]}), batch({"seed": [7, 8]})
print("seeds as parameters:", first, again)
print("seeds as rng:       ", batch({}, rng=[7, 8]))
assert [seed for seed, _ in first] == [None, None]
assert first != again
assert batch({}, rng=[7, 8]) == batch({}, rng=[7, 8]) == [(7, 0.323833), (8, 0.226706)]
PYTHON
