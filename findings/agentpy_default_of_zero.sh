#!/usr/bin/env bash
# AgentPy takes a default of 0 or False for none at all, and runs with the lowest or the first value.
#
# One would guess: Range(-5, 5, vdef=0) is 0 in a run without a sample, and Values(True, False, vdef=False)
# is False: the page says that vmin, or the first value, stands in where no default is passed.
# What happens: the model runs with -5 and with True; a default of 1 is taken. No warning.
# Seen with agentpy 0.1.5.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "agentpy==0.1.5" "SALib==1.6.0" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import agentpy


class Trade(agentpy.Model):
    """A model that reports what it was run with."""

    def setup(self) -> None:
        self.report("change", self.p.change)
        self.report("lifted", self.p.lifted)

    def step(self) -> None:
        self.stop()


def runs_with(change: int, *, lifted: bool) -> tuple[int, bool]:
    """Return what a run without a sample has for these defaults."""
    parameters = {
        "change": agentpy.Range(-5, 5, vdef=change),
        "lifted": agentpy.Values(True, False, vdef=lifted),
    }
    found = Trade(parameters).run(display=False).reporters.iloc[0]
    return int(found["change"]), bool(found["lifted"])


print("agentpy", version("agentpy"))
zero, one = runs_with(0, lifted=False), runs_with(1, lifted=True)
print("defaults 0 and False:", zero)
print("defaults 1 and True: ", one)
assert zero == (-5, True)
assert one == (1, True)
PYTHON
