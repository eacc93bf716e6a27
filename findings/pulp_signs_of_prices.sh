#!/usr/bin/env bash
# PuLP's shadow prices and slacks have another sign with another solver.
#
# One would guess: constraint.pi and constraint.slack mean the same whichever solver PuLP calls, and
# what is not used of a constraint is not negative.
# What happens: in a problem that is maximised CBC says that a ton more of capacity is worth -2 and one
# more of chips -1; HiGHS says +2 and +1. Of a lower limit that is exceeded by 7, CBC
# has a slack of -7 and HiGHS one of 7. In a problem that is minimised both prices agree.
# Seen with pulp 4.2.0, cbcbox 2.935, highspy 1.16.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pulp==4.2.0" "cbcbox==2.935" "highspy==1.16.0" "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import pulp

print(*(f"{name} {version(name)}" for name in ("pulp", "cbcbox", "highspy")))


def solved(solver: str, sense: int) -> tuple[float, dict[str, tuple[float, float]], float]:
    """Return the objective, price and slack of each constraint and what the last ton of chips adds."""
    plan = pulp.LpProblem("plan", sense)
    chips, cells = plan.add_variable("chips", 0, 4), plan.add_variable("cells", 0, 10)
    plan += 3 * chips + 2 * cells
    plan += chips + cells <= 6, "capacity"
    plan += chips + 2 * cells >= 1, "contract"
    plan.solve(pulp.getSolver(solver, msg=False))
    prices = {row.name: (row.pi + 0.0, row.slack + 0.0) for row in plan.constraints()}
    return pulp.value(plan.objective), prices, chips.dj


most = {solver: solved(solver, pulp.LpMaximize) for solver in ("COIN_CMD", "HiGHS")}
least = {solver: solved(solver, pulp.LpMinimize) for solver in ("COIN_CMD", "HiGHS")}
for solver in most:
    print(solver, "maximised:", *most[solver])
    print(solver, "minimised:", *least[solver])
assert most["COIN_CMD"] == (16, {"capacity": (-2, 0), "contract": (0, -7)}, -1)
assert most["HiGHS"] == (16, {"capacity": (2, 0), "contract": (0, 7)}, 1)
assert least["COIN_CMD"] == least["HiGHS"] == (1, {"capacity": (0, 5.5), "contract": (1, 0)}, 2)
PYTHON
