#!/usr/bin/env bash
# One problem in an MPS file has three optima, by who reads it.
#
# One would guess: MPS is the format by which solvers hand on a problem: they find the same.
# What happens: integers without bounds, as shipments in whole ships, are 0 or 1 to HiGHS, GLPK and SCIP, and any number
# to PuLP's reader: 1 ship or 4. What the objective has on the right-hand side, fixed costs, is taken away by HiGHS and
# SCIP, added by GLPK and dropped by PuLP: the cost is 4, -10 or -12. No warning. Write bounds of integers, and fixed
# costs as a column that is fixed at 1.
# Seen with highspy 1.16.0, swiglpk 5.0.13, pyscipopt 6.3.0, pulp 4.2.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "highspy==1.16.0" "swiglpk==5.0.13" "pulp==4.2.0" \
    "pyscipopt==6.3.0" "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

import highspy
import pulp
import pyscipopt
import swiglpk

print(*(f"{name} {version(name)}" for name in ("highspy", "swiglpk", "pyscipopt", "pulp")))
Path("ships.mps").write_text("""NAME          SHIPS
ROWS
 N  COST
 L  CAP
COLUMNS
    MARKER                 'MARKER'                 'INTORG'
    SHIPS     COST              -3.0   CAP                2.0
    MARKER                 'MARKER'                 'INTEND'
RHS
    RHS       CAP                9.0   COST              -7.0
ENDATA
""")


def by_highs() -> tuple[float, float]:
    """Return how many ships sail by HiGHS, and the cost."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.readModel("ships.mps")
    solver.run()
    return solver.getSolution().col_value[0], solver.getInfo().objective_function_value


def by_glpk() -> tuple[float, float]:
    """Return how many ships sail by GLPK, and the cost."""
    swiglpk.glp_term_out(swiglpk.GLP_OFF)
    problem, options = swiglpk.glp_create_prob(), swiglpk.glp_iocp()
    swiglpk.glp_read_mps(problem, swiglpk.GLP_MPS_FILE, None, "ships.mps")
    swiglpk.glp_init_iocp(options)
    options.presolve = swiglpk.GLP_ON
    swiglpk.glp_intopt(problem, options)
    return swiglpk.glp_mip_col_val(problem, 1), swiglpk.glp_mip_obj_val(problem)


def by_scip() -> tuple[float, float]:
    """Return how many ships sail by SCIP, and the cost."""
    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem("ships.mps")
    model.optimize()
    return model.getVal(model.getVars()[0]), model.getObjVal()


def by_pulp() -> tuple[float, float]:
    """Return how many ships sail by PuLP's reader and HiGHS, and the cost."""
    found, problem = pulp.LpProblem.fromMPS("ships.mps")
    problem.solve(pulp.HiGHS(msg=False))
    return pulp.value(found["SHIPS"]), pulp.value(problem.objective)


optima = {read.__name__: tuple(round(value, 6) for value in read()) for read in (by_highs, by_glpk, by_scip, by_pulp)}
for name, (ships, cost) in optima.items():
    print(f"{name}: {ships:g} ships, cost {cost:g}")
assert optima == {"by_highs": (1, 4), "by_scip": (1, 4), "by_glpk": (1, -10), "by_pulp": (4, -12)}
PYTHON
