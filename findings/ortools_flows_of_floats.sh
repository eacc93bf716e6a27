#!/usr/bin/env bash
# OR-Tools cuts the digits off capacities and costs of a trade network given as arrays.
#
# One would guess: min-cost and maximum flow in OR-Tools count in whole units, so an arc of 1.9 kt is
# refused, as it is when it is added by itself.
# What happens: arrays of floats are cast in silence. Two routes of 1.9 and 5.9 kt carry 6 for 7.8; costs
# of 0.9 and 1.5 are 0 and 1, a supply of 2.9 is 2, and the answer is said to be OPTIMAL.
# Scale to whole numbers first, as to tons.
# Seen with ortools 9.15.6755.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ortools==9.15.6755" "numpy==2.5.5" "pandas==3.1.1"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow

print("ortools", version("ortools"))
origins, destinations = np.array([0, 0]), np.array([1, 1])
capacities, costs = np.array([1.9, 5.9]), np.array([0.9, 1.5])

most = max_flow.SimpleMaxFlow()
most.add_arcs_with_capacity(origins, destinations, capacities)
status = most.solve(0, 1)
print("maximum flow:", status.name, most.optimal_flow(), "of", capacities.sum())
assert status.name == "OPTIMAL" and most.optimal_flow() == 6

cheapest = min_cost_flow.SimpleMinCostFlow()
arcs = cheapest.add_arcs_with_capacity_and_unit_cost(origins, destinations, capacities, costs)
cheapest.set_nodes_supplies(np.array([0, 1]), np.array([2.9, -2.9]))
status = cheapest.solve()
print("cheapest flow:", status.name, cheapest.flows(arcs), "at", cheapest.optimal_cost(), "for 2.9 at 3.21")
assert status.name == "OPTIMAL"
assert cheapest.flows(arcs).tolist() == [1, 1] and cheapest.optimal_cost() == 1
try:
    cheapest.add_arc_with_capacity_and_unit_cost(0, 1, 1.9, 0.9)
except TypeError:
    print("one arc by itself: TypeError")
else:
    raise AssertionError("one arc by itself is taken, too")
PYTHON
