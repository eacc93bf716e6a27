#!/usr/bin/env bash
# Mesa's batch_run counts records, not steps, by data_collection_period, and leaves out the last.
#
# One would guess: data_collection_period=4 ("number of steps after which data gets collected") of a
# run of 26 steps gives every fourth step and the end.
# What happens: of what the model itself has collected, every fourth record is kept. A model that
# collects every fourth step gives every sixteenth; and the end of the run is in the table only where
# the count happens to meet it.
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


class Weeks(mesa.Model):
    """A model of 26 weeks that collects every so many."""

    def __init__(self, every: int, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        self.every = every
        self.datacollector = mesa.DataCollector(model_reporters={"week": lambda m: m.steps})
        self.datacollector.collect(self)

    def step(self) -> None:
        if self.steps % self.every == 0:
            self.datacollector.collect(self)


def weeks(every: int) -> list[int]:
    """Return the weeks in the table of a batch that asks for every fourth step."""
    rows = mesa.batch_run(
        Weeks, {"every": [every]}, max_steps=26, data_collection_period=4,
        display_progress=False, rng=[1],
    )
    return [int(row["week"]) for row in rows]


print("mesa", version("mesa"))
print("collected every week:       ", weeks(1))
print("collected every fourth week:", weeks(4))
assert weeks(1) == [0, 4, 8, 12, 16, 20, 24]
assert weeks(4) == [0, 16]
PYTHON
