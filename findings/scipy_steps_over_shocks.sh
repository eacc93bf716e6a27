#!/usr/bin/env bash
# SciPy's solvers of differential equations step over a short shock, and say that they succeeded.
#
# One would guess: a stock that loses 5 a day in one week of a quiet history of 1000 days shows it, the more so as
# values are asked for on each day.
# What happens: steps grow while nothing happens, and none of them falls into the week: the stock stays at 1 all along
# with all six methods of solve_ivp and with odeint, success is True and nothing is said. Days that are asked for
# (t_eval) are interpolated between the steps. With max_step=1 the stock falls to -4.
# Seen with scipy 1.18.1, numpy 2.5.5.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "scipy==1.18.1" "numpy==2.5.5"

"$folder/venv/bin/python" -W error - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from scipy.integrate import odeint, solve_ivp

print("scipy", version("scipy"))
DAYS = np.arange(1001.0)


def change(day: float, stock: np.ndarray) -> np.ndarray:
    """Return what comes in, less what goes out, less 5 in the week from day 500 on."""
    return 1.0 - stock - (5.0 if 500.0 <= day < 507.0 else 0.0)


lowest = {}
for method in ("RK23", "RK45", "DOP853", "Radau", "BDF", "LSODA"):
    plain = solve_ivp(change, (0.0, 1000.0), [1.0], method=method, t_eval=DAYS)
    small = solve_ivp(change, (0.0, 1000.0), [1.0], method=method, t_eval=DAYS, max_step=1.0)
    lowest[method] = (plain.y.min(), round(float(small.y.min()), 1), plain.success)
    print(f"{method}: lowest stock {lowest[method][0]}, with max_step=1 {lowest[method][1]}, success {plain.success}")
by_odeint = odeint(change, [1.0], DAYS, tfirst=True).min()
print("odeint: lowest stock", by_odeint)
assert set(lowest.values()) == {(1.0, -4.0, True)}
assert by_odeint == 1.0
PYTHON
