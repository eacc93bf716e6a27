#!/usr/bin/env bash
# In stockpyl, a stop of shipments does nothing to who buys from outside the network.
#
# One would guess: a disruption "SP" of a stage is, as its page says, one in which its suppliers cannot ship to
# it; where the supplier is the outside world, a ban on imports, say, nothing arrives for three weeks.
# What happens: the stage that buys from the other one runs short by 20, the one that buys from outside gets all it
# orders, in the weeks of the stop as well: stock 10 throughout and the same cost as without. "OP" (no orders),
# "TP" (in transit) and "RP" (at the door) do stop it. No warning. For a stop of imports take "TP", or
# put a stage for the supplier abroad into the network.
# Seen with stockpyl 1.0.2.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "stockpyl==1.0.2" "numpy==2.5.5" "scipy==1.18.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from stockpyl.disruption_process import DisruptionProcess
from stockpyl.sim import simulation
from stockpyl.supply_chain_network import serial_system

print("stockpyl", version("stockpyl"))
SHOP, IMPORTER = 1, 2


def lowest(stage: int, kind: str | None) -> float:
    """Return the lowest stock of a stage whose supply is stopped for three of twenty weeks."""
    network = serial_system(
        num_nodes=2,
        node_order_in_system=[IMPORTER, SHOP],
        node_order_in_lists=[SHOP, IMPORTER],
        demand_type="D",
        demand_list=10,
        local_holding_cost=[2, 1],
        stockout_cost=[10, 0],
        shipment_lead_time=[1, 1],
        policy_type="BS",
        base_stock_level=[20, 20],
    )
    node = network.nodes_by_index[stage]
    if kind:
        node.disruption_process = DisruptionProcess(
            random_process_type="E",
            disruption_type=kind,
            disruption_state_list=[False] * 5 + [True] * 3 + [False] * 12,
        )
    cost = simulation(network, 20, rand_seed=1, progress_bar=False)
    stock = min(next(iter(week.inventory_level.values())) for week in node.state_vars[:20])
    print("shop" if stage == SHOP else "importer", kind or "no stop", "lowest stock", stock, "cost", cost)
    return float(stock)


assert lowest(SHOP, None) == lowest(IMPORTER, None) == 10
assert lowest(SHOP, "SP") == -20
assert lowest(IMPORTER, "SP") == 10
assert [lowest(IMPORTER, kind) for kind in ("OP", "TP", "RP")] == [-20, -20, -20]
PYTHON
